"""Lemma 17 (Ma & Fattahi): sigma_min >= sqrt(N) - sqrt(n) - t w.p. 1 - 2 exp(-t^2/2), X Gaussian (N, n), N
> n. Cited from [Ver10, Corollary 5.35]."""

import numpy as np

from certify.claims import Ledger, Random, Rational, Unmechanised, claim, exp, reals


def _holds(rng: np.random.Generator) -> bool:
    return bool(np.linalg.norm(rng.standard_normal((40, 10)), -2) >= np.sqrt(40.0) - np.sqrt(10.0) - 2.0)


sampled = claim(
    "Lemma 17 at N = 40, n = 10, t = 2: probability at least 1 - 2 exp(-2)",
    Random("sigma_min >= sqrt(40) - sqrt(10) - 2", _holds, trials=2000, at_least=0.7293),
    printed=True,
)
lemma = claim(
    "Lemma 17 for all N > n and t",
    Unmechanised("Gordon's bound and Gaussian concentration", "cited from [Ver10], over all sizes"),
    printed=True,
)
says_nothing = claim(
    "Lemma 17 at t = 1: 1 - 2 exp(-1/2) is negative: below t = sqrt(2 log 2) the bound says nothing",
    Ledger([("bound", 1 - 2 * exp(Rational(-1, 2)), "<", 0)]),
)
P, bound = reals("P bound")
small_t = claim(
    "Lemma 17 at t = 1, where its bound is positive",
    given=[bound < 0, bound <= P, bound > 0],
    show=P > 0,
    canary="VACUOUS",
    rests_on=["lemma_17.says_nothing"],
)
