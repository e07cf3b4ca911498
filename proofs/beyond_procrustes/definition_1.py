"""Definition 1 (Ma, Li, Chi), RIP: (1 - delta_r) |M|^2 <= |A(M)|^2 <= (1 + delta_r) |M|^2 for rank M <= r.
For A_i with iid N(0, 1/m) entries it holds as long as m is of order (n1 + n2) r/delta^2.

Chosen: order 8, at n1 = n2 = 4, r = 2, where 2r = 4 is full rank and delta_4 is a matter of eigenvalues.
"""

import numpy as np

from certify.claims import And, Eq, Random, claim, reals

d1, d2, a, M, k = reals("d1 d2 a M k")

monotone = claim(
    "Definition 1: delta_r <= delta_r' for r <= r': the bounds for more matrices hold for fewer",
    given=[M >= 0, d1 >= 0, d1 <= d2, d2 < 1, (1 - d1) * M <= a, a <= (1 + d1) * M],
    show=And((1 - d2) * M <= a, a <= (1 + d2) * M),
    note="a = |A(M)|^2; so delta_2r <= c is a weaker demand than delta_4r <= c or delta_6r <= c.",
)
g2, m = reals("g2 m")
mean = claim(
    "Gaussian design: E |A(M)|^2 = |M|^2, from E <A_i, M>^2 = |M|^2/m",
    given=[m >= 1, M >= 0, Eq(g2, M / m)],
    show=Eq(m * g2, M),
    note="M is |M|^2, g2 = E <A_i, M>^2; <A_i, M> is N(0, |M|^2/m). With N(0, 1) entries |A(M)|^2 has mean "
    "m |M|^2.",
)


def _delta_4(rng: np.random.Generator, m: int) -> float:
    A = rng.standard_normal((m, 16)) / np.sqrt(m)
    singular = np.linalg.svd(A, compute_uv=False) ** 2
    return float(max(singular[0] - 1, 1 - singular[-1]))


def _satisfied(rng: np.random.Generator) -> bool:
    delta, r, n = 0.5, 4, 8
    return _delta_4(rng, int(8 * n * r / delta**2)) <= delta


def _halved(rng: np.random.Generator) -> bool:
    return _delta_4(rng, 3200) < 0.7 * _delta_4(rng, 800)


gaussian = claim(
    "Gaussian design: delta_4 <= 1/2 at n1 = n2 = 4 for m = 8 (n1 + n2) r/delta^2, r = 4, delta = 1/2",
    Random(
        "delta_4 <= 1/2 for m = 1024 measurements of 4 x 4 matrices", _satisfied, trials=300, at_least=0.9
    ),
    note="No constant is printed; it is 8 here. Full rank, so that delta_4 is max(l_max - 1, 1 - l_min).",
)
gaussian_rate = claim(
    "Gaussian design: four times the measurements halve delta_4, as m of order 1/delta^2 says",
    Random(
        "delta_4 at m = 3200 is below 7/10 of an independent delta_4 at m = 800",
        _halved,
        trials=300,
        at_least=0.9,
    ),
)
