"""Polynomials obey the rules of polynomials, and their sizes are bounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.arithmetic.polynomial import bounded, plus, show_monomial, times
from certify.kernel.limits import MAX_TERMS, Budget, Declined

from .certificates import assert_rejected, case, changed, example

numbers = st.fractions(-3, 3, max_denominator=5)
nonzero = numbers.filter(bool)
monomials = st.tuples(st.integers(0, 3), st.integers(0, 3))
polynomials = st.dictionaries(monomials, nonzero, max_size=5)


def value(p, point):
    return sum((c * point[0] ** m[0] * point[1] ** m[1] for m, c in p.items()), Fraction(0))


@given(polynomials, polynomials, numbers, st.tuples(numbers, numbers))
def test_sums_and_products_have_the_values_of_sums_and_products(p, q, factor, point):
    budget = Budget()
    assert value(plus(p, q, factor, budget), point) == value(p, point) + factor * value(q, point)
    assert value(times(p, q, budget), point) == value(p, point) * value(q, point)
    assert plus(p, p, -1, budget) == {}
    assert all(times(p, q, budget).values())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "a zero coefficient", "polynomial[0][0]: the coefficient is zero", statement__polynomial__0__0="0"
        ),
        case(
            "a monomial twice",
            "polynomial[1][1]: the monomial appears twice",
            statement__polynomial__1__1=[0, 0],
        ),
        case("an exponent missing", "polynomial[0][1]: expected 2", statement__polynomial__0__1=[0]),
        case(
            "a negative exponent", "polynomial[0][1][1]: expected an int", statement__polynomial__0__1=[0, -1]
        ),
        case("a large exponent", "integer from 0 to 64", statement__polynomial__0__1=[0, 65]),
        case(
            "a text exponent", "polynomial[0][1][0]: expected an integer", statement__polynomial__0__1__0="1"
        ),
        case("a number as coefficient", "polynomial[0][0]: expected a string", statement__polynomial__0__0=1),
        case("no exponents", "polynomial[0]: expected 2 elements", statement__polynomial__0=["1"]),
        case("a repeated name", "statement.variables: expected distinct names", statement__variables__1="x"),
        case("a name that is none", "statement.variables: expected distinct", statement__variables__1="1"),
    ],
)
def test_a_polynomial_is_rejected_for(changes, message):
    assert_rejected(changed(example("box"), **changes), message)


def test_polynomials_with_too_many_terms_are_declined():
    assert bounded({}) == {}
    with pytest.raises(Declined, match="more than 20000 terms"):
        bounded({(i,): Fraction(1) for i in range(MAX_TERMS + 1)})


def test_monomials_are_shown_as_they_are_written():
    assert show_monomial((2, 1), ("x", "y")) == "x^2*y"
    assert show_monomial((0, 0), ("x", "y")) == "1"
