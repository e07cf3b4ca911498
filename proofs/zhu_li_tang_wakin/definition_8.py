"""Definition 8 (Zhu, Li, Tang, Wakin): the (alpha, beta, delta)-regularity condition, and alpha beta <= 1/4.

d = dist(x, x*), G = ||grad h(x)||, i = <grad h(x), x - a(x*)>. The inequality of means is printed with
||grad h||^2 for ||grad h|| on its right side.
"""

from certify.claims import And, Rational, assuming, claim, reals, source, sqrt

SCALING = {"d": 1, "G": 1, "i": 2, "alpha": 0, "beta": 0}
SOURCE = source("Definition 8", page=4)

alpha, beta, d, G, i, nu = reals("alpha beta d G i nu")
positive = (alpha > 0, beta > 0, d >= 0, G >= 0)
means = claim(
    "Definition 8, remark: alpha d^2 + beta G^2 >= 2 sqrt(alpha beta) d G^2",
    given=[*positive],
    show=alpha * d**2 + beta * G**2 >= 2 * sqrt(alpha * beta) * d * G**2,
    printed=True,
    note="Not homogeneous: degree 2 in (d, G) on the left, 3 on the right.",
    lint_except={"homogeneity": "printed so; the repair has the exponent 1"},
)
means_repaired = means.repaired(
    "the last exponent 2 is 1", show=alpha * d**2 + beta * G**2 >= 2 * sqrt(alpha * beta) * d * G
)
product = claim(
    "Definition 8, remark: the regularity condition at one x outside the orbit implies alpha beta <= 1/4",
    given=[
        alpha > 0,
        beta > 0,
        d > 0,
        G >= 0,
        assuming("Cauchy-Schwarz", i <= d * G),
        i >= alpha * d**2 + beta * G**2,
    ],
    show=alpha * beta <= Rational(1, 4),
    printed=True,
    rests_on=["definition_8.means_repaired"],
)
product_needs_a_point = claim(
    "Definition 8, remark: at x in the orbit of x* (d = 0) the condition says nothing of alpha beta",
    given=[
        alpha > 0,
        beta > 0,
        d >= 0,
        G >= 0,
        assuming("Cauchy-Schwarz", i <= d * G),
        i >= alpha * d**2 + beta * G**2,
    ],
    show=alpha * beta <= Rational(1, 4),
    canary="REFUTED",
)
rate = claim(
    "text after Lemma 1: 1 - 2 nu alpha lies in [0, 1) for 0 < nu <= 2 beta, alpha beta <= 1/4",
    given=[alpha > 0, beta > 0, nu > 0, nu <= 2 * beta, 4 * alpha * beta <= 1],
    show=And(1 - 2 * nu * alpha >= 0, 1 - 2 * nu * alpha < 1),
    printed=True,
    rests_on=["definition_8.product"],
)
gradient_in_the_shell = claim(
    "Definition 8: regularity gives ||grad h|| >= alpha dist, which covers the shell delta < dist <= 2 delta",
    given=[
        alpha > 0,
        beta > 0,
        d > 0,
        G >= 0,
        assuming("Cauchy-Schwarz", i <= d * G),
        i >= alpha * d**2 + beta * G**2,
    ],
    show=alpha * d <= G,
)
