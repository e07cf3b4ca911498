"""Figure 1.1 (Zhang): SGD with Nesterov momentum on Example 1.3. a = 1/100, beta = 9/10, X ~ N(0, I), V =
0, order shuffled
every 4 steps. eps = 1e-2, 10^4 steps: 0 of 100 stall; eps = 1e-3, 10^4 steps: 2 of 100.

Chosen: a trial has stalled if |X X^T - M*| > 1/2 at the end (not given); seeds are ours. `_figure_1_1.py`
draws it.
"""

import numpy as np

from certify.claims import Random, claim

ALPHA, BETA = 1e-2, 0.9


def stalls(eps: float, steps: int, rng: np.random.Generator, trials: int = 1) -> np.ndarray:
    """Which of so many trials end with |X X^T - M*| > 1/2; all trials advance together."""
    size, delta = 2.0 + eps, 1.0 / (2.0 + eps)
    A = np.zeros((4, 2, 2))
    A[0], A[1] = np.sqrt((1 + delta) / 2) * np.eye(2), np.sqrt((1 - delta) / 2) * np.diag([1.0, -1.0])
    A[2, 1, 0] = A[3, 0, 1] = np.sqrt(1 + delta)
    shift = A[:, 1, 1] * size
    sym = A + A.transpose(0, 2, 1)
    x, v = rng.standard_normal((trials, 2)), np.zeros((trials, 2))
    orders = rng.permuted(np.tile(np.arange(4), (trials, steps // 4, 1)), axis=2).reshape(trials, -1)
    for i in orders.T:
        S = sym[i]
        Sx = np.einsum("tij,tj->ti", S, x)
        gradient = (0.5 * np.einsum("ti,ti->t", Sx, x) - shift[i])[:, None] * Sx
        v = BETA * v - ALPHA * gradient
        x = x + BETA * v - ALPHA * gradient
    error = np.einsum("ti,tj->tij", x, x) - np.diag([0.0, size])
    return np.linalg.norm(error, axis=(1, 2)) > 0.5


def _right_top(rng: np.random.Generator) -> bool:
    return int(stalls(1e-2, 10_000, rng, trials=100).sum()) == 0


def _right_bottom(rng: np.random.Generator) -> bool:
    return int(stalls(1e-3, 10_000, rng, trials=100).sum()) <= 2


def _left(rng: np.random.Generator) -> bool:
    return int(stalls(1e-2, 1_000, rng, trials=100).sum()) >= 1


left = claim(
    "Figure 1.1, left: eps = 1e-2, 10^3 steps: some of 100 trials have not reached the minimum",
    Random("at least one of 100 trials stalls", _left, trials=20, at_least=0.5),
    printed=True,
    seconds=30,
    rests_on=["example_1_3.gradient", "example_1_3.hessian", "example_1_3.global_points"],
)
right_top = claim(
    "Figure 1.1, right top: eps = 1e-2, 10^4 steps: 0 of 100 trials stall",
    Random("0 of 100 trials stall", _right_top, trials=8, at_least=0.05),
    printed=True,
    seconds=30,
    note="Supported if the reported count is not improbable; the interval is for the probability of that "
    "count.",
    rests_on=["example_1_3.gradient", "example_1_3.hessian", "example_1_3.global_points"],
)
right_bottom = claim(
    "Figure 1.1, right bottom: eps = 1e-3, 10^4 steps: 2 of 100 trials stall, or fewer",
    Random("at most 2 of 100 trials stall", _right_bottom, trials=8, at_least=0.05),
    printed=True,
    seconds=30,
    rests_on=["example_1_3.gradient", "example_1_3.hessian", "example_1_3.global_points"],
)
