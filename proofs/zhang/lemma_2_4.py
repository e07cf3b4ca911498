"""Lemma 2.4 (Zhang): from f to h on the span of [X, Z]: |M|_H = |A(P M P^T)|^2 (printed without a square on
the left),
G = P^T [A^T(A(Z Z^T) - b)] P; h printed without the subscript H.
"""

from certify.claims import And, Computed, Eq, Theorem, claim, part, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, degree, identity, inner, matrix, parameters, sizes, square

_derivations, _whole = load(__file__, "zhang/section_2"), load(__file__, "zhang/lemma_2_4")

n, r, q, d = sizes("n r q d")
P, Xh, Zh, D, A = (
    matrix("P", n, d),
    matrix("Xh", d, r),
    matrix("Zh", d, q),
    matrix("D", d, r),
    matrix("A", n, n),
)
M = matrix("M", d, d, symmetric=True)
(b,) = parameters("b")
X, Z, PD = P * Xh, P * Zh, P * D
small = P.T * A * P
S = (inner(A, Z * Z.T) - b) * A
E, Eh = X * X.T - Z * Z.T, Xh * Xh.T - Zh * Zh.T

gradient = claim(
    "Lemma 2.4, proof: <grad h(X^), D> = <grad f(X), P D>",
    Words(
        inner(inner(A, E) * A + S, PD * X.T + X * PD.T),
        "==",
        inner(inner(small, Eh) * small + P.T * S * P, D * Xh.T + Xh * D.T),
    ),
    printed=True,
    note="One measurement A; f, H and G are sums over them.",
)
hessian = claim(
    "Lemma 2.4, proof: <hess h(X^)[D], D> = <hess f(X)[P D], P D> (printed with grad f on the right)",
    Words(
        2 * inner(inner(A, E) * A + S, PD * PD.T) + inner(A, PD * X.T + X * PD.T) ** 2,
        "==",
        2 * inner(inner(small, Eh) * small + P.T * S * P, D * D.T) + inner(small, D * Xh.T + Xh * D.T) ** 2,
    ),
)


def _degrees() -> str:
    left, right = 1, degree(inner(A, P * M * P.T) ** 2, {M: 1})
    return "" if left == right else f"|M|_H has degree {left} in M, |A(P M P^T)|^2 degree {right}"


norm = claim(
    "Lemma 2.4, proof: |M|_H = |A(P M P^T)|^2",
    Computed("both sides have one degree in M", _degrees),
    printed=True,
    note="A square is missing.",
)
norm_repaired = norm.repaired(
    "|M|_H^2", show=Words(inner(A, P * M * P.T) ** 2, "==", inner(inner(small, M) * small, M))
)
same_length = claim(
    "Lemma 2.4, proof: |D X^^T| = |P D X^T|",
    Words(square(D * Xh.T), "==", square(PD * X.T), vanishing=(P.T * P - identity(d),)),
)
low_rank = claim(
    "Lemma 2.4, proof: P M P^T has the length of M, so that RIP at rank d <= r + r* is the band of H on S^d",
    Words(square(P * M * P.T), "==", square(M), vanishing=(P.T * P - identity(d),)),
)
# f satisfies the conditions at X in the directions P D, hence h at X^ in all D.
grad_f, hess_f, grad_h, hess_h, m_f, m_h, e1, e2 = reals("grad_f hess_f grad_h hess_h m_f m_h eps1 eps2")
lemma = claim(
    "Lemma 2.4, what it gives: where f satisfies the conditions at X with eps1, eps2, h satisfies them at X^",
    given=[
        grad_f >= -e1 * m_f,
        hess_f >= -e2 * m_f**2,
        Eq(grad_h, grad_f),
        Eq(hess_h, hess_f),
        Eq(m_h, m_f),
    ],
    show=And(grad_h >= -e1 * m_h, hess_h >= -e2 * m_h**2),
    rests_on=[
        "lemma_2_4.gradient",
        "lemma_2_4.hessian",
        "lemma_2_4.norm_repaired",
        "lemma_2_4.same_length",
        "lemma_2_4.low_rank",
    ],
    note="m_f = |P D X^T|, m_h = |D X^^T|.",
)
of_the_form = claim(
    "Lemma 2.4 for the form of h, with hess f read for grad f",
    Theorem(_derivations.lemma_2_4),
    printed=True,
    scope=part("for the form of h, with hess f read for grad f"),
    note="For all sizes, by derivation. h has the form H(P M P', P N P') and G = P'SP, and hess f is read "
    "for grad f in the last formula. H is <A(.), A(.)>, and d <= k.",
)
lemma_whole = claim(
    "Lemma 2.4",
    Theorem(_whole.lemma_2_4),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. hess f is read for grad f in the last formula. H is <A(.), A(.)>, a "
    "the adjoint of A at b, beta is |b|^2, and S the adjoint of A at A(Z Z^T) - b; any symmetric bilinear "
    "form H will do. P = X C1 + Z C2 says that the columns of P are in the range of [X, Z], so that d <= r "
    "+ r*. h has the form H(P M P', P N P') and G = P'SP.",
)
