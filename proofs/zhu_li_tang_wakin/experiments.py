"""Companion experiments to Lemma 1 and Theorems 2 to 5 (Zhu, Li, Tang, Wakin): gradient descent on g,
seeded."""

import numpy as np

from certify.claims import Random, claim
from certify.recovery.papers.balanced import BalancedObjective, EntrywiseLoss, optimal_factor, regular_step


def _truth(rng: np.random.Generator, sigma: list[float]) -> np.ndarray:
    """X* (5, 4) with these singular values."""
    Phi = np.linalg.qr(rng.standard_normal((5, len(sigma))))[0]
    Psi = np.linalg.qr(rng.standard_normal((4, len(sigma))))[0]
    return (Phi * sigma) @ Psi.T


def _distance2(W: np.ndarray, W_star: np.ndarray) -> float:
    return float(np.vdot(W, W) + np.vdot(W_star, W_star) - 2 * np.linalg.norm(W_star.T @ W, "nuc"))


def _contracts(rng: np.random.Generator) -> bool:
    """50 steps with nu = 2 beta from the boundary of R1: dist^2 falls at least by 1 - 2 nu alpha in each."""
    sigma = [2.0, float(rng.uniform(0.5, 2.0))]
    g = BalancedObjective(EntrywiseLoss(_truth(rng, sigma)))
    W_star = optimal_factor(g.loss.X_star, 2)
    D = rng.standard_normal(W_star.shape)
    W = W_star + D * np.sqrt(sigma[1]) / np.linalg.norm(D)
    step = regular_step(sigma[0])
    for _ in range(50):
        before, W = _distance2(W, W_star), W - step * g.gradient(W)
        if _distance2(W, W_star) > (1 - 2 * step * sigma[1] / 32) * before + 1e-12:
            return False
    return True


def _descends(rng: np.random.Generator, sigma: list[float], r: int) -> tuple[float, float]:
    """g(W) - min g and |U^T U - V^T V| after 2000 steps from a random W."""
    X_star = _truth(rng, sigma)
    g = BalancedObjective(EntrywiseLoss(X_star))
    W = 0.3 * rng.standard_normal((9, r))
    for _ in range(2000):
        W = W - 0.1 / sigma[0] * g.gradient(W)
    U, V = g.split(W)
    best = sum(s**2 for s in sigma[r:]) / 2
    return g.value(W) - best, float(np.linalg.norm(U.T @ U - V.T @ V))


def _exact(rng: np.random.Generator) -> bool:
    gap, balance = _descends(rng, [2.0, 1.0], 2)
    return gap < 1e-10 and balance < 1e-5


def _under(rng: np.random.Generator) -> bool:
    gap, balance = _descends(rng, [2.0, 1.5, 1.0], 2)
    return gap < 1e-10 and balance < 1e-5


def _over(rng: np.random.Generator) -> bool:
    gap, _ = _descends(rng, [2.0, 1.0], 3)
    return gap < 1e-3


contraction = claim(
    "Experiment on Lemma 1 with (40): inside R1 gradient descent with nu = 2 beta contracts dist^2 by 1 - "
    "2 nu "
    "alpha, r = 2",
    Random("50 steps from the boundary of R1", _contracts, trials=100, at_least=0.95),
    rests_on=["lemma_1.lemma", "theorem_5.theorem"],
)
exactly_parametrised = claim(
    "Experiment on Theorem 2: gradient descent from a random start ends at a balanced global minimum, r = "
    "rank X* = 2",
    Random("g < 1e-10 and |U^T U - V^T V| < 1e-5 after 2000 steps", _exact, trials=12, at_least=0.7),
    rests_on=["theorem_2.theorem_repaired"],
    seconds=15,
)
under_parametrised = claim(
    "Experiment on Theorem 4: gradient descent from a random start ends at the best approximation of rank "
    "r = 2 < "
    "rank X* = 3",
    Random("g - min g < 1e-10 after 2000 steps", _under, trials=12, at_least=0.7),
    rests_on=["theorem_4.theorem_repaired"],
    seconds=15,
)
over_parametrised = claim(
    "Experiment on Theorem 3: gradient descent from a random start nears a global minimum, r = 3 > rank "
    "X* = 2",
    Random("g < 1e-3 after 2000 steps", _over, trials=12, at_least=0.7),
    rests_on=["theorem_3.theorem_repaired"],
    seconds=15,
)
