"""Corollary 3.21 (Zhang): |E| <= 2 eps0 sqrt(r + r*)/Delta + sqrt((eps1 sqrt(chi) R + eps2 chi R^2)/Delta),
Delta = 1/(1 + sqrt(r*/r)) - 2 delta, chi = (1 + 2 delta)(1 + sqrt(r/r*)). Printed without the hypothesis
Delta > 0."""

from certify.claims import claim, reals, sqrt

s, d, D, e, noise, e1, e2, p = reals("s delta Delta e noise eps1 eps2 p")
defined = claim(
    "Corollary 3.21 as printed, without Delta > 0: the right side is defined",
    given=[s > 0, s <= 1, d >= 0, d < 1, e1 >= 0, e2 >= 0, p >= 0, noise >= 0],
    show=2 * noise / (1 / (1 + s) - 2 * d) + sqrt((e1 * p + e2 * p**2) / (1 / (1 + s) - 2 * d)) >= 0,
    printed=True,
    note="p = sqrt(chi) R. The hypothesis Delta > 0 of Corollary 3.12 is missing.",
)
corollary_repaired = defined.repaired(
    "with the hypothesis Delta > 0: the corollary",
    given=[
        D > 0,
        noise >= 0,
        e >= 0,
        e1 >= 0,
        e2 >= 0,
        p >= 0,
        D * e**2 - 2 * noise * e <= e1 * p + e2 * p**2,
    ],
    show=e <= 2 * noise / D + sqrt((e1 * p + e2 * p**2) / D),
    rests_on=[
        "lemma_3_20.lemma",
        "theorem_3_19.directions_repaired",
        "corollary_3_12.case_2_ratio",
        "corollary_3_12.end_of_chain",
        "corollary_3_12.conversion",
        "corollary_3_12.case_1",
        "corollary_3_12.quadratic",
        "corollary_3_12.quadratic_end",
    ],
    seconds=40,
)
