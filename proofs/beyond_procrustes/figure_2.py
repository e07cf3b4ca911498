"""Figure 2 (Ma, Li, Chi): completing a 1000 x 1000 matrix of rank 10, entries seen with probability 0.15,
from the spectral start, with and without (1/64) |X^T X - Y^T Y|^2: almost exactly the same trajectory.

Not given, and chosen: loss |P_Omega(X Y^T - M*)|^2/(2p), start from P_Omega(M*)/p, steps (9) with eta =
1/2, kappa = 1, 80 steps, seeds; 'almost exactly the same' means errors within a factor of 10^(1/10). A
smaller problem runs by default, the full size as an experiment. `_figure_2.py` draws one run.
"""

import numpy as np

from certify.claims import Random, case, claim
from certify.recovery.papers.balancing_free import descent, spectral_initialization


def errors(rng: np.random.Generator, n: int, r: int, p: float, steps: int) -> np.ndarray:
    """The relative errors (2, steps + 1), without and with the balancing term."""
    U, V = (np.linalg.qr(rng.normal(size=(n, r)))[0] for _ in range(2))
    M, mask = U @ V.T, (rng.random((n, n)) < p) / p

    def apply(residual: np.ndarray) -> np.ndarray:
        return mask * residual

    start = spectral_initialization(apply, M, r)
    return np.array(
        [
            [
                float(np.linalg.norm(X @ Y.T - M) / np.linalg.norm(M))
                for X, Y in descent(apply, M, *start, 0.5, steps, weight=weight)
            ]
            for weight in (0.0, 1 / 64)
        ]
    )


def _same(curves: np.ndarray) -> bool:
    return bool(np.abs(np.log10(curves[0] / curves[1])).max() <= 0.1)


def _linear(curves: np.ndarray) -> bool:
    """The error falls by 10^3 at least in every later quarter of the steps."""
    quarter = curves.shape[1] // 4
    return bool((curves[:, 2 * quarter :: quarter] <= 0.1 * curves[:, quarter:-quarter:quarter][:, :3]).all())


def _small_same(rng: np.random.Generator) -> bool:
    return _same(errors(rng, 200, 2, 0.3, 80))


def _small_linear(rng: np.random.Generator) -> bool:
    return _linear(errors(rng, 200, 2, 0.3, 80))


def _full(rng: np.random.Generator) -> bool:
    curves = errors(rng, 1000, 10, 0.15, 80)
    return _same(curves) and _linear(curves)


same = claim(
    "Figure 2, n = 200, r = 2, p = 3/10: the two curves are within a factor of 10^(1/10)",
    Random("|log10 of the ratio of errors| <= 1/10 along 80 steps", _small_same, trials=40, at_least=0.9),
    rests_on=["introduction.stays_balanced"],
    note="Theorem 1 is about sensing; completion has no theorem in the paper.",
)
linear = claim(
    "Figure 2, n = 200, r = 2, p = 3/10: linear convergence, tenfold at least in 20 steps from the 20th on",
    Random("both curves", _small_linear, trials=40, at_least=0.9),
)
full_size = claim(
    "Figure 2: the curves coincide within a factor of 10^(1/10) and converge linearly",
    Random("both, along 80 steps", _full, trials=40, at_least=0.9),
    printed=True,
    scope=case("n = 1000, r = 10, p = 3/20, loss, start, step and seeds of this file"),
    experiment=True,
    rests_on=["figure_2.same", "figure_2.linear"],
)
