"""Lemma 2.4 (Zhang): from f to h on the span of [X, Z]: |M|_H = |A(P M P^T)|^2 (printed without a square on
the left),
G = P^T [A^T(A(Z Z^T) - b)] P; h printed without the subscript H.
"""

from certify.claims import Computed, claim
from certify.claims.words import Words, degree, inner, matrix, parameters, sizes

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
    "Lemma 2.4: <grad h(X^), D> = <grad f(X), P D>",
    Words(
        inner(inner(A, E) * A + S, PD * X.T + X * PD.T),
        "==",
        inner(inner(small, Eh) * small + P.T * S * P, D * Xh.T + Xh * D.T),
    ),
    printed=True,
    note="One measurement A; f, H and G are sums over them.",
)
hessian = claim(
    "Lemma 2.4: <hess h(X^)[D], D> = <hess f(X)[P D], P D> (printed with grad f on the right)",
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
    "Lemma 2.4: |M|_H = |A(P M P^T)|^2",
    Computed("both sides have one degree in M", _degrees, complete=True),
    printed=True,
    note="A square is missing.",
)
norm_repaired = norm.repaired(
    "|M|_H^2", show=Words(inner(A, P * M * P.T) ** 2, "==", inner(inner(small, M) * small, M))
)
