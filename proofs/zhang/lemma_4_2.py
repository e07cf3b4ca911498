"""Lemma 4.2 (Zhang): H with three families of eigenvectors; h = |H^{1/2} vec(X X^T - M*)|^2/2 has grad
h(Q1) = 0 and
hess h(Q1) >= -2 eps I. Chosen: rho = sqrt(r/r*), rho~ = rho/(1 + eps), H/(1 + delta) of Example 4.1.

The printed "Q2 Q2" lacks a transpose, and is not defined. H is not said to be semidefinite; the proof needs
<H w, w> >= 0 on the rest. With both mended the lemma is proved whole.
"""

from certify import InputError
from certify.claims import And, Computed, Eq, Theorem, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

_derivations = load(__file__, "zhang/lemma_4_2")

e, p = reals("eps rho")
rt, d = p / (1 + e), p / (p + 1 + e)
n, r, q, N = sizes("n r q N")
Q1, Q2, V1, V2 = matrix("Q1", n, r), matrix("Q2", n, q), matrix("V1", r, r), matrix("V2", q, r)
(eps,) = parameters("eps")
orthonormal = (Q1.T * Q1 - identity(r), Q2.T * Q2 - identity(q), Q1.T * Q2)
V = Q1 * V1 + Q2 * V2
H_e = -(1 + eps) * Q2 * Q2.T

ranges = (p >= 1, e >= 0)
line_a_top = claim(
    "Lemma 4.2, first display, entry of I_r: 1 = -1/(2 rho~) + (1 + 2 rho~)/(2 rho~)",
    given=ranges,
    show=Eq(-1 / (2 * rt) + (1 + 2 * rt) / (2 * rt), 1),
    printed=True,
)
line_a_bottom = claim(
    "Lemma 4.2, first display, entry of I_r*: -(1 + eps + rho) = -rho/(2 rho~) - rho (1 + 2 rho~)/(2 rho~)",
    given=ranges,
    show=Eq(-p / (2 * rt) - p * (1 + 2 * rt) / (2 * rt), -(1 + e + p)),
    printed=True,
)
line_b = claim(
    "Lemma 4.2, proof: (1 - delta)/(1 + delta) = 1/(1 + 2 rho~)",
    given=ranges,
    show=Eq((1 - d) / (1 + d), 1 / (1 + 2 * rt)),
    printed=True,
)
line_c = claim(
    "Lemma 4.2, second display: mat(H e) = diag(0, -(1 + eps) I)",
    given=ranges,
    show=And(Eq(-1 / (2 * rt) + 1 / (2 * rt), 0), Eq(-p / (2 * rt) - p / (2 * rt), -(1 + e))),
    printed=True,
    rests_on=[
        "lemma_4_2.line_a_top",
        "lemma_4_2.line_a_bottom",
        "lemma_4_2.line_b",
        "lemma_4_2.shapes_repaired",
    ],
)
gradient = claim(
    "Lemma 4.2, proof: <mat(H e), Q1 V^T + V Q1^T> = 0",
    Words(inner(H_e, Q1 * V.T + V * Q1.T), "==", 0, vanishing=orthonormal),
    printed=True,
    rests_on=["lemma_4_2.line_c"],
)
line_d_first = claim(
    "Lemma 4.2, proof: <mat(H e), V V^T> = -(1 + eps) |V2|^2",
    Words(inner(H_e, V * V.T), "==", -(1 + eps) * square(V2), vanishing=orthonormal),
    printed=True,
)
v1, w = matrix("v1", N, 1), matrix("w", N, 1)
H = matrix("H", N, N, semidefinite=True)
H_any = matrix("H", N, N, symmetric=True)
drop = claim(
    "Lemma 4.2, proof: dropping V1 + V1^T does not increase |H^{1/2} .|, for H >= 0 and an eigenvector w "
    "orthogonal to it",
    Words(inner(H * (v1 + w), v1 + w), ">=", square(w), vanishing=(H * w - w, v1.T * w)),
    printed=True,
)
drop_any = claim(
    "Lemma 4.2, proof, the same with H symmetric as printed (H in S^{n^2 x n^2}, without H >= 0)",
    Words(inner(H_any * (v1 + w), v1 + w), ">=", square(w), vanishing=(H_any * w - w, v1.T * w)),
    printed=True,
    note="H^{1/2} is only defined for H >= 0, which is therefore meant.",
)
drop_any_repaired = drop_any.repaired(
    "H >= 0, as H^{1/2} needs",
    show=Words(inner(H * (v1 + w), v1 + w), ">=", square(w), vanishing=(H * w - w, v1.T * w)),
)
cross_size = claim(
    "Lemma 4.2, proof: |Q1 V2^T Q2^T + Q2 V2 Q1^T|^2 = 2 |V2|^2",
    Words(square(Q1 * V2.T * Q2.T + Q2 * V2 * Q1.T), "==", 2 * square(V2), vanishing=orthonormal),
    printed=True,
)
a, b = reals("a b")
hessian = claim(
    "Lemma 4.2, proof: -2 (1 + eps) |V2|^2 + 2 |V2|^2 = -2 eps |V2|^2 >= -2 eps |V|^2",
    given=[e >= 0, a >= 0, b >= 0],
    show=-2 * (1 + e) * b**2 + 2 * b**2 >= -2 * e * (a**2 + b**2),
    printed=True,
    rests_on=[
        "lemma_4_2.line_d_first",
        "lemma_4_2.drop",
        "lemma_4_2.cross_size",
        "lemma_4_2.line_c",
        "lemma_4_2.drop_any_repaired",
        "lemma_4_2.invariant",
    ],
    note="a = |V1|, b = |V2|.",
)


def _shapes() -> str:
    try:
        _ = Q1 * Q1.T + Q2 * Q2
    except InputError as problem:
        return f"Q1 Q1^T + sqrt(r/r*) Q2 Q2 with Q1 (n, r), Q2 (n, r*): {problem}"
    return ""


shapes = claim(
    "Lemma 4.2, proof: the first two eigenvalue equations, shapes as printed (Q2 Q2)",
    Computed("Q1 Q1^T + sqrt(r/r*) Q2 Q2 is defined", _shapes),
    printed=True,
    note="A transpose is missing.",
)
shapes_repaired = shapes.repaired(
    "Q2 Q2^T",
    show=Words(square(Q1 * Q1.T + Q2 * Q2.T), "==", r + q, vanishing=orthonormal),
)
invariant = claim(
    "Lemma 4.2, proof: an eigenvector with two different eigenvalues would be zero: rr* + 2 equations are "
    "consistent",
    Words(inner(Q1 * Q1.T - Q2 * Q2.T, Q1 * V2.T * Q2.T + Q2 * V2 * Q1.T), "==", 0, vanishing=orthonormal),
)
lemma_whole = claim(
    "Lemma 4.2",
    Computed(
        "in the setting of Example 4.1, let H symmetric (n^2, n^2) satisfy H vec(Q1 Q1^T + rho Q2 Q2) = "
        "vec(Q1 Q1^T + rho Q2 Q2), H vec(Q1 Q1^T - rho Q2 Q2) = ((1 - delta)/(1 + delta)) vec(Q1 Q1^T - "
        "rho Q2 Q2), H vec(Q1 V Q2^T + Q2 V^T Q1^T) = vec(Q1 V Q2^T + Q2 V^T Q1^T) for all V (r, r*), rho "
        "= sqrt(r/r*). Then h(X) = |H^(1/2) vec(X X^T - M*)|^2/2 has grad h(Q1) = 0 and hess h(Q1) >= -2 "
        "eps I",
        _shapes,
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_4_2.shapes"],
    lint_except={"fixed-size": "its hypotheses are not defined, whatever the sizes are"},
    note="A misprint: Q2 Q2 is not defined for Q2 (n, r*) with r* < n. With Q2 Q2^T, and H >= 0 so that "
    "H^(1/2) is one, the lemma holds.",
)
lemma_repaired = lemma_whole.repaired(
    "Q2 Q2^T for Q2 Q2, and H >= 0",
    scope=whole,
    show=Theorem(_derivations.lemma_4_2),
    rests_on=[],
    note="For all sizes, by derivation. H(M, N) is vec(M)' H vec(N), rho is sqrt(r/r*), s is 1/rho and q "
    "is r*.",
)
