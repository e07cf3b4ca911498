"""Lemma 2.3 (Zhang): from h on the span of [X, Z] to f on R^n; printed with grad in place of hess on the
right.

Chosen: P (n, d) with P^T P = I and P P^T X = X, P P^T Z = Z; N = A^T A(E) + S is P S_h P^T off the identity
part.
"""

from certify.claims import And, Theorem, claim, part, reals, sqrt, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, sizes, square

_derivations, _whole = load(__file__, "zhang/section_2"), load(__file__, "zhang/lemma_2_3")

n, r, q, d = sizes("n r q d")
P, Xh, Zh, D = matrix("P", n, d), matrix("Xh", d, r), matrix("Zh", d, q), matrix("D", n, r)
S = matrix("S", d, d, symmetric=True)
X = P * Xh
one = (P.T * P - identity(d),)
I_n = identity(n)
outside = (I_n - P * P.T) * D
M = matrix("M", n, n)

gradient = claim(
    "Lemma 2.3, proof: <grad f(X), D> = <grad h(X^), P^T D>, with residual P S P^T",
    Words(
        inner(P * S * P.T, D * X.T + X * D.T),
        "==",
        inner(S, P.T * D * Xh.T + Xh * (P.T * D).T),
        vanishing=one,
    ),
    printed=True,
)
hessian_linear = claim(
    "Lemma 2.3, proof: <P S P^T, D D^T> = <S, P^T D (P^T D)^T>",
    Words(inner(P * S * P.T, D * D.T), "==", inner(S, P.T * D * (P.T * D).T), vanishing=one),
    printed=True,
)
hessian_extra = claim(
    "Lemma 2.3, proof: what lies outside the span adds 2 |P_p^T D X^^T|^2 to |D X^T + X D^T|^2",
    Words(
        square(D * X.T + X * D.T),
        "==",
        square(P.T * D * Xh.T + Xh * D.T * P) + 2 * square(outside * Xh.T),
        vanishing=one,
    ),
    printed=True,
    note="A^T A is the identity on the blocks M12, M21, M22, of which D X^T + X D^T has the first two.",
)
blocks = claim(
    "Lemma 2.3, proof: |M|^2 = |M11|^2 + |M12|^2 + |M21|^2 + |M22|^2, so that A^T A has the spectrum of H "
    "and 1",
    Words(
        square(M),
        "==",
        square(P.T * M * P)
        + square(P.T * M * (I_n - P * P.T))
        + square((I_n - P * P.T) * M * P)
        + square((I_n - P * P.T) * M * (I_n - P * P.T)),
        vanishing=one,
    ),
    printed=True,
)
symmetric_and_skew = claim(
    "Lemma 2.3, proof: |M11|^2 = |(M11 + M11^T)/2|^2 + |(M11 - M11^T)/2|^2",
    Words(
        square(S * P.T * M * P),
        "==",
        square((S * P.T * M * P + (S * P.T * M * P).T) / 2)
        + square((S * P.T * M * P - (S * P.T * M * P).T) / 2),
    ),
    printed=True,
    note="The two halves in A make A^T A equal to Id on skew matrices.",
)
# f is first-order and second-order at X as h is at X^: with x = |P_p^T D X^^T|^2, m^2 = |P^T D X^^T|^2.
grad, hess, m, x, e1, e2 = reals("grad hess m x eps1 eps2")
lemma = claim(
    "Lemma 2.3, what it gives: where h satisfies the conditions at X^ with eps1, eps2, f satisfies them at X",
    given=[m >= 0, x >= 0, e1 >= 0, e2 >= 0, grad >= -e1 * m, hess >= -e2 * m**2],
    show=And(grad >= -e1 * sqrt(m**2 + x), hess + 2 * x >= -e2 * (m**2 + x)),
    rests_on=[
        "lemma_2_3.gradient",
        "lemma_2_3.hessian_linear",
        "lemma_2_3.hessian_extra",
        "lemma_2_3.blocks",
        "lemma_2_3.symmetric_and_skew",
    ],
    note="grad = <grad h(X^), P^T D>, hess = <hess h(X^)[P^T D], P^T D>, and |D X^T|^2 = m^2 + x.",
)
of_the_form = claim(
    "Lemma 2.3 for the form of f, with hess h read for grad h",
    Theorem(_derivations.lemma_2_3),
    printed=True,
    scope=part("for the form of f, with hess h read for grad h"),
    note="For all sizes, by derivation. The form of f is that of A in the proof, written out, and hess h "
    "is read for grad h in the last formula. P has orthonormal columns, X = P X^ and Z = P Z^. Any "
    "form with its bounds is <A(.), A(.)> for some A.",
)
lemma_whole = claim(
    "Lemma 2.3",
    Theorem(_whole.lemma_2_3),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. hess h is read for grad h in the last formula, and P_p P_p^T is "
    "I - P P^T. H is <A(.), A(.)>, and S the adjoint of A at A(Z Z^T) - b. That there are A and b is said "
    "by contradiction: it cannot be that no (A, b) has the properties of f. They are found with 2 n^2 "
    "measurements, A(M) = (c M, T M), and A is an isometry up to delta at every rank.",
)
