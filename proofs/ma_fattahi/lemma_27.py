"""Lemma 27 (Ma & Fattahi), l1/l2-RIP: w.p. 1 - exp(-Omega(m delta^2)), for all X of rank <= 2r': |(1/m)
sum |<A_i, X>| - sqrt(2/pi) |X|_F| <= delta |X|_F, if m >= c max(d1, d2) r'/delta^2, any delta > 0. Cited
from [LZMCSV20, CCD+21].
"""

import numpy as np

from certify.claims import Eq, Random, Unmechanised, claim, reals

n, m, d, x = reals("n m d x")
lemma = claim(
    "Lemma 27 for all sizes",
    Unmechanised("uniform concentration over low rank", "cited, with a constant that is not given"),
    printed=True,
)


def _bounds(rng: np.random.Generator) -> bool:
    """d1 = d2 = 1 (the only matrices are multiples of one), m = 100, delta = 1/4."""
    mean = np.abs(rng.standard_normal(100)).mean()
    return bool(abs(mean - np.sqrt(2 / np.pi)) <= 0.25)


scalar = claim(
    "Lemma 27 at d1 = d2 = 1, m = 100, delta = 1/4",
    Random("| mean |g| - sqrt(2/pi) | <= 1/4", _bounds, trials=2000, at_least=0.99),
    printed=True,
)
null = claim(
    "Lemma 27 needs m >~ max(d1, d2) r': with m < dimension some X != 0 has all <A_i, X> = 0, below "
    "sqrt(2/pi) - delta",
    given=[n > 3, x > 0, Eq(x**2 * n, 2), d > 0, d < x],
    show=x - d > 0,
    note="n = pi, x = sqrt(2/pi).",
)
trivial_side = claim(
    "Lemma 27, footnote 3: for delta >= sqrt(2/pi) the lower bound is trivial",
    given=[n > 3, x > 0, Eq(x**2 * n, 2), d >= x, m >= 0],
    show=x - d <= m,
    printed=True,
)
homogeneous = claim(
    "Lemma 27: both sides have degree one, so that |X|_F = 1 is enough",
    given=[d > 0, m >= 0, n <= m],
    show=d * n <= d * m,
)
