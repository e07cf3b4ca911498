"""Fact 3.16 (Zhang): derivatives of g(X) = |B(X X^T) - 2b|^2/2 + |X^T J X|^2/2: those of Fact 3.6 with H(E)
+ J Z Z^T J + S.

Chosen: one measurement B (symmetric, n by n), b a number, J symmetric with J J = I.
"""

from certify.claims import Eq, Unmechanised, case, claim, part, reals, whole
from certify.claims.words import Words, derivative, identity, inner, matrix, parameters, sizes, square

n, r, q = sizes("n r q")
X, Z, D = matrix("X", n, r), matrix("Z", n, q), matrix("D", n, r)
B, J = matrix("B", n, n, symmetric=True), matrix("J", n, n, symmetric=True)
(b,) = parameters("b")
E, W = X * X.T - Z * Z.T, D * X.T + X * D.T
g = (inner(B, X * X.T) - 2 * b) ** 2 / 2 + square(X.T * J * X) / 2
S = (inner(B, Z * Z.T) - 2 * b) * B
R = inner(B, E) * B + J * E * J + J * Z * Z.T * J + S

gradient = claim(
    "Fact 3.16: <grad g, D> = <H(E) + J Z Z^T J + S, D X^T + X D^T>",
    Words(derivative(g, X, D), "==", inner(R, W)),
    printed=True,
    scope=case("one measurement, the gradient"),
)
hessian = claim(
    "Fact 3.16: <hess g[D], D>/2 = <H(E) + J Z Z^T J + S, D D^T> + |D X^T + X D^T|_H^2/2 (printed with "
    "[D_i])",
    Words(derivative(g, X, D, 2) / 2, "==", inner(R, D * D.T) + (inner(B, W) ** 2 + inner(J * W * J, W)) / 2),
    printed=True,
    scope=case("one measurement, the Hessian"),
)
balanced = claim(
    "Section 3.2: (J Z Z^T J) Z = J Z (Z^T J Z) = 0 for balanced Z",
    Words(J * Z * Z.T * J * Z, "==", 0, vanishing=(Z.T * J * Z, J * J - identity(n))),
    printed=True,
)
e0, a, s = reals("eps0 a s")
noise = claim(
    "Fact 3.16: |S|op <= 2 eps0: S = B^T(2 (A(U* V*^T) - b))",
    given=[e0 >= 0, a >= 0, a <= e0, Eq(s, 2 * a)],
    show=s <= 2 * e0,
    printed=True,
    scope=part("noise"),
    rests_on=["fact_3_15.square_block", "fact_3_14.doubled", "fact_3_15.plus", "fact_3_15.minus"],
    note="a = |A^T(A(U* V*^T) - b)|op, and B(Z Z^T) - 2 b = 2 (A(U* V*^T) - b).",
)
fact_whole = claim(
    "Fact 3.16",
    Unmechanised(
        "for g in G_Z(delta, eps0), S = B^T(B(Z Z^T) - 2b) and H(M) = B^T B(M) + J M J: <grad g(X), D> = "
        "<H(E) + J Z Z^T J + S, D X^T + X D^T> and <hess g(X)[D], D>/2 = <H(E) + J Z Z^T J + S, D D^T> + "
        "|D X^T + X D^T|_H^2/2 (printed with [D_i]). Moreover |S|op <= 2 eps0, and ||M|_H^2/|M|^2 - 1| <= "
        "2 delta for all symmetric M with rank M <= r + r*",
        "the derivatives are identities for one measurement, of which g is a sum; the bounds are Facts "
        "3.14 and 3.15",
    ),
    printed=True,
    scope=whole,
    rests_on=["fact_3_16.gradient", "fact_3_16.hessian", "fact_3_16.noise", "fact_3_14.fact_whole"],
)
