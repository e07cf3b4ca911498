"""Theorem 3.10 (Zhang): if eps0 sqrt(r + r*) + eps1/2 < (1/(1 + (1 + eps2/2) sqrt(r*/r)) - delta) |E|, then
for every
f in F_Z(delta, eps0) the directions of Definition 3.1 satisfy <grad f, D0>/|D0 X^T| < -eps1 and/or
min_i <hess f[D_i], D_i>/|D_i X^T|^2 < -eps2.

Found: false as printed, already at delta = 0: X = diag(1, 1/10, ..., 1/10) (10, 9), Z = e1 + e10/10, eps1 =
21/100.
With eps1/sqrt(2) it follows from its lines. Chosen: k = 1 + eps2/2, c, u as in Lemma 3.9; a quotient with a
zero
denominator counts as -infinity if its numerator is negative.
"""

import sympy

from certify.claims import Computed, Eq, Not, Or, Theorem, claim, reals, sqrt, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/theorem_3_10")

alpha, beta, tau, c, u, k, s, d, e2 = reals("alpha beta tau c u k s delta eps2")
e, e1, noise, best, psi, margin = reals("e eps1 noise best psi margin")

step_a = claim(
    "Theorem 3.10, step (a): alpha - (1 + delta + eps2/2) beta against (1 + eps2/2)(1 + delta) beta",
    given=[tau >= 0, beta >= 0, d >= 0, e2 >= 0],
    show=c * u + (alpha - (1 + d + e2 / 2) * beta) * tau - d
    >= c * u + alpha * tau - (1 + e2 / 2) * beta * tau - (1 + (1 + e2 / 2) * beta * tau) * d,
    printed=True,
    rests_on=["theorem_3_10.step_a_loss"],
)
step_a_loss = claim(
    "Theorem 3.10, step (a): what it loses is (eps2/2) beta tau delta",
    given=[tau >= 0],
    show=Eq(
        c * u
        + (alpha - (1 + d + e2 / 2) * beta) * tau
        - d
        - (c * u + alpha * tau - (1 + e2 / 2) * beta * tau - (1 + (1 + e2 / 2) * beta * tau) * d),
        e2 / 2 * beta * tau * d,
    ),
)
equality = claim(
    "Theorem 3.10, the equality between (a) and (b)",
    given=[tau >= 0, beta >= 0, k >= 1],
    show=Eq(
        c * u + alpha * tau - k * beta * tau - (1 + k * beta * tau) * d,
        ((c * u + alpha * tau - k * beta * tau) / (1 + k * beta * tau) - d) * (1 + k * beta * tau),
    ),
    printed=True,
)
step_b = claim(
    "Theorem 3.10, step (b): a first factor at least T - delta > 0 times 1 + (1 + eps2/2) beta tau is at "
    "least T - delta",
    given=[tau >= 0, beta >= 0, k >= 1, s > 0, best >= 1 / (1 + k * s), 1 / (1 + k * s) - d > 0],
    show=(best - d) * (1 + k * beta * tau) >= 1 / (1 + k * s) - d,
    printed=True,
    rests_on=["lemma_3_9.lemma_whole"],
)
contrapositive = claim(
    "Theorem 3.10, what follows: not (noise + eps1/2 < (T - delta) |E|) gives |E| <= (noise + "
    "eps1/2)/(T - delta)_+",
    given=[e > 0, noise >= 0, e1 >= 0, margin > 0, Not(noise + e1 / 2 - margin * e < 0)],
    show=e <= (noise + e1 / 2) / margin,
    printed=True,
    note="margin = T - delta; where it is not positive, (.)_+^(-1) is infinite and nothing is said.",
)


def _directions_escape(r: int, eta: sympy.Rational, eps1: sympy.Rational, factor: sympy.Expr) -> str:
    """At delta = eps0 = eps2 = 0 (A = Id): does D0 or D1 escape whenever factor eps1 < T |E|?"""
    n = r + 1
    X = sympy.diag(1, *[eta] * (r - 1)).col_join(sympy.zeros(1, r))
    Z = sympy.Matrix([1] + [0] * (r - 1) + [eta])
    Pi = sympy.diag(*[1] * r, 0)
    plus = sympy.diag(1, *[1 / eta] * (r - 1)).row_join(sympy.zeros(r, 1))
    assert X * plus == Pi
    assert plus * X == sympy.eye(r)
    E, Zp, u = X * X.T - Z * Z.T, Z - Pi * Z, sympy.Matrix([0] * (r - 1) + [1])
    D0, D1 = (sympy.eye(n) - Pi / 2) * Z * (plus * Z).T - X / 2, Zp * u.T

    def inner(A: sympy.Matrix, B: sympy.Matrix) -> sympy.Expr:
        return sum(a * b for a, b in zip(A, B, strict=True))

    def lift(D: sympy.Matrix) -> sympy.Matrix:
        return D * X.T + X * D.T

    size2, T = inner(E, E), 1 / (1 + 1 / sympy.sqrt(r))
    if not factor * eps1 < T * sympy.sqrt(size2):
        return ""  # outside the hypothesis
    first, norm0 = inner(E, lift(D0)), inner(D0 * X.T, D0 * X.T)
    second, norm1 = 2 * inner(E, D1 * D1.T) + inner(lift(D1), lift(D1)), inner(D1 * X.T, D1 * X.T)
    if (first < 0 and first**2 > eps1**2 * norm0) or second < 0:
        return ""
    return (
        f"r = {r}, r* = 1, n = {n}, X = diag(1, {eta}, ..., {eta}), Z = e1 + {eta} e{n}, A = Id: |E|^2 = "
        f"{size2}, eps1 = {eps1}, "
        f"<grad f, D0>^2/|D0 X^T|^2 = {first**2 / norm0} <= eps1^2 = {eps1**2}, <hess f[D1], D1>/|D1 "
        f"X^T|^2 = {second / norm1} >= 0"
    )


def _printed_directions(r: int, eta: sympy.Rational, eps1: sympy.Rational) -> str:
    return _directions_escape(r, eta, eps1, sympy.Rational(1, 2))


def _repaired_directions(r: int, eta: sympy.Rational, eps1: sympy.Rational) -> str:
    return _directions_escape(r, eta, eps1, 1 / sympy.sqrt(2))


directions = claim(
    "Theorem 3.10",
    Computed(
        "fix X (n, r), Z (n, r*), r >= r*, X X^T != Z Z^T, 0 <= delta < 1, eps0, eps1, eps2 >= 0 with "
        "eps0 sqrt(r + r*) + eps1/2 - (1/(1 + (1 + eps2/2) sqrt(r*/r)) - delta) |X X^T - Z Z^T| < 0. Then "
        "for every f in F_Z(delta, eps0) the directions of Definition 3.1 satisfy <grad f(X), D0>/|D0 "
        "X^T| < -eps1 and/or min_i <hess f(X)[D_i], D_i>/|D_i X^T|^2 < -eps2",
        _printed_directions,
        cases=[{"r": 9, "eta": sympy.Rational(1, 10), "eps1": sympy.Rational(21, 100)}],
        of="all instances",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
    rests_on=[
        "lemma_3_8.lemma_whole",
        "lemma_3_9.lemma_whole",
        "theorem_3_10.step_a",
        "theorem_3_10.step_b",
        "theorem_3_10.psi_negative",
        "theorem_3_10.equality",
    ],
    note="The witness has delta = eps0 = eps2 = 0. eps1/2 comes from Fact 3.3; |D0 X^T| is |E_T|/sqrt(2) "
    "where E_T is off the diagonal blocks.",
)
psi_below = claim(
    "Theorem 3.10, end of the proof, with eps1/sqrt(2): psi < 0, from Lemma 3.8 and the steps (a) and (b)",
    given=[
        e > 0,
        e1 >= 0,
        noise >= 0,
        margin > 0,
        noise + e1 / sqrt(2) < margin * e,
        best >= margin,
        psi <= (noise + e1 / sqrt(2)) * e - best * e**2,
    ],
    show=psi < 0,
    rests_on=[
        "lemma_3_8.bound_repaired",
        "lemma_3_9.lemma_whole",
        "theorem_3_10.step_a",
        "theorem_3_10.step_b",
        "theorem_3_10.equality",
    ],
    note="noise = eps0 sqrt(r + r*), e = |E|, margin = T - delta; best is the maximum over tau of the "
    "bracket.",
    seconds=40,
)
directions_repaired = directions.repaired(
    "eps1/2 becomes eps1/sqrt(2)",
    scope=whole,
    show=Theorem(_derivations.theorem_3_10),
    rests_on=[],
    note="For all sizes, by derivation. q is r*, P for the Moore-Penrose inverse of X, and H for "
    "<A(.), A(.)>. The sum over D_i = Z_p e_i u' is tr C, where v'Cv = <hess f[D], D> + eps2 |D "
    "X'|^2 for D = Z_p v u'. Where both fail, eps0 rho + eps1/sqrt(2) >= (T - delta) |E|. tr C < 0 "
    "says more than that one of its terms is negative: the sum over the D_i is. nu is |D0 X'|, w is "
    "sqrt(2), and a zero denominator is multiplied out.",
)
g0, n0, h1, n1, t1, t2, e2_ = reals("g0 n0 h1 n1 t1 t2 eps2_")
psi_negative = claim(
    "Theorem 3.10, end of the proof: psi(t1, t2) < 0 with t1, t2 >= 0 makes D0 or some D_i escape (one D_i)",
    given=[t1 >= 0, t2 >= 0, t1 * (g0 + e1 * n0) + t2 / 2 * (h1 + e2_ * n1) < 0],
    show=Or(g0 < -e1 * n0, h1 < -e2_ * n1),
    printed=True,
)
directions_same_instance = claim(
    "Theorem 3.10 with eps1/sqrt(2) at the instance that refutes the printed one, and at a few more",
    Computed(
        "D0 or D1 escapes wherever eps1/sqrt(2) < T |E|",
        _repaired_directions,
        cases=[
            {"r": r, "eta": sympy.Rational(1, q), "eps1": sympy.Rational(p, 100)}
            for r, q, p in ((9, 10, 21), (9, 10, 15), (16, 20, 10), (25, 10, 22), (4, 3, 40))
        ],
        of="all instances",
    ),
    rests_on=["theorem_3_10.directions_repaired"],
)
core = claim(
    "Theorem 3.10, what its proof shows with eps1/sqrt(2): (T - delta) |E| <= eps0 rho + "
    "eps1/sqrt(2) wherever "
    "T^2 + (1 + eps2/2 + delta) s T <= 1",
    Theorem(load(__file__, "zhang/core").core),
    note="For all sizes, by derivation; with a semidefinite Gm, Gm Z = 0, in the gradient, as "
    "Theorem 3.19 needs "
    "it. q is r*, s^2 = q/r, rho^2 = r + q, w = sqrt(2), e = |E|.",
)
