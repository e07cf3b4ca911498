"""Search for what has no gradient: the margin of an inequality, the ratio of two sides in a region."""

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats

Objective = Callable[[Floats], float]
Inside = Callable[[Floats], bool]


class Minimum(NamedTuple):
    """The smallest value that a budget of evaluations found; nothing is claimed about smaller ones.

    Attributes:
        x: where it is taken, inside the region; value: nan where no point inside was met.
        evaluations: of the objective; outside: points that were not in the region.
        seed: the same seed and budget find the same point.
    """

    x: Floats
    value: float
    evaluations: int
    outside: int
    seed: int


def minimise(
    objective: Objective,
    start: object,
    *,
    inside: Inside = lambda _: True,
    spread: float = 0.5,
    evaluations: int = 5000,
    seed: int = 0,
) -> Minimum:
    """CMA-ES from a point, over the region where `inside` says so; not finite counts as outside.

    Args:
        start: a point (k,), k >= 1, best inside the region.
        spread: how far from it to look at first.
        evaluations: the budget.

    Raises:
        InputError: start is no vector of finite numbers, or spread or evaluations are not positive.
    """
    import cma

    try:
        point = np.atleast_1d(np.asarray(start, dtype=np.float64))
    except (TypeError, ValueError):
        point = np.empty((0, 0))
    if point.ndim != 1 or not len(point) or not np.isfinite(point).all():
        raise InputError("start", "is no vector of finite numbers", "give a point of the region")
    if not spread > 0.0:
        raise InputError("spread", f"{spread!r} is not positive", "give a length")
    if evaluations < 1:
        raise InputError("evaluations", f"{evaluations!r} is too few", "give a positive integer")
    best, value, asked, outside = point, float("nan"), 0, 0

    def watched(x: Floats) -> float:
        nonlocal best, value, asked, outside
        if not inside(x):
            outside += 1
            return float("nan")  # drawn anew
        asked += 1
        found = float(objective(x))
        if not np.isfinite(found):
            outside += 1
            return float("nan")
        if not value <= found:
            best, value = np.array(x), found
        return found

    watched(point)
    # In one dimension CMA-ES has no covariance to adapt: a second, idle coordinate costs little.
    idle = 1 if len(point) == 1 else 0
    options: dict[str, Any] = {"verbose": -9, "seed": seed + 1, "tolfun": 1e-14, "tolx": 1e-12}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        strategy = cma.CMAEvolutionStrategy(np.concatenate([point, np.zeros(idle)]), spread, options)
        while asked + outside < evaluations and not strategy.stop():
            drawn = strategy.ask()
            values = [watched(x[: len(point)]) for x in drawn]
            worst = max((v for v in values if v == v), default=0.0)
            # Points outside rank behind all others, the farther from the best the worse.
            behind = [worst + 1.0 + float(np.linalg.norm(x[: len(point)] - best)) for x in drawn]
            strategy.tell(drawn, [v if v == v else b for v, b in zip(values, behind, strict=True)])
    return Minimum(best, value, asked, outside, seed)
