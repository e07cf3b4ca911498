"""One definition, three kinds of arguments: they agree, and nothing is answered outside the domain."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy

import certify.formulas as formulas
from certify.common.errors import InputError
from certify.formulas import Formula, delta, threshold

EVERY = [value for name in formulas.__all__ if isinstance(value := getattr(formulas, name), Formula)]

# Admissible exact arguments by symbol name; small delta and eps keep every margin positive.
POINT = {
    "alpha": Fraction(4, 5),
    "beta": Fraction(1, 4),
    "r": 4,
    "r_star": 2,
    "eps0": Fraction(1, 3),
    "eps1": Fraction(1, 2),
    "eps2": Fraction(1, 5),
    "delta": Fraction(1, 10),
    "epsilon": Fraction(1, 7),
    "sigma": Fraction(1, 100),
    "n": 9,
    "size": Fraction(3, 2),
    "size_X": Fraction(3, 2),
    "size_Z": 2,
}


@pytest.mark.parametrize("formula", EVERY, ids=lambda formula: formula.name)
def test_exact_float_and_array_values_agree(formula: Formula) -> None:
    exact = [POINT.get(symbol.name, Fraction(1, 3)) for symbol in formula.symbols]
    floats = [float(value) for value in exact]
    value = formula(*exact)
    assert isinstance(value, sympy.Expr)
    assert not value.has(sympy.Float)
    assert isinstance(formula(*floats), float)
    assert formula(*floats) == pytest.approx(float(value), rel=1e-12)
    array = formula(np.full((2, 3), floats[0]), *floats[1:])
    assert array.shape == (2, 3)
    np.testing.assert_allclose(array, float(value), rtol=1e-12)


@pytest.mark.parametrize("formula", EVERY, ids=lambda formula: formula.name)
def test_substituting_fresh_symbols_and_then_numbers_is_substituting_numbers(formula: Formula) -> None:
    fresh = [sympy.Symbol(f"x{index}") for index in range(len(formula.symbols))]
    exact = [POINT.get(symbol.name, Fraction(1, 3)) for symbol in formula.symbols]
    numbers = [sympy.Rational(value) for value in exact]
    symbolic = formula(*fresh).subs(dict(zip(fresh, numbers, strict=True)), simultaneous=True)
    assert symbolic.equals(formula(*exact))


@pytest.mark.parametrize("formula", EVERY, ids=lambda formula: formula.name)
def test_every_formula_says_where_it_comes_from(formula: Formula) -> None:
    assert formula.source
    assert formula.description
    assert formula.name in repr(formula)
    assert getattr(formulas, formula.name) is formula


def test_arguments_can_be_given_by_name_and_mixed_exact_with_float() -> None:
    assert threshold(eps2=1, r_star=1, r=4) == threshold(4, 1, 1) == sympy.Rational(4, 7)
    assert threshold(4, np.int64(1), 1.0) == pytest.approx(4 / 7)


@pytest.mark.parametrize("arguments", [(1,), (1, 2, 3, 4)])
def test_a_wrong_number_of_arguments_is_a_type_error(arguments: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match="threshold takes"):
        threshold(*arguments)


@pytest.mark.parametrize("arguments", [(2, 0), (2.0, 0.0), (0.5, math.nan), (-1, 0.5), ("1", 0), (True, 0)])
def test_a_number_outside_the_domain_gets_an_error_and_no_number(arguments) -> None:
    with pytest.raises(InputError):
        delta(*arguments)


def test_array_entries_outside_the_domain_are_nan_and_only_those() -> None:
    np.testing.assert_array_equal(
        np.isnan(delta(np.array([0.5, 2.0, 1.0, -1.0, math.nan]), 0.5)), [False, True, False, True, True]
    )


def test_an_array_of_objects_is_refused() -> None:
    with pytest.raises(InputError):
        delta(np.array([Fraction(1, 2)]), 0)
