"""Remark 6 (Zhu, Li, Tang, Wakin): (26) holds for delta_4r <= 1/50. Tu et al. need delta_6r <= 1/25 and
dist(W, W*) <= (1/(2 sqrt(2))) sigma_r(X*), "which defines a smaller region than R1".

As printed the two radii have different degrees, 1 and 1/2, under X* -> t X*; for sigma_r > 8 the printed
region is the larger one.
"""

from certify.claims import Unmechanised, claim, reals, source, sqrt

SCALING = {"sigma_r": 2, "d": 1}
SOURCE = source("Remark 6", page=9)

s, d = reals("sigma_r d")
smaller = claim(
    "Remark 6, text: dist <= sigma_r/(2 sqrt(2)) is a smaller region than R1, dist <= sigma_r^(1/2)",
    given=[s > 0, d >= 0, d <= s / (2 * sqrt(2))],
    show=d <= sqrt(s),
    printed=True,
    lint_except={"homogeneity": "printed so; the repair has the degree of dist"},
)
smaller_repaired = smaller.repaired(
    "sigma_r^(1/2)/(2 sqrt(2))", given=[s > 0, d >= 0, d <= sqrt(s) / (2 * sqrt(2))]
)
larger = claim(
    "On Remark 6: the radius sigma_r/(2 sqrt(2)) is larger than that of R1 where sigma_r > 8",
    given=[s > 8],
    show=s / (2 * sqrt(2)) > sqrt(s),
    lint_except={"homogeneity": "the radius is printed so"},
)
weaker = claim(
    "Remark 6, first display: (26) holds when delta_4r <= 1/50",
    Unmechanised(
        "the local regularity condition (26) holds when delta_4r <= 1/50",
        "it is Remark 2 with c = delta_4r: the lines of its proof are decided, and f has no check as a whole",
    ),
    printed=True,
    rests_on=["theorem_1.regularity_all", "remark_2.smallest", "definition_10.constants_repaired"],
)
