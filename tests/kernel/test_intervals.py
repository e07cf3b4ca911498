"""Interval arithmetic on a grid: the interval contains the result, and is not much longer than it must be."""

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from certify.kernel.arithmetic.intervals import Grid
from certify.kernel.limits import Budget

BITS = [64, 128, 512]
rationals = st.fractions(-200, 200, max_denominator=10**6)
bits = st.sampled_from(BITS)


def grid(bits):
    return Grid(bits, Budget())


def ball(value):
    """The number to 4000 bits, by another library."""
    ctx.prec = 4000
    return arb(fmpq(value.numerator, value.denominator))


def assert_contains(interval, true, bits, slack):
    """true lies in it, and it is at most 2^slack units long."""
    low, high = (arb(fmpq(end, 1 << bits)) for end in interval)
    assert not low > true
    assert not high < true
    assert (interval[1] - interval[0]).bit_length() <= slack


@given(rationals, rationals, bits)
def test_sums_differences_and_products_contain_the_result(x, y, bits):
    g = grid(bits)
    a, b = g.number(x), g.number(y)
    assert_contains(a, ball(x), bits, 1)
    assert_contains(g.plus(a, b), ball(x + y), bits, 2)
    assert_contains(g.plus(a, b, -1), ball(x - y), bits, 2)
    assert_contains(g.times(a, b), ball(x * y), bits, 12)


@given(rationals, st.fractions(1, 200, max_denominator=1000), bits, st.booleans())
def test_quotients_contain_the_result_for_either_sign_of_the_divisor(x, y, bits, negative):
    g, y = grid(bits), -y if negative else y
    assert_contains(g.over(g.number(x), g.number(y)), ball(x / y), bits, 12)


@given(st.fractions(-3, 3, max_denominator=100), st.integers(0, 30), bits)
def test_powers_contain_the_result(x, exponent, bits):
    g = grid(bits)
    assert_contains(g.power(g.number(x), exponent), ball(x**exponent), bits, 70)


@given(st.fractions(0, 10**6, max_denominator=10**6), st.integers(2, 64), bits)
def test_roots_contain_the_root(x, degree, bits):
    g = grid(bits)
    low, high = g.root(g.number(x), degree)
    assert Fraction(low, 1 << bits) ** degree <= x <= Fraction(high, 1 << bits) ** degree


@given(st.integers(0, 2**400), st.integers(2, 64))
def test_the_integer_root_is_the_greatest_with_a_power_not_above(number, degree):
    root = grid(64).floor_root(number, degree)
    assert root**degree <= number < (root + 1) ** degree


@given(rationals, bits)
def test_exp_and_log_contain_the_result(x, bits):
    g = grid(bits)
    a = g.number(x)
    assert_contains(g.exp(a), ball(x).exp(), bits, 340)
    assume(x > 0)
    assume(a[0] > 0)
    assert_contains(g.log(a), ball(x).log(), bits, 50)


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("x", [Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 3), Fraction(-7, 2)])
def test_exp_of_a_small_number_is_short(x, bits):
    g = grid(bits)
    assert_contains(g.exp(g.number(x)), ball(x).exp(), bits, 22 + bits // 32)


@pytest.mark.parametrize("x", [Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3, 4), Fraction(2**40)])
def test_log_at_powers_of_two_and_between(x):
    g = grid(128)
    assert_contains(g.log(g.number(x)), ball(x).log(), 128, 16)


def test_an_interval_of_some_length_is_mapped_as_a_whole():
    g = grid(128)
    a = g.number(Fraction(2))[0], g.number(Fraction(3))[1]
    for interval, ends in (
        (g.exp(a), (ball(2).exp(), ball(3).exp())),
        (g.log(a), (ball(2).log(), ball(3).log())),
        (g.root(a, 3), (ball(2).root(3), ball(3).root(3))),
        (g.times(a, a), (ball(4), ball(9))),
        (g.over(a, (-a[1], -a[0])), (ball(Fraction(-3, 2)), ball(Fraction(-2, 3)))),
        (g.plus(a, a, -1), (ball(-1), ball(1))),
    ):
        low, high = (arb(fmpq(end, 1 << 128)) for end in interval)
        assert not low > ends[0]
        assert not high < ends[1]
