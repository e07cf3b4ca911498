"""The envelope theorem's gradient is the derivative of delta*, in every form."""

import numpy as np
import pytest
from zoo import PATTERNS

from certify import Instance, delta_star
from certify.recovery.duality import gradient

STEP = 2e-3
# Central differences of fourth order, so that the solver's last digits are not divided by a tiny step.
STENCIL = ((-2, 1.0), (-1, -8.0), (1, 8.0), (2, -1.0))


def question(seed: int, r: int, r_star: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """X (r + r*, r), Z (r + r*, r*) and a direction of length one for the two, side by side."""
    rng = np.random.default_rng([seed, r, r_star])
    n = r + r_star
    X, Z = rng.standard_normal((n, r)), rng.standard_normal((n, r_star))
    direction = rng.standard_normal((n, n))
    return X, Z, direction / np.linalg.norm(direction)


def errors(seed: int, form: str, r: int, r_star: int, pattern: tuple[float, ...]) -> tuple[float, ...]:
    """Along a direction, over the length of the gradient: its error, and by how much two difference
    quotients differ, which is large where delta* is not smooth; and that length."""
    X, Z, direction = question(seed, r, r_star)

    def value(step: float) -> float:
        moved = np.hstack([X, Z]) + step * direction
        found = delta_star(Instance(moved[:, :r], moved[:, r:], *pattern), form=form)
        return 0.5 * (found.primal + found.dual)

    found = gradient(delta_star(Instance(X, Z, *pattern), form=form))
    whole = np.hstack([found.X, found.Z])
    size = float(np.linalg.norm(whole))
    fine, coarse = (sum(w * value(k * h) for k, w in STENCIL) / (12.0 * h) for h in (STEP, 2.0 * STEP))
    return abs(fine - np.vdot(whole, direction)) / size, abs(fine - coarse) / size, size


@pytest.mark.parametrize(("form", "patterns"), [("reduced", PATTERNS[:2]), ("rank-one", PATTERNS)])
def test_the_gradient_is_the_limit_of_central_differences(
    form: str, patterns: list[tuple[float, ...]]
) -> None:
    smooth = []
    for seed in range(160):
        r, r_star = [(1, 1), (2, 1), (2, 2), (3, 2)][seed % 4]
        error, kink, size = errors(seed, form, r, r_star, patterns[seed // 4 % len(patterns)])
        if size > 0.05 and kink < 3e-6:
            smooth.append(error)
    assert len(smooth) >= 100
    assert max(smooth) <= 1e-5


def test_the_gradient_is_orthogonal_to_what_changes_nothing() -> None:
    X, Z, _ = question(3, 2, 2)
    size = np.linalg.norm(X @ X.T - Z @ Z.T)
    found = gradient(delta_star(Instance(X, Z, 0, 0, 0.3)))
    assert abs(np.vdot(found.X, X) + np.vdot(found.Z, Z)) < 1e-6  # (X, Z) -> (tX, tZ)
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    assert abs(np.vdot(found.X, X @ turn)) < 1e-6
    assert abs(np.vdot(found.Z, Z @ turn)) < 1e-6
    skew = np.triu(np.ones((4, 4)), 1) - np.tril(np.ones((4, 4)), -1)
    assert abs(np.vdot(found.X, skew @ X) + np.vdot(found.Z, skew @ Z)) < 1e-6
    noisy = gradient(delta_star(Instance(X, Z, 0.1 * size, 0, 0)))
    assert np.vdot(noisy.X, X) + np.vdot(noisy.Z, Z) > 0.0  # eps0 is smaller beside a larger E
