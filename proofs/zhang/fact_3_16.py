"""Fact 3.16 (Zhang): derivatives of g(X) = |B(X X^T) - 2b|^2/2 + |X^T J X|^2/2: those of Fact 3.6 with H(E)
+ J Z Z^T J + S.

Chosen: one measurement B (symmetric, n by n), b a number, J symmetric with J J = I.
"""

from certify.claims import Eq, Theorem, case, claim, part, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, derivative, identity, inner, matrix, parameters, sizes, square

_derivations = load(__file__, "zhang/asymmetric")

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
    Theorem(_derivations.fact_3_16),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>. Ab is A^T(b), b_square for "
    "|b|^2 and SA for A^T(A(U* V*') - b); S = 2 [0, SA; SA', 0] is B^T(B(Z Z') - 2b).",
)
