"""The proof of Ge, Jin and Zheng [13] as quoted (Section 2): D0 = 4 Delta, D1 = Delta, Delta = Z_X - X:
sup {<grad f, 4 Delta> + <hess f[Delta], Delta>} <= -(1 - 5 delta) |E|^2, noiseless.

Chosen: one measurement A for the identity; Y = Z_X with Y Y^T = Z Z^T.
"""

from certify.claims import Rational, claim, conclusion_of, reals, source
from certify.claims.words import Words, inner, matrix, sizes, square

SOURCE = source("Section 2")
n, r = sizes("n r")
X, Y, A = matrix("X", n, r), matrix("Y", n, r), matrix("A", n, n)
D = Y - X
E, W = X * X.T - Y * Y.T, D * X.T + X * D.T
N = matrix("N", r, r, semidefinite=True)

lifted = claim("[13]: D D^T + D X^T + X D^T = -E", Words(D * D.T + D * X.T + X * D.T, "==", -E))
identity_h = claim(
    "[13]: 4 <grad f, Delta> + <hess f[Delta], Delta> = |Delta Delta^T|_H^2 - 3 |E|_H^2",
    Words(
        4 * inner(inner(A, E) * A, W) + 2 * inner(inner(A, E) * A, D * D.T) + inner(A, W) ** 2,
        "==",
        inner(A, D * D.T) ** 2 - 3 * inner(A, E) ** 2,
    ),
    rests_on=["ge_jin_zheng.lifted", "fact_3_6.gradient", "fact_3_6.hessian"],
)
nearest = claim(
    "[13]: |Delta Delta^T|^2 <= 2 |E|^2 where X^T Y is semidefinite (Y nearest to X)",
    Words(2 * square(E), ">=", square(D * D.T), vanishing=(X.T * Y - N,)),
    seconds=60,
)
dh, eh, dd, e, d = reals("dh eh dd e delta")
bound = claim(
    "[13]: sup {<grad f, 4 Delta> + <hess f[Delta], Delta>} <= -(1 - 5 delta) |E|^2",
    given=[d >= 0, d < 1, dd >= 0, e >= 0, dh <= (1 + d) * dd, dd <= 2 * e, eh >= (1 - d) * e],
    show=dh - 3 * eh <= -(1 - 5 * d) * e,
    printed=True,
    rests_on=["ge_jin_zheng.identity_h", "ge_jin_zheng.nearest"],
    note="By RIP, and by ge_jin_zheng.nearest: dh = |Delta Delta^T|_H^2, eh = |E|_H^2, dd = |Delta "
    "Delta^T|^2, e = |E|^2.",
)
half = claim(
    "[13] in the convention of (D), where second-order terms carry 1/2: 4 <grad f, Delta> + <hess "
    "f[Delta], Delta>/2 <= -|E|^2, at H = Id",
    Words(4 * inner(E, W) + inner(E, D * D.T) + square(W) / 2, "<=", -square(E), vanishing=(X.T * Y - N,)),
    note="The quoted pair belongs to the convention of Theorem 2.1, without 1/2, where it is -|E|^2 at "
    "delta = 0. Here it fails, as at X = e1, Y = 3 e2: -77 against -82.",
    rests_on=["fact_3_6.gradient", "fact_3_6.hessian"],
    seconds=40,
)
x, y = reals("x y")
half_scalar = claim(
    "[13] in the convention of (D), at n = r = 1 and H = Id: it holds there",
    given=[x >= 0, y >= 0],
    show=4 * (x**2 - y**2) * 2 * (y - x) * x
    + (2 * (x**2 - y**2) * (y - x) ** 2 + 4 * (y - x) ** 2 * x**2) / 2
    <= -((x**2 - y**2) ** 2),
    rests_on=["fact_3_6.gradient", "fact_3_6.hessian"],
)
one_fifth = claim(
    "[13]: the sum is negative for delta < 1/5",
    given=[
        d >= 0,
        d < Rational(1, 5),
        e > 0,
        conclusion_of("ge_jin_zheng.bound", dh - 3 * eh <= -(1 - 5 * d) * e),
    ],
    show=dh - 3 * eh < 0,
    printed=True,
    note="So that spurious local minima do not exist.",
)
