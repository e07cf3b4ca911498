"""Lemma 3.13 (Zhang): the noise is bounded with high probability; its proof is Appendix A."""

from certify.claims import Unmechanised, claim, whole

lemma_whole = claim(
    "Lemma 3.13",
    Unmechanised(
        "let A: R^(n1 x n2) -> R^m satisfy (1, delta)-RIP, delta < 1. If z ~ N(0, sigma^2 I_m), then "
        "|A^T(z)|op <= 10 sigma sqrt(n1 + n2) with probability 1 - 12^(-n1-n2+1)",
        "nets on spheres and Gaussian tails are outside the provers; the numbers of the proof are claims "
        "of appendix_a",
    ),
    printed=True,
    scope=whole,
    rests_on=["appendix_a.lemma", "appendix_a.constants", "appendix_a.exponent"],
)
