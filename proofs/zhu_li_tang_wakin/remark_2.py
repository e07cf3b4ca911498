"""Remark 2 (Zhu, Li, Tang, Wakin): (15) already holds for c <= 1/50, independent of X*.

The proof prints the coefficient 50 c^2 in (75), with which 1/260 does not follow at c = 1/50; with 20 c^2,
which its lines give, it does.
"""

from certify.claims import Eq, Or, Rational, Unmechanised, case, claim, conclusion_of, reals, source, sqrt

SOURCE = source("Remark 2", page=7)

L, z, d2, s, k, c, i, g2 = reals("L z dist2 sigma_r sigma_1 c i grad_G2")
common = (
    L >= 0,
    z >= 0,
    d2 >= 0,
    s > 0,
    k >= s,
    c >= 0,
    50 * c <= 1,
    conclusion_of("theorem_1.line_74", i >= s * d2 / 16 + L / 160 + z / (4 * k)),
)
step = claim(
    "Appendix K-A, last display: (15) at c <= 1/50 follows from (74) and (75) as printed (25 and 50 c^2)",
    given=[*common, g2 <= (Rational(500, 1881) + 50 * c**2) * (sqrt(2) + 1) ** 2 * k * L + 25 * z],
    show=i >= s * d2 / 16 + g2 / (260 * k),
    printed=True,
    rests_on=["ledger.line_13"],
    note="A step, not the remark: the numbers L, g2, ... need not come from a W.",
)
step_repaired = step.repaired(
    "20 c^2 and 500/19",
    given=[*common, g2 <= (Rational(500, 1881) + 20 * c**2) * (sqrt(2) + 1) ** 2 * k * L + 500 * z / 19],
    rests_on=["theorem_1.regularity_all"],
)
t, A, w = reals("t A w")
misfit = t**2 - A - 1
slope_t, slope_d = 2 * w * t * misfit + 4 * t * A, 4 * t**2 - 2 * w * misfit
distance2 = 2 * (t - 1) ** 2 + 2 * A
smallest = claim(
    "Remark 2, (15) at c = 1/50: with the rotation on R1, for w = 1 + c and w = 1 - c",
    given=[t >= 0, A >= 0, distance2 <= 1, Or(Eq(50 * w, 49), Eq(50 * w, 51))],
    show=slope_t * (t - 1) + A * slope_d >= distance2 / 16 + (slope_t**2 + A * slope_d**2) / 520,
    printed=True,
    scope=case("n = m = r = 1"),
    rests_on=["theorem_1.coordinates", "theorem_1.concave", "theorem_1.square_coefficient"],
    note="u = t + d, v = t - d, A = d^2; for w between them by concavity.",
    seconds=60,
)
search = claim(
    "Remark 2, text: local search reaches X* with random initialisation, stochastic gradient descent "
    "in polynomial time",
    Unmechanised(
        "many local search algorithms converge to X* from random starts",
        "a convergence theorem of other papers, with constants that are not given",
    ),
    printed=True,
)
