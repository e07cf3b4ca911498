"""Lemma 17 (Ma & Fattahi): sigma_min >= sqrt(N) - sqrt(n) - t w.p. 1 - 2 exp(-t^2/2), X Gaussian (N, n), N
> n. Cited from [Ver10, Corollary 5.35]."""

import numpy as np

from certify.claims import Constants, Random, Rational, Unmechanised, case, claim, exp, reals, whole


def _holds(rng: np.random.Generator) -> bool:
    return bool(np.linalg.norm(rng.standard_normal((40, 10)), -2) >= np.sqrt(40.0) - np.sqrt(10.0) - 2.0)


sampled = claim(
    "Lemma 17, sampled: probability at least 1 - 2 exp(-2)",
    Random("sigma_min >= sqrt(40) - sqrt(10) - 2", _holds, trials=2000, at_least=0.7293),
    printed=True,
    scope=case("N = 40, n = 10, t = 2"),
)
lemma = claim(
    "Lemma 17",
    Unmechanised(
        "for X (N, n) with i.i.d. N(0, 1) entries, N > n, and every t > 0: w.p. >= 1 - 2 exp(-t^2/2) "
        "sigma_min(X) >= sqrt(N) - sqrt(n) - t",
        "Gordon's bound and Gaussian concentration, cited from [Ver10, Corollary 5.35], over all sizes",
    ),
    printed=True,
    scope=whole,
)
says_nothing = claim(
    "On Lemma 17, at t = 1: 1 - 2 exp(-1/2) is negative: below t = sqrt(2 log 2) the bound says nothing",
    Constants([("bound", 1 - 2 * exp(Rational(-1, 2)), "<", 0)]),
)
P, bound = reals("P bound")
small_t = claim(
    "Lemma 17 at t = 1, where its bound is positive",
    given=[bound < 0, bound <= P, bound > 0],
    show=P > 0,
    canary="VACUOUS",
    rests_on=["lemma_17.says_nothing"],
)
