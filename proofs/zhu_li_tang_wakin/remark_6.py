"""Remark 6 (Zhu, Li, Tang, Wakin): (26) holds for delta_4r <= 1/50. Tu et al. need delta_6r <= 1/25 and
dist(W, W*) <= (1/(2 sqrt(2))) sigma_r(X*), "which defines a smaller region than R1".

As printed the two radii have different degrees, 1 and 1/2, under X* -> t X*; for sigma_r > 8 the printed
region is the larger one.
"""

from certify.claims import claim, reals, sqrt

SCALING = {"sigma": 2, "d": 1}

s, t, d, delta = reals("sigma t d delta")
smaller = claim(
    "Remark 6: dist <= sigma_r/(2 sqrt(2)) is a smaller region than R1, dist <= sigma_r^(1/2)",
    given=[s > 0, d >= 0, d <= s / (2 * sqrt(2))],
    show=d <= sqrt(s),
    printed=True,
)
smaller_repaired = smaller.repaired(
    "sigma_r^(1/2)/(2 sqrt(2))", given=[s > 0, d >= 0, d <= sqrt(s) / (2 * sqrt(2))]
)
homogeneous = claim(
    "Remark 6: the two radii scale alike under X* -> t X*",
    given=[s > 0, t > 0],
    show=(t * s / (2 * sqrt(2)) <= sqrt(t) * s / (2 * sqrt(2)))
    & (t * s / (2 * sqrt(2)) >= sqrt(t) * s / (2 * sqrt(2))),
    printed=True,
    note="dist has degree 1/2.",
    rests_on=["homogeneity.displayed"],
)
homogeneous_repaired = homogeneous.repaired(
    "sigma_r^(1/2)",
    show=(sqrt(t * s) / (2 * sqrt(2)) <= sqrt(t) * sqrt(s) / (2 * sqrt(2)))
    & (sqrt(t * s) / (2 * sqrt(2)) >= sqrt(t) * sqrt(s) / (2 * sqrt(2))),
)
weaker = claim(
    "Remark 6: (26) for delta_4r <= 1/50 is Remark 2 with c = delta_4r",
    given=[delta >= 0, 50 * delta <= 1],
    show=delta < 1,
    printed=True,
    rests_on=["remark_2.step_repaired", "remark_2.smallest", "definition_10.constants_repaired"],
)
