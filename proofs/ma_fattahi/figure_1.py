"""Figure 1 (Ma & Fattahi): the subgradient method from a small random start, steps eta0 rho^t, d1 = d2 =
40, r = 2, k = 40: the error to X* goes to about zero in sensing and completion, symmetric and not.

Chosen, as the paper does not say: p = 1/10, noise N(0, 10^2) on the corrupted measurements. Completion: s
= 7/10, X* = 40 U V^T, start 1e-8 times a Gaussian, eta0 = 0.05 (times 40), rho = 0.999, 8000 steps.
Sensing: m = 1000, X* = U V^T, start 1e-4, eta0 = 0.1, rho = 0.995, 1500 steps. A run has converged if |X -
X*|_F <= |X*|_F/100. Larger starts or steps end at 0.2 to 2. `_figure_1.py` draws it.
"""

import numpy as np

from certify.claims import Random, case, claim
from certify.recovery.papers.l1 import completion_instance, sensing_instance, subgradient_method


def _completion(rng: np.random.Generator, symmetric: bool, s: float = 0.7) -> bool:
    made = completion_instance(40, 40, 2, s, 0.1, 10.0, rng, symmetric, scale=40.0)
    start = tuple(1e-8 * rng.standard_normal(part.shape) for part in made.padded(40))
    rule = {"step": 0.05, "decay": 0.999, "steps": 8000, "scale": 40.0, "every": 8000}
    _, errors = subgradient_method(made.objective, start, truth=made.truth, **rule)
    return bool(errors[-1] <= 0.01)


def _sensing(rng: np.random.Generator, symmetric: bool) -> bool:
    made = sensing_instance(40, 40, 2, 1000, 0.1, 10.0, rng, symmetric)
    start = tuple(1e-4 * rng.standard_normal(part.shape) for part in made.padded(40))
    rule = {"step": 0.1, "decay": 0.995, "steps": 1500, "every": 1500}
    _, errors = subgradient_method(made.objective, start, truth=made.truth, **rule)
    return bool(errors[-1] <= 0.01)


def _completion_symmetric(rng: np.random.Generator) -> bool:
    return _completion(rng, symmetric=True)


def _completion_asymmetric(rng: np.random.Generator) -> bool:
    return _completion(rng, symmetric=False)


def _completion_full(rng: np.random.Generator) -> bool:
    return _completion(rng, symmetric=False, s=1.0)


def _sensing_symmetric(rng: np.random.Generator) -> bool:
    return _sensing(rng, symmetric=True)


def _sensing_asymmetric(rng: np.random.Generator) -> bool:
    return _sensing(rng, symmetric=False)


completion_symmetric = claim(
    "Figure 1, symmetric completion: the error falls below 1 %",
    Random("|X - X*| <= |X*|/100", _completion_symmetric, trials=4, at_least=0.5),
    printed=True,
    scope=case("s = 7/10, p = 1/10"),
)
completion_asymmetric = claim(
    "Figure 1, asymmetric completion: the error falls below 1 %",
    Random("|X - X*| <= |X*|/100", _completion_asymmetric, trials=4, at_least=0.5),
    printed=True,
    scope=case("s = 7/10, p = 1/10"),
)
completion_full = claim(
    "Figure 1, asymmetric completion, s = 1: the error falls below 1 %, in 40 runs",
    Random("|X - X*| <= |X*|/100", _completion_full, trials=40, at_least=0.9),
    experiment=True,
    note="The caption speaks of s < 1.",
)
sensing_symmetric = claim(
    "Figure 1, symmetric sensing: the error falls below 1 %, in 20 runs",
    Random("|X - X*| <= |X*|/100", _sensing_symmetric, trials=20, at_least=0.8),
    printed=True,
    scope=case("m = 1000, p = 1/10"),
    experiment=True,
)
sensing_asymmetric = claim(
    "Figure 1, asymmetric sensing: the error falls below 1 %, in 20 runs",
    Random("|X - X*| <= |X*|/100", _sensing_asymmetric, trials=20, at_least=0.8),
    printed=True,
    scope=case("m = 1000, p = 1/10"),
    experiment=True,
)


def _overfits(rng: np.random.Generator) -> bool:
    """Caption: W1 = Y, W2 = I fits every observed entry at k = d2 = 40, noise included."""
    made = completion_instance(40, 40, 2, 0.7, 0.1, 10.0, rng)
    fitted = made.objective.operator.adjoint(made.objective.y)
    return bool(made.objective.value((fitted, np.eye(40))) == 0.0)


overfits = claim(
    "Figure 1, caption: asymmetric completion has global minima of zero loss, which overfit to the noise",
    Random("W1 = Y, W2 = I has zero loss", _overfits, trials=50, at_least=0.9),
    printed=True,
    scope=case("d1 = d2 = k = 40, s = 7/10, p = 1/10"),
    rests_on=["section_1.overfits", "section_1.figure_1_size"],
)
