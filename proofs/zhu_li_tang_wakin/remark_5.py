"""Remark 5 (Zhu, Li, Tang, Wakin): Theorem 1 is not restricted to quadratic f (1-bit completion, Poisson
PCA)."""

from certify.claims import And, Unmechanised, claim, reals, source

SOURCE = source("Remark 5", page=8)

c, t, k = reals("c t k")
beyond_quadratics = claim(
    "On Remark 5: an f that is not quadratic with (6): phi(t) = t^2/2 + c (1 - cos t) has phi'' = 1 + c k in "
    "[1 - c, 1 + c], k = cos t",
    given=[c >= 0, c < 1, k >= -1, k <= 1],
    show=And(1 + c * k >= 1 - c, 1 + c * k <= 1 + c),
    note="The family EntrywiseLoss of the library; theorem_1.stressed uses it.",
    rests_on=["assumption_2.weighted"],
)
applications = claim(
    "Remark 5, text: 1-bit matrix completion and Poisson PCA are examples",
    Unmechanised(
        "the likelihoods of 1-bit completion and Poisson PCA satisfy Assumption 2",
        "no constants are given, and the cited papers are needed",
    ),
    printed=True,
)
