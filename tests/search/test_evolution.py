"""CMA-ES finds what has no gradient, stays inside, and is the same for the same seed."""

import math

import numpy as np
import pytest

from certify import InputError
from certify.search.evolution import minimise


def test_a_sharp_edge_is_found() -> None:
    found = minimise(lambda x: abs(x[0] - 1.0) + abs(x[1] + 2.0 * x[0]), [0.3, 0.4], evaluations=4000)
    np.testing.assert_allclose(found.x, [1.0, -2.0], atol=1e-6)
    assert found.value < 1e-6
    assert found.evaluations <= 4100


def test_the_best_point_lies_inside_the_region() -> None:
    found = minimise(lambda x: x[0] + x[1], [0.1, 0.1], inside=lambda x: x @ x <= 1.0, evaluations=4000)
    assert found.x @ found.x <= 1.0
    assert found.value == pytest.approx(-math.sqrt(2.0), abs=1e-3)
    assert found.outside > 0


def test_the_ratio_of_two_sides_reaches_its_supremum() -> None:
    """Arithmetic over geometric mean is at least 1, attained where both are equal."""
    found = minimise(
        lambda x: (x[0] + x[1]) / 2.0 / math.sqrt(x[0] * x[1]), [0.2, 5.0], inside=lambda x: min(x) > 0.01
    )
    assert found.value == pytest.approx(1.0, abs=1e-9)


def test_one_dimension_and_the_same_seed() -> None:
    first, second = (minimise(lambda x: abs(x[0] - math.pi), [0.0], seed=5) for _ in range(2))
    assert first.value == second.value < 1e-6
    np.testing.assert_array_equal(first.x, second.x)


def test_nowhere_inside_is_said() -> None:
    found = minimise(lambda x: x[0], [0.0, 0.0], inside=lambda _: False, evaluations=50)
    assert math.isnan(found.value)
    assert found.evaluations == 0
    not_finite = minimise(lambda _: math.inf, [0.0, 0.0], evaluations=50)
    assert math.isnan(not_finite.value)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"start": []}, "start"),
        ({"start": [math.nan]}, "start"),
        ({"start": "a"}, "start"),
        ({"start": [[1.0]]}, "start"),
        ({"start": [1.0], "spread": 0.0}, "spread"),
        ({"start": [1.0], "evaluations": 0}, "evaluations"),
    ],
)
def test_a_search_of_nothing_is_refused(arguments: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as error:
        minimise(lambda x: float(x[0]), **arguments)
    assert error.value.field == field
