"""The printed error bounds scale as an error of X X^T must, and are given only inside their margin."""

from fractions import Fraction

import pytest
import sympy

from certify.common.errors import InputError
from certify.formulas import (
    Formula,
    error_bound_corollary_1_5,
    error_bound_corollary_1_7,
    error_bound_corollary_3_12,
    error_bound_corollary_3_21,
    error_bound_theorem_1_4,
    error_bound_theorem_1_6,
    threshold,
)

# Degrees under (X, Z) -> (tX, tZ), by argument; the first two are stated in the local norm.
LOCAL = {"eps0": 2, "eps1": 2}
EUCLIDEAN = {"eps0": 2, "sigma": 2, "eps1": 3, "eps2": 2, "size_X": 1, "size_Z": 1}
POINT = {
    "n": 9,
    "r": 4,
    "r_star": 1,
    "delta": 0.1,
    "sigma": 0.02,
    "eps0": 0.1,
    "eps1": 0.3,
    "eps2": 0.2,
    "size_X": 1.5,
    "size_Z": 2.0,
}


def arguments(formula: Formula) -> dict[str, float]:
    return {symbol.name: POINT[symbol.name] for symbol in formula.symbols}


@pytest.mark.parametrize(
    ("bound", "degrees"),
    [
        (error_bound_theorem_1_4, LOCAL),
        (error_bound_theorem_1_6, LOCAL),
        (error_bound_corollary_1_5, EUCLIDEAN),
        (error_bound_corollary_1_7, EUCLIDEAN),
        (error_bound_corollary_3_12, EUCLIDEAN),
        (error_bound_corollary_3_21, EUCLIDEAN),
    ],
    ids=lambda value: value.name if isinstance(value, Formula) else "",
)
def test_every_bound_has_degree_two_in_the_factors(bound: Formula, degrees: dict[str, int]) -> None:
    t = 1.7
    given = arguments(bound)
    scaled = {name: value * t ** degrees.get(name, 0) for name, value in given.items()}
    assert bound(**scaled) == pytest.approx(t**2 * bound(**given))


@pytest.mark.parametrize(
    ("symmetric", "asymmetric"),
    [
        (error_bound_theorem_1_4, error_bound_theorem_1_6),
        (error_bound_corollary_3_12, error_bound_corollary_3_21),
    ],
)
def test_the_asymmetric_bound_is_the_symmetric_one_with_delta_and_noise_doubled(
    symmetric, asymmetric
) -> None:
    given = arguments(symmetric)
    doubled = given | {"delta": 2 * given["delta"], "eps0": 2 * given["eps0"]}
    assert asymmetric(**given) == pytest.approx(symmetric(**doubled))


def test_corollary_1_5_follows_from_corollary_3_12_with_ten_sigma_root_2n() -> None:
    """15 is a rounding up of 10 sqrt(2); the second term is the same, R having absorbed sqrt(chi)."""
    given = arguments(error_bound_corollary_1_5)
    noise = 10 * given.pop("sigma") * (2 * given.pop("n")) ** 0.5
    assert error_bound_corollary_3_12(eps0=noise, **given) < error_bound_corollary_1_5(
        **arguments(error_bound_corollary_1_5)
    )
    quiet = arguments(error_bound_corollary_1_5) | {"sigma": 0.0}
    assert error_bound_corollary_3_12(eps0=0.0, **given) == pytest.approx(error_bound_corollary_1_5(**quiet))


def test_theorem_1_4_by_hand() -> None:
    """r = 4, r* = 1, delta = 1/6, eps0 = 0, eps1 = 1, eps2 = 0: (1/2)/(2/3 - 1/6) = 1."""
    assert error_bound_theorem_1_4(4, 1, Fraction(1, 6), 0, 1, 0) == 1
    assert error_bound_theorem_1_4(4, 1, Fraction(1, 6), 1, 0, 0) == 2 * sympy.sqrt(5)


def test_no_bound_is_given_where_the_margin_is_not_positive() -> None:
    at_threshold = threshold(4, 1, 1)
    with pytest.raises(InputError):
        error_bound_theorem_1_4(4, 1, at_threshold, 0, 1, 1)
    with pytest.raises(InputError):
        error_bound_theorem_1_6(4, 1, 0.4, 0, 1, 1)
