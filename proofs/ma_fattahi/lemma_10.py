"""Lemma 10 (Ma & Fattahi): sup over G(n, p) of (1/m) sum w_i <A_i, X>^2 <= (c n p^2/m) sum w_i, w.p.
1 - exp(-Omega(n p)). Its proof states E (1/m) sum w_i <A_i, X>^2 = (1/m) sum w_i.

Found: the expectation is p times that, as |X|_F^2 = p. The lemma is used nowhere in the paper.
"""

import numpy as np

from certify.claims import And, Eq, Random, Unmechanised, case, claim, reals, whole

w, p, m, n, d, r, diff, norm, plus = reals("w p m n D r diff norm plus")
sum_w, c5, sqrt_p = reals("sum_w c5 sqrt_p")
expectation = claim(
    "Lemma 10, proof: E (1/m) sum w_i <A_i, X>^2 = (1/m) sum w_i",
    given=[sum_w >= 0, m >= 1, p >= 1],
    show=Eq(sum_w * p / m, sum_w / m),
    printed=True,
    rests_on=["lemma_9.norm_of_projector"],
    note="sum_w = sum w_i; E <A_i, X>^2 = |X|_F^2 = p.",
)
expectation_repaired = expectation.repaired("p = 1", given=[sum_w >= 0, m >= 1, Eq(p, 1)])
increment = claim(
    "Lemma 10, proof: |X + X'|_F |X - X'|_F <= 2 sqrt(p) |X - X'|_F",
    given=[p >= 1, sqrt_p >= 0, Eq(sqrt_p**2, p), diff >= 0, plus >= 0, plus <= 2 * sqrt_p],
    show=plus * diff <= 2 * sqrt_p * diff,
    printed=True,
)
diameter = claim(
    "Lemma 10, proof: D = sup |X - X'|_F <= 2 sqrt(p)",
    given=[p >= 1, norm >= 0, norm <= p, diff >= 0, Eq(diff**2, 2 * p - 2 * norm)],
    show=And(diff**2 <= 4 * p, diff**2 <= 2 * p),
    printed=True,
    rests_on=["lemma_8.distance"],
)
exponent = claim(
    "Lemma 10, proof: delta = c5 n p^(3/2) and D <= 2 sqrt(p) give delta/D >= (c5/2) n p",
    given=[p >= 1, sqrt_p >= 0, Eq(sqrt_p**2, p), n >= 1, d > 0, d <= 2 * sqrt_p, c5 > 0],
    show=c5 * n * sqrt_p**3 / d >= c5 * n * p / 2,
    printed=True,
    rests_on=["theorem_7.theorem"],
    note="sqrt_p = sqrt(p).",
)


def _below(rng: np.random.Generator) -> bool:
    """n = 30, p = 5, m = 20, w = 1: the supremum is at most the mean of squared Ky Fan sums."""
    n, p, m = 30, 5, 20
    A = rng.standard_normal((m, n, n))
    values = np.linalg.eigvalsh((A + A.transpose(0, 2, 1)) / 2)
    sums = np.maximum(values[:, -p:].sum(axis=1), -values[:, :p].sum(axis=1))
    return bool((sums**2).mean() <= 2.0 * n * p**2)


sampled = claim(
    "Lemma 10, sampled: with c = 2 the mean of the suprema of <A_i, X>^2 is at most c n p^2",
    Random("mean of squared Ky Fan sums <= 2 n p^2", _below, trials=300, at_least=0.95),
    printed=True,
    scope=case("n = 30, p = 5, m = 20, w = 1"),
    note="sup <A, X>^2 = max(largest sum, -smallest sum)^2; the supremum of a sum is at most the sum of "
    "suprema.",
)
lemma = claim(
    "Lemma 10",
    Unmechanised(
        "for i.i.d. standard Gaussian A_1, ..., A_m (n, n) and weights w_i >= 0: w.p. >= 1 - exp(-Omega(n "
        "p)) the supremum over X in G(n, p) of (1/m) sum w_i <A_i, X>^2 is at most (c n p^2/m) sum w_i, c > "
        "0 constant",
        "a statement on a process of every size, with a constant that is not given; the proof applies "
        "Theorem 7, which is false as printed",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_10.increment",
        "lemma_10.diameter",
        "lemma_10.exponent",
        "lemma_10.expectation",
        "theorem_7.theorem",
    ],
)
