"""The thresholds are ordered, move the right way, and say in delta what the paper says in r/r*."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from certify.formulas import (
    ratio,
    ratio_asymmetric,
    ratio_necessary,
    threshold,
    threshold_asymmetric,
    threshold_asymmetric_necessary,
    threshold_necessary,
    threshold_noiseless,
    threshold_sharp,
)

RANKS = [(1, 1), (2, 1), (3, 2), (5, 3), (8, 2), (100, 1)]
EPS2 = [Fraction(0), Fraction(1, 3), Fraction(1), Fraction(7)]


@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (4, 1), (5, 3)])
@pytest.mark.parametrize("eps2", [Fraction(0), Fraction(4, 3)])
@pytest.mark.parametrize(
    ("bound", "limit"),
    [(ratio, threshold), (ratio_necessary, threshold_necessary), (ratio_asymmetric, threshold_asymmetric)],
    ids=["sufficient", "necessary", "asymmetric"],
)
def test_the_condition_on_the_ratio_is_the_condition_on_delta(bound, limit, r, r_star, eps2) -> None:
    """r/r* > [(1 + eps2/2) delta/(1 - delta)]^2 iff delta < threshold, for delta on either side of it."""
    for delta in (Fraction(numerator, 12) for numerator in range(12)):
        by_ratio = sympy.Rational(r, r_star) > bound(delta, eps2)
        assert by_ratio == (sympy.Rational(delta) < limit(r, r_star, eps2))


@pytest.mark.parametrize(("r", "r_star"), RANKS)
@pytest.mark.parametrize("eps2", EPS2)
def test_sufficient_is_at_most_sharp_is_at_most_necessary(r: int, r_star: int, eps2: Fraction) -> None:
    sufficient, sharp, necessary = (
        float(limit(r, r_star, eps2)) for limit in (threshold, threshold_sharp, threshold_necessary)
    )
    if eps2 == 0:
        assert sufficient == pytest.approx(sharp)
        assert sharp == pytest.approx(necessary)
    else:
        assert sufficient < sharp < necessary


@pytest.mark.parametrize("limit", [threshold, threshold_sharp, threshold_necessary, threshold_asymmetric])
def test_thresholds_grow_with_overparameterization_and_shrink_with_inaccuracy(limit) -> None:
    r = np.arange(1, 200)
    assert (np.diff(limit(r, 1, 0.5)) > 0.0).all()
    assert (np.diff(limit(4, 2, np.linspace(0.0, 10.0, 101))) < 0.0).all()


def test_the_sharp_threshold_is_the_root_of_its_equation() -> None:
    r, r_star, eps2 = sympy.symbols("r r_star eps2", positive=True)
    s, root = sympy.sqrt(r_star / r), threshold_sharp(r, r_star, eps2)
    quadratic = (1 + s) * root**2 + s * (1 + eps2 / 2) * root - 1
    assert sympy.simplify(quadratic) == 0
    value = float(threshold_sharp(3, 2, 1))
    step = float(np.sqrt(2 / 3))
    assert value * (1 + step * (1 + 1 / (2 * (1 + value)))) == pytest.approx(1.0)


def test_the_numbers_between_which_theorem_1_4_leaves_a_gap() -> None:
    """r = r* = 1, eps2 = 1: 0.4000 sufficient, 0.4253905 sharp, 0.4444 necessary (mathematics.md)."""
    assert threshold(1, 1, 1) == sympy.Rational(2, 5)
    assert float(threshold_sharp(1, 1, 1)) == pytest.approx(0.4253905, abs=5e-8)
    assert threshold_necessary(1, 1, 1) == sympy.Rational(4, 9)


@pytest.mark.parametrize(("r", "r_star"), RANKS)
def test_theorem_1_2_is_theorem_1_4_at_zero(r: int, r_star: int) -> None:
    assert threshold(r, r_star, 0) == threshold_noiseless(r, r_star)
    assert threshold_necessary(r, r_star, 0) == threshold_noiseless(r, r_star)
    assert 2 * threshold_asymmetric(r, r_star, 3) == threshold(r, r_star, 3)
    assert threshold_asymmetric_necessary(r, r_star, 3) == threshold_necessary(r, r_star, 3)


def test_no_overparameterization_suffices_once_the_positive_part_vanishes() -> None:
    assert ratio(1, 0) == sympy.oo
    assert ratio_asymmetric(Fraction(1, 2), 0) == sympy.oo
    np.testing.assert_array_equal(ratio_asymmetric(np.array([0.0, 0.5, 0.7]), 1), [0.0, np.inf, np.inf])
