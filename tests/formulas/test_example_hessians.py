"""The differentiated Hessians of Examples 1.3 and 4.1 agree with print, with each other and with floats."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from certify.common.errors import InputError
from certify.formulas import (
    example_1_3_hessian,
    example_4_1_delta,
    example_4_1_form,
    example_4_1_hessian,
    threshold_necessary,
)
from certify.recovery.papers.examples import example_1_3, example_4_1

SIZES = [(1, 1, None), (2, 1, None), (2, 1, 4), (2, 2, None), (3, 2, None)]


def test_the_differentiated_hessian_of_example_1_3_is_the_printed_one() -> None:
    epsilon = sympy.Symbol("epsilon", positive=True)
    printed = sympy.diag(4, -2 * epsilon * (1 + 1 / (2 + epsilon)))
    assert (example_1_3_hessian()(epsilon) - printed).applyfunc(sympy.simplify) == sympy.zeros(2)


@pytest.mark.parametrize(("r", "r_star", "n"), SIZES)
@pytest.mark.parametrize("epsilon", [0.0, np.sqrt(2.0) - 1.0, 3.0])
def test_the_symbolic_hessian_of_example_4_1_is_the_numerical_one(r, r_star, n, epsilon) -> None:
    example = example_4_1(r, r_star, epsilon, n)
    assert example.objective is not None
    expected = example.objective.hessian(example.X0)
    np.testing.assert_allclose(example_4_1_hessian(r, r_star, n)(epsilon), expected, atol=1e-12)


def test_example_1_3_is_example_4_1_at_rank_one() -> None:
    epsilon = sympy.Symbol("epsilon", positive=True)
    difference = example_1_3_hessian()(epsilon) - example_4_1_hessian(1, 1)(epsilon)
    assert difference.applyfunc(sympy.simplify) == sympy.zeros(2)
    hessian = example_1_3(0.3).hessian
    assert hessian is not None
    np.testing.assert_allclose(example_1_3_hessian()(0.3), hessian.astype(float), atol=1e-13)


@pytest.mark.parametrize(("r", "r_star", "n"), SIZES)
def test_the_form_for_all_sizes_is_the_hessian_at_each_size(r: int, r_star: int, n: int | None) -> None:
    hessian = example_4_1_hessian(r, r_star, n)(Fraction(1, 3))
    rows = hessian.shape[0] // r
    rng = np.random.default_rng(r + r_star)
    D = sympy.Matrix(rows, r, [int(entry) for entry in rng.integers(-5, 6, rows * r)])
    V1, V2, V3 = D[:r, :], D[r : r + r_star, :], D[r + r_star :, :]
    squares = [sum(entry**2 for entry in block) for block in (V1, V2, V3)]
    form = example_4_1_form()(r, r_star, Fraction(1, 3), V1.trace(), (V1 * V1).trace(), *squares)
    vector = D.vec()
    assert sympy.simplify((vector.T * hessian * vector)[0] - form) == 0


def test_the_form_has_the_curvatures_of_lemma_4_2() -> None:
    r, r_star, trace, square, one, two, three = sympy.symbols("r s a q p u v", positive=True)
    epsilon = sympy.Symbol("epsilon", nonnegative=True)
    delta = example_4_1_delta(r, r_star, epsilon)
    expected = 2 * (1 + delta) * (one + square - epsilon * two + three) - 4 * delta / r * trace**2
    form = example_4_1_form()(r, r_star, epsilon, trace, square, one, two, three)
    assert sympy.simplify(form - expected) == 0


def test_the_delta_of_example_4_1_is_the_necessary_threshold_at_four_epsilon() -> None:
    assert example_4_1_delta(4, 1, 1) == threshold_necessary(4, 1, 4) == sympy.Rational(1, 2)
    assert float(example_4_1(3, 2, Fraction(1, 7), exact=True).delta) == pytest.approx(
        example_4_1_delta(3, 2, 1 / 7)
    )


def test_a_matrix_formula_is_exact_float_and_array_from_one_definition() -> None:
    hessian = example_4_1_hessian(2, 1)
    exact = hessian(Fraction(1, 2))
    assert isinstance(exact, sympy.MatrixBase)
    assert not exact.has(sympy.Float)
    np.testing.assert_allclose(hessian(0.5), np.array(exact, dtype=float), atol=1e-14)
    stacked = hessian(np.array([[0.0, 0.5, 1.0]]))
    assert stacked.shape == (1, 3, 6, 6)
    np.testing.assert_array_equal(stacked[0, 1], hessian(0.5))
    with pytest.raises(InputError):
        hessian(-1)


@pytest.mark.parametrize("arguments", [(1, 2), (2, 0), (2, 1, 2)])
def test_sizes_at_which_example_4_1_does_not_exist_are_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(InputError):
        example_4_1_hessian(*arguments)
