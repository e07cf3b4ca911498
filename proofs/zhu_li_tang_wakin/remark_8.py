"""Remark 8 (Zhu, Li, Tang, Wakin): (41) holds for all W with s_r(W) <= sqrt(1/2) sigma_r^(1/2); the other
constraint of R2, and those of R3', printed as |W| <= (20/19) |W*|_F and |W W^T| <= (10/9) |W* W*^T|, serve
matrix sensing.

Theorem 1 has |W*| (spectral) and 20/19 there. r = 1 as in theorem_5.
"""

from certify.claims import Constants, Eq, Rational, case, claim, reals, source, sqrt

SOURCE = source("Remark 8", page=12)
R_1 = case("r = 1")

t, a, b = reals("t a b")
rho = 2 * t**2 + a + b
gradient2 = (2 * t**2 * (rho - 2) ** 2 + a * (rho + 2) ** 2 + b * rho**2) / 4
signs = (t >= 0, a >= 0, b >= 0)
curvature = claim(
    "Remark 8: (41) needs only s_r(W) <= sqrt(1/2) sigma_r^(1/2)",
    given=[*signs, 2 * rho <= 1],
    show=2 * t**2 - 1 + rho / 2 <= -Rational(1, 4),
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.curvature", "theorem_5.merged"],
    note="For every r: theorem_5.curvature does not use the second constraint of R2.",
)
gradient = claim(
    "Remark 8: (42) does not need the upper bounds on |W| and |W W^T|",
    given=[*signs, 2 * (t - 1) ** 2 + a + b > 1, 2 * rho > 1],
    show=gradient2 >= Rational(1, 121),
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.gradient_1"],
    seconds=60,
)
same_constraint = claim(
    "Remark 8, last sentence: the factor 10/9 it names for R3' is that of Theorem 1, 20/19",
    Constants([("factor", Rational(10, 9), "==", Rational(20, 19))]),
    printed=True,
    note="10/9 is the one with which the regions cover everything, see remark_1.",
)
same_constraint_repaired = same_constraint.repaired(
    "10/9 in Theorem 1, which is the weaker constraint",
    show=Constants([("factor", Rational(10, 9), ">=", Rational(20, 19))]),
    rests_on=["remark_1.everything_repaired", "theorem_1.curvature_wider"],
)
sigma, least = reals("sigma_r s_W")
rank = claim(
    "Remark 8, first sentence: rank deficient W, s_r(W) = 0, satisfy the first condition of R2",
    given=[sigma > 0, Eq(least, 0)],
    show=least <= sqrt(Rational(1, 2)) * sqrt(sigma),
    printed=True,
    rests_on=["theorem_2.theorem_repaired"],
    note="s_W = s_r(W).",
)
