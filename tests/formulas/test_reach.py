"""delta(alpha, beta) is the maximum it is printed as, on both branches and at their edges."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
import sympy

from certify.formulas import delta

alpha, beta = sympy.symbols("alpha beta", real=True)


def reach(a: float, b: float, tau: float) -> float:
    return (np.sqrt(1 - a * a) * np.sqrt(1 - tau * tau) + a * tau - b * tau) / (1 + b * tau)


@pytest.mark.parametrize("a", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0])
@pytest.mark.parametrize("b", [0.0, 0.05, 0.2, 0.4, 0.6, 0.9, 1.0, 1.5])
def test_delta_is_the_maximum_over_tau_that_scipy_finds(a: float, b: float) -> None:
    best = max(reach(a, b, 0.0), reach(a, b, a))
    if a > 0.0:
        found = scipy.optimize.minimize_scalar(
            lambda tau: -reach(a, b, tau), bounds=(0.0, a), method="bounded", options={"xatol": 1e-12}
        )
        best = max(best, -found.fun)
    assert delta(a, b) == pytest.approx(best, abs=1e-9)


def test_the_arranged_interior_branch_is_the_printed_one() -> None:
    interior = delta.expression.args[1][0]
    printed = (1 - 2 * alpha * beta + beta**2) / (1 - beta**2)
    assert sympy.simplify(interior - printed) == 0


@pytest.mark.parametrize("a", [Fraction(3, 5), Fraction(4, 5), Fraction(5, 13), Fraction(0)])
def test_both_branches_give_the_same_exact_number_where_they_meet(a: Fraction) -> None:
    number = sympy.Rational(a)
    b = number / (1 + sympy.sqrt(1 - number**2))
    first, second = (branch.subs({alpha: number, beta: b}) for branch, _ in delta.expression.args)
    assert sympy.simplify(first - second) == 0
    assert delta(a, b) == first


def test_delta_is_continuous_across_the_branch_in_floats() -> None:
    a = np.linspace(0.0, 1.0, 501)
    b = a / (1.0 + np.sqrt(1.0 - a**2))
    for nudge in (-1e-9, 1e-9):
        nearby = delta(a, np.maximum(b + nudge, 0.0))
        # At alpha = 1 the interior branch reaches 0 with slope -1/2, elsewhere it is flat.
        np.testing.assert_allclose(nearby, delta(a, b), atol=1e-8)


def test_the_corners_have_their_limits() -> None:
    assert delta(0, 0) == 1
    assert delta(1, 0) == 1
    assert delta(1, 1) == 0
    assert delta(1.0, 1.0) == 0.0
    assert delta(1.0, 1.0 - 1e-9) == pytest.approx(5e-10, rel=1e-6)
    assert delta(0.5, 1e200) == pytest.approx(np.sqrt(0.75))


def test_delta_lies_between_zero_and_one_and_never_grows_with_beta() -> None:
    a, b = np.linspace(0.0, 1.0, 201), np.linspace(0.0, 1.5, 301)
    values = delta(a[:, None], b)
    assert np.isfinite(values).all()
    assert values.min() >= 0.0
    assert values.max() <= 1.0 + 1e-15
    assert (np.diff(values, axis=1) <= 1e-14).all()
