"""Theorem 3.19 (Zhang): Theorem 3.10 for g, with 2 eps0 and 2 delta.

Found: false as printed, by lifting the pair that refutes Theorem 3.10: X = [Y; Y]/sqrt(2), Z = [W;
W]/sqrt(2).
"""

import sympy

from certify.claims import Computed, Theorem, claim, reals, sqrt, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/theorem_3_19")

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
    "Theorem 3.19",
    Computed(
        "fix X (n, r), Z (n, r*), r >= r*, X X^T != Z Z^T, Z^T J Z = 0, 0 <= delta < 1, eps0, eps1, eps2 "
        ">= 0 with eps1/2 + 2 eps0 sqrt(r + r*) - (1/(1 + (1 + eps2/2) sqrt(r*/r)) - 2 delta) |X X^T - Z "
        "Z^T| < 0. Then for every g in G_Z(delta, eps0) the directions of Definition 3.1 satisfy <grad "
        "g(X), D0>/|D0 X^T| < -eps1 or min_i <hess g(X)[D_i], D_i>/|D_i X^T|^2 < -eps2",
        _lifted,
        cases=[{"r": 9, "eta": sympy.Rational(1, 10), "eps1": sympy.Rational(21, 100)}],
        of="all instances",
    ),
    printed=True,
    scope=whole,
    note="The witness has delta = eps0 = eps2 = 0.",
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
    rests_on=["lemma_3_18.lemma_whole", "lemma_3_9.lemma_whole"],
    seconds=60,
)
psi_below = claim(
    "Theorem 3.19, end of the proof, with eps1/sqrt(2): psi < 0, from Lemma 3.18 and the steps of Theorem "
    "3.10",
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
    rests_on=[
        "lemma_3_18.bound_repaired",
        "lemma_3_9.lemma_whole",
        "theorem_3_10.step_a",
        "theorem_3_10.step_b",
        "theorem_3_10.equality",
    ],
    note="noise = eps0 sqrt(r + r*), e = |E|, margin = T - 2 delta; best is the maximum over tau of the "
    "bracket.",
    seconds=40,
)
directions_repaired = directions.repaired(
    "eps1/2 becomes eps1/sqrt(2)",
    scope=whole,
    show=Theorem(_derivations.theorem_3_19),
    rests_on=[],
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>, q is r*, P the Moore-Penrose inverse of X, w is "
    "sqrt(2) and nu is |D0 X'|. The sum over D_i = Z_p e_i u' is tr C, where v'Cv = <hess g[D], D> + eps2 "
    "|D X'|^2 for D = Z_p v u'; tr C < 0 says more than that one of its terms is negative: the sum over "
    "the D_i is. A zero denominator is multiplied out. Theorem 1.6 (a) has room for sqrt(2) and stands.",
)
