"""Lemma 3.13 (Zhang), Appendix A: A in RIP(delta, 1), z ~ N(0, sigma^2 I) has |A^T z|op <= 10 sigma sqrt(n1 +
n2) with probability 1 - 12^(-n1-n2+1). Chosen: log 12 by balls, the event by sampling.
"""

import numpy as np
from flint import arb

from certify.claims import Computed, Eq, Random, case, claim, conclusion_of, reals, source, sqrt

S, c, Z, d, n, t, L = reals("S c Z delta n t L")
v = reals("v")[0]
net = claim(
    "Appendix A: |Z|op <= |Z|op/4 + |Z|op/4 + sup over the nets gives |Z|op <= 2 sup",
    given=[Z >= 0, Z <= Z / 4 + Z / 4 + S],
    show=Z <= 2 * S,
    printed=True,
    lint_except={"circular": "the printed step is this rearrangement of the display before it"},
)
net_size = claim(
    "Appendix A: (3/eps)^n at eps = 1/4 is 12^n, per factor",
    given=[4 * c >= 1, 4 * c <= 1],
    show=3 / c <= 12,
    printed=True,
)
variance = claim(
    "Appendix A: the variance |A(u0 v0^T)|^2 is at most (1 + delta) |u0 v0^T|^2 <= 2",
    given=[d >= 0, d < 1, v <= (1 + d) * 1],
    show=v <= 2,
    printed=True,
    note="v = |A(u0 v0^T)|^2, and |u0 v0^T| = 1.",
)


def _log_12() -> str:
    gap = 5 - 2 * arb(12).log()
    return "" if gap > arb(1) / 100 else f"5 - 2 log 12 = {gap.str(10)}"


constants = claim("Appendix A: 5 > 2 log 12", Computed("5 - 2 log 12 > 1/100", _log_12), printed=True)
exponent = claim(
    "Appendix A: t = 5 sqrt(n1 + n2) gives t^2/4 >= 5 (n1 + n2)",
    given=[n >= 2, t >= 0, Eq(t**2, 25 * n)],
    show=t**2 / 4 >= 5 * n,
    printed=True,
)
tail = claim(
    "Appendix A: n log 12 - t^2/4 <= -n log 12 where t^2/4 >= 5 n and 5 > 2 log 12",
    given=[n >= 2, L > 0, 2 * L < 5, t**2 / 4 >= 5 * n],
    show=n * L - t**2 / 4 <= -n * L,
    printed=True,
    rests_on=["appendix_a.constants", "appendix_a.exponent"],
)


gaussian_tail = claim(
    "Appendix A: a variance v of at most 2 gives the tail 2 exp(-t^2/4): t^2/(2 v) >= t^2/4",
    given=[v > 0, v <= 2],
    show=t**2 / (2 * v) >= t**2 / 4,
    printed=True,
    rests_on=["appendix_a.variance"],
    note="The tail bound 2 exp(-t^2/(2 v)) of a Gaussian is taken from the literature.",
)
lemma = claim(
    "Lemma 3.13, end of the proof: sup over the nets < 5 sqrt(n1 + n2) gives |A^T z|op <= 10 sqrt(n1 + n2)",
    given=[Z >= 0, conclusion_of("appendix_a.net", Z <= 2 * S), n >= 2, 5 * sqrt(n) > S],
    show=10 * sqrt(n) >= Z,
    printed=True,
    source=source("Lemma 3.13"),
    rests_on=[
        "appendix_a.net_size",
        "appendix_a.variance",
        "appendix_a.tail",
        "appendix_a.gaussian_tail",
    ],
    note="n = n1 + n2, Z = |A^T z|op, S the supremum over the nets, sigma = 1.",
)


def _event(rng: np.random.Generator) -> bool:
    """One draw for n1 = n2 = 2 and A = sqrt(1 + delta) Id with delta -> 1, the largest that RIP allows."""
    z = rng.standard_normal((2, 2)) * np.sqrt(2.0)
    return bool(np.linalg.norm(z, 2) <= 10.0 * 2.0)


event = claim(
    "Lemma 3.13: |A^T z|op <= 10 sigma sqrt(n1 + n2) with probability at least 1 - 12^(-n1-n2+1)",
    Random("|A^T z|op <= 10 sqrt(n1 + n2)", _event, trials=5000, at_least=1 - 12.0**-3),
    printed=True,
    scope=case("n1 = n2 = 2, sigma = 1, A = sqrt(2) Id"),
    source=source("Lemma 3.13"),
    rests_on=["appendix_a.lemma"],
    note="A = sqrt(2) Id is the limit delta -> 1 of what RIP(delta, 1) allows.",
)


def _event_small(rng: np.random.Generator) -> bool:
    z = rng.standard_normal((2, 2)) * np.sqrt(2.0)
    return bool(np.linalg.norm(z, 2) <= 3.0 * 2.0)


smaller_constant = claim(
    "Lemma 3.13 at n1 = n2 = 2, with the constant 3 instead of 10",
    Random("|A^T z|op <= 3 sqrt(n1 + n2)", _event_small, trials=5000, at_least=1 - 12.0**-3),
)
