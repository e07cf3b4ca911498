"""What the pictures of the experiments share: runs of the lifted method and of BM, and exact intervals."""

import numpy as np
from scipy.stats import binomtest

from certify.recovery.papers.completion import CompletionSurrogate
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power

# Text as text and identifiers that do not change: the same picture is the same file.
STYLE = {"svg.hashsalt": "certify", "svg.fonttype": "none"}


def odd_ones(n: int) -> np.ndarray:
    """x = (1, 0, 1, 0, ...)."""
    return (np.arange(n) % 2 == 0).astype(float)


def lifted(mask: np.ndarray, z: np.ndarray, eps: float, rng: np.random.Generator, steps: int = 1000):
    """X_T X_T^T of the lifted gradient method, l = 3, eta = 2e-2, xi = 1e-4."""
    x = rng.standard_normal(len(z))
    start = 1e-4 * tensor_power(x / np.linalg.norm(x), 3)
    run = TensorLift(CompletionSurrogate(mask, eps, np.outer(z, z)), 3).descend(start, 2e-2, steps)
    return np.outer(run.factor, run.factor)


def factored(mask: np.ndarray, z: np.ndarray, rng: np.random.Generator):
    """X X^T of gradient descent on (2), 1500 steps of 2e-2 from a Gaussian start."""
    problem = TensorLift(CompletionSurrogate(mask, 1e-9, np.outer(z, z)), 1)
    run = problem.descend(rng.standard_normal(len(z)), 2e-2, 1500, factor=2.0)
    return np.outer(run.factor, run.factor)


def recovered(M: np.ndarray, z: np.ndarray, tolerance: float = 0.05) -> bool:
    """|M - z z^T|_F <= tolerance; False for what diverged."""
    return bool(np.linalg.norm(M - np.outer(z, z)) <= tolerance)


def rate(outcomes: list[bool]) -> tuple[float, float, float]:
    """The rate and the lengths of its 95 % Clopper-Pearson interval below and above it."""
    mean = sum(outcomes) / len(outcomes)
    interval = binomtest(sum(outcomes), len(outcomes)).proportion_ci(method="exact")
    return mean, mean - float(interval.low), float(interval.high) - mean
