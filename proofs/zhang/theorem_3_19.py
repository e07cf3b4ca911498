"""Theorem 3.19 (Zhang): Theorem 3.10 for g, with 2 eps0 and 2 delta.

Found: false as printed, by lifting the pair that refutes Theorem 3.10: X = [Y; Y]/sqrt(2), Z = [W;
W]/sqrt(2).
"""

import sympy

from certify.claims import Computed, Rational, claim, reals, sqrt

e, e1, noise, margin, best, psi = reals("e eps1 noise margin best psi")


def _lifted(r: int, eta: sympy.Rational, eps1: sympy.Rational) -> str:
    """delta = eps0 = eps2 = 0, A = Id: g = 2 |U V^T - M*|^2 + |U^T U - V^T V|^2/2, differentiated along D0
    and D1."""
    n, h = r + 1, 1 / sympy.sqrt(2)
    Y = sympy.diag(1, *[eta] * (r - 1)).col_join(sympy.zeros(1, r))
    W = sympy.Matrix([1] + [0] * (r - 1) + [eta])
    plus = sympy.diag(1, *[1 / eta] * (r - 1)).row_join(sympy.zeros(r, 1))
    X, Z, pinv = Y.col_join(Y) * h, W.col_join(W) * h, plus.row_join(plus) * h
    Pi, t = X * pinv, sympy.Symbol("t")
    u, E = sympy.Matrix([0] * (r - 1) + [1]), X * X.T - Z * Z.T
    D0, D1 = (sympy.eye(2 * n) - Pi / 2) * Z * (pinv * Z).T - X / 2, (Z - Pi * Z) * u.T

    def square(M: sympy.Matrix) -> sympy.Expr:
        return sympy.expand(sum(m**2 for m in M))

    def g(D: sympy.Matrix) -> sympy.Expr:
        P = X + t * D
        U, V = P[:n, :], P[n:, :]
        return 2 * square(U * V.T - W * W.T * h**2) + square(U.T * U - V.T * V) / 2

    first, second = sympy.diff(g(D0), t).subs(t, 0), sympy.diff(g(D1), t, 2).subs(t, 0)
    size2, local = square(E), square(D0 * X.T)
    if not eps1 / 2 < sympy.sqrt(size2) / (1 + 1 / sympy.sqrt(r)) or first**2 > eps1**2 * local or second < 0:
        return ""
    return (
        f"r = {r}, r* = 1, n1 = n2 = {n}, X = [Y; Y]/sqrt(2), Z = [W; W]/sqrt(2), Y = diag(1, {eta}, "
        f"...), W = e1 + {eta} e{n}, "
        f"A = Id: |E|^2 = {size2}, eps1 = {eps1}, <grad g, D0>^2/|D0 X^T|^2 = {first**2 / local}, <hess "
        f"g[D1], D1> = {second}"
    )


directions = claim(
    "Theorem 3.19: eps1/2 + 2 eps0 sqrt(r + r*) < (T - 2 delta) |E| makes D0 or some D_i escape",
    Computed(
        "at delta = eps0 = eps2 = 0: <grad g, D0>/|D0 X^T| < -eps1 or <hess g[D1], D1> < 0 wherever "
        "eps1/2 < T |E|",
        _lifted,
        cases=[{"r": 9, "eta": Rational(1, 10), "eps1": Rational(21, 100)}],
        of="all instances",
    ),
    printed=True,
    rests_on=["lemma_3_18.bound", "lemma_3_9.lemma_all"],
    seconds=60,
)
directions_repaired = directions.repaired(
    "eps1/2 becomes eps1/sqrt(2)",
    show=claim(
        "",
        given=[
            e > 0,
            e1 >= 0,
            noise >= 0,
            margin > 0,
            2 * noise + e1 / sqrt(2) < margin * e,
            best >= margin,
            psi <= (2 * noise + e1 / sqrt(2)) * e - best * e**2,
        ],
        show=psi < 0,
    ).statement,
    rests_on=[
        "lemma_3_18.bound_repaired",
        "lemma_3_18.order",
        "lemma_3_9.lemma_all",
        "lemma_3_17.tangent",
        "lemma_3_17.normal",
    ],
    note="margin = T - 2 delta. Theorem 1.6 (a) has room for sqrt(2) and stands.",
)
