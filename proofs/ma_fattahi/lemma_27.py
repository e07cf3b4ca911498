"""Lemma 27 (Ma & Fattahi), l1/l2-RIP: w.p. 1 - exp(-Omega(m delta^2)), for all X of rank <= 2r': |(1/m)
sum |<A_i, X>| - sqrt(2/pi) |X|_F| <= delta |X|_F, if m >= c max(d1, d2) r'/delta^2, any delta > 0. Cited
from [LZMCSV20, CCD+21].
"""

import numpy as np

from certify.claims import Eq, Random, Unmechanised, case, claim, reals, whole

n, m, d, x = reals("n m d x")
lemma = claim(
    "Lemma 27",
    Unmechanised(
        "for any delta > 0 and m >= c max(d1, d2) r'/delta^2: w.p. >= 1 - exp(-Omega(m delta^2)) "
        "(sqrt(2/pi) - delta) |X|_F <= (1/m) sum |<A_i, X>| <= (sqrt(2/pi) + delta) |X|_F for all X (d1, "
        "d2) of rank 2 r'",
        "uniform concentration over low rank, cited from [LZMCSV20, CCD+21], with a constant that is not "
        "given",
    ),
    printed=True,
    scope=whole,
)


def _bounds(rng: np.random.Generator) -> bool:
    """d1 = d2 = 1 (the only matrices are multiples of one), m = 100, delta = 1/4."""
    mean = np.abs(rng.standard_normal(100)).mean()
    return bool(abs(mean - np.sqrt(2 / np.pi)) <= 0.25)


scalar = claim(
    "Lemma 27, sampled: the mean of |g| is close to sqrt(2/pi)",
    Random("| mean |g| - sqrt(2/pi) | <= 1/4", _bounds, trials=2000, at_least=0.99),
    printed=True,
    scope=case("d1 = d2 = 1, m = 100, delta = 1/4"),
)
trivial_side = claim(
    "Lemma 27, footnote 3: for delta >= sqrt(2/pi) the lower bound is trivial",
    given=[n > 3, x > 0, Eq(x**2 * n, 2), d >= x, m >= 0],
    show=x - d <= m,
    printed=True,
)
