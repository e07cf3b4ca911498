"""Beside delta*: the threshold, and which clause of Theorem 2.1 holds at the instance's delta."""

import dataclasses

import numpy as np
import pytest
from zoo import factors, instance

from certify import Instance, compare, delta_star
from certify.recovery.duality import Status
from certify.recovery.escape import Side
from certify.recovery.escape.loss_curve import loss_curves


@pytest.mark.parametrize("pattern", [(0.0, 0.0, 0.0), (0.05, 0.1, 0.2)], ids=str)
@pytest.mark.parametrize("kind", ["generic", "tall", "rank-deficient X"])
def test_each_side_of_delta_star_is_told_and_its_neighbourhood_is_not(
    kind: str, pattern: tuple[float, ...]
) -> None:
    base = instance(kind, 2, 1, 95, pattern)
    value = delta_star(base).delta_star

    def side(delta: float) -> Side:
        eps = (base.eps0, base.eps1, base.eps2)
        return compare(Instance(base.X, base.Z, *eps, delta=delta)).side

    assert compare(base).side is Side.NOT_ASKED
    assert side(0.0) is Side.ESCAPE_DIRECTIONS
    assert side(value - 1e-4) is Side.ESCAPE_DIRECTIONS
    if value < 1.0 - 1e-3:
        assert side(value + 1e-4) is Side.COUNTEREXAMPLE
        assert side(np.nextafter(1.0, 0.0)) is Side.COUNTEREXAMPLE
        assert side(value) in (Side.TOO_CLOSE, Side.ESCAPE_DIRECTIONS)
    else:
        assert side(0.999) is Side.ESCAPE_DIRECTIONS


def test_delta_at_the_value_known_exactly_is_too_close_to_tell() -> None:
    # Example 4.1 at r = r* = 1: delta* = 1/2 exactly.
    at = compare(Instance([[1], [0]], [[0], ["1.41421356237309504880168872420969807856967"]], delta="1/2"))
    assert at.result.primal == pytest.approx(0.5, abs=1e-8)
    assert at.side is Side.TOO_CLOSE


def test_points_that_are_not_confirmed_tell_no_counterexample() -> None:
    question = instance("generic", 2, 1, 96)
    found = compare(Instance(question.X, question.Z, delta="0.9999999"))
    assert found.side is Side.COUNTEREXAMPLE or found.result.delta_star > 0.9999
    doubtful = dataclasses.replace(found.result, status=Status.INACCURATE)
    assert dataclasses.replace(found, result=doubtful).side in (Side.UNKNOWN, Side.ESCAPE_DIRECTIONS)


@pytest.mark.parametrize(("r", "r_star", "eps2"), [(1, 1, 0.0), (3, 2, 0.0), (2, 1, 0.8), (2, 2, 3.0)])
def test_the_threshold_is_that_of_theorem_1_4(r: int, r_star: int, eps2: float) -> None:
    found = compare(instance("generic", r, r_star, 97, (0.0, 0.0, eps2)))
    assert found.threshold == pytest.approx(1.0 / (1.0 + (1.0 + eps2 / 2.0) * np.sqrt(r_star / r)))
    assert found.result.primal >= found.threshold - 1e-7


def test_where_x_has_too_few_columns_there_is_no_threshold_and_no_classical_direction() -> None:
    found = compare(Instance(*factors("generic", 1, 2, 98)))
    assert (found.threshold, found.classical) == (None, None)


@pytest.mark.parametrize("delta", [None, 0.1])
def test_the_loss_falls_along_the_way_out_below_delta_star_and_not_at_it(delta: float | None) -> None:
    base = instance("generic", 2, 1, 99)
    question = Instance(base.X, base.Z, delta=delta)
    at, below = loss_curves(compare(question))
    for curve in (at, below):
        assert curve.t.shape == curve.loss.shape
        assert np.isfinite(curve.loss).all()
        assert abs(curve.loss[np.argmin(np.abs(curve.t))]) < 1e-12
    near = np.abs(below.t) < 0.1 * np.abs(below.t).max()
    assert below.loss[near].min() < -1e-9
    assert at.loss[near].min() > below.loss[near].min()
