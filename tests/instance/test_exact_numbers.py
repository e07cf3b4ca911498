"""Numbers stay the numbers they were; what is not one is refused by name."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from certify import InputError
from certify.common.exact import MAX_DIGITS, as_fraction, exact_matrix, parse_rational, rational_string

EXACT = [
    ("0", Fraction(0)),
    ("-0", Fraction(0)),
    ("+7", Fraction(7)),
    (" 3/2 \n", Fraction(3, 2)),
    ("-6/4", Fraction(-3, 2)),
    ("0.1", Fraction(1, 10)),
    (".5", Fraction(1, 2)),
    ("5.", Fraction(5)),
    ("0001.2500", Fraction(5, 4)),
    (3, Fraction(3)),
    (0.1, Fraction(3602879701896397, 36028797018963968)),
    (5e-324, Fraction(1, 2**1074)),
    (-0.0, Fraction(0)),
    (Fraction(22, 7), Fraction(22, 7)),
    (Decimal("0.1"), Fraction(1, 10)),
    (Decimal("1e3"), Fraction(1000)),
    (np.int8(-5), Fraction(-5)),
    (np.uint64(2**64 - 1), Fraction(2**64 - 1)),
    (np.float16(0.1), Fraction(float(np.float16(0.1)))),
    (np.float32(0.1), Fraction(13421773, 134217728)),
    (np.float64(0.1), Fraction(0.1)),
    (np.longdouble(1) / 3, Fraction(*(np.longdouble(1) / 3).as_integer_ratio())),
    (sympy.Rational(1, 3), Fraction(1, 3)),
    (sympy.Integer(4), Fraction(4)),
    (2**200 + 1, Fraction(2**200 + 1)),
]
NOT_NUMBERS = [
    None,
    True,
    False,
    np.True_,
    1j,
    np.complex128(1),
    math.nan,
    math.inf,
    -math.inf,
    np.float32("nan"),
    np.longdouble("inf"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1e5000"),
    Decimal("1e-5000"),
    sympy.nan,
    sympy.oo,
    sympy.sqrt(2),
    sympy.Symbol("x"),
    [],
    [1],
    {},
    object(),
    b"1",
    np.datetime64("2020-01-01"),
    np.array([1.0]),
    "",
    "  ",
    "nan",
    "inf",
    "-Infinity",
    "1e5",
    "1E5",
    "1e-5",
    "1.5/2",
    "1/2.5",
    "1/-2",
    "1/2/3",
    "1/0",
    "0/0",
    "-1/0",
    "1_000",
    "1,5",
    "1 000",
    "- 1",
    "--1",
    "+-1",
    "0x10",
    "1/",
    "/2",
    ".",
    "1..2",
    "٣",
    "１",
    "½",
    "−1",
    "1\x00",
    "__import__('os')",
]


@pytest.mark.parametrize(("written", "value"), EXACT, ids=repr)
def test_no_digit_is_lost_on_the_way_in(written: object, value: Fraction) -> None:
    found = as_fraction(written, "delta")
    assert found == value
    assert type(found) is Fraction
    assert type(found.numerator) is int
    assert type(found.denominator) is int


@pytest.mark.parametrize("written", NOT_NUMBERS, ids=lambda x: re.sub(" at 0x.*", "", repr(x))[:30])
def test_what_is_not_a_finite_real_number_is_refused_in_one_line_that_names_the_field(
    written: object,
) -> None:
    with pytest.raises(InputError) as caught:
        as_fraction(written, "eps1")
    assert caught.value.field == "eps1"
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).startswith("eps1: ")
    assert len(str(caught.value)) < 250


def test_a_number_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert parse_rational("9" * MAX_DIGITS, "x") == 10**MAX_DIGITS - 1
    with pytest.raises(InputError, match="2001 characters"):
        parse_rational("9" * (MAX_DIGITS + 1), "x")
    with pytest.raises(InputError, match="characters"):
        parse_rational("1/" + "9" * 10**6, "x")


@given(st.fractions())
def test_the_canonical_text_of_a_rational_reads_back_as_itself(value: Fraction) -> None:
    assert parse_rational(rational_string(value), "x") == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_the_binary_number_it_is(value: float) -> None:
    assert as_fraction(value, "x") == Fraction(value)
    assert float(as_fraction(value, "x")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=12))
def test_a_decimal_is_the_decimal_number_it_is(value: Decimal) -> None:
    assert as_fraction(value, "x") == Fraction(value)
    assert as_fraction(format(value, "f"), "x") == Fraction(value)


@pytest.mark.parametrize(
    "rows",
    [
        [["1/3", "2"], ["0.5", "-1"]],
        (("1/3", 2), (Fraction(1, 2), -1)),
        [[sympy.Rational(1, 3), 2], [0.5, np.int64(-1)]],
        np.array([[Fraction(1, 3), 2], [Decimal("0.5"), "-1"]], dtype=object),
        np.array([["1/3", "2"], ["0.5", "-1"]]),
    ],
    ids=["strings", "tuples", "mixed", "object array", "string array"],
)
def test_a_matrix_is_the_same_however_it_is_written(rows: object) -> None:
    expected = ((Fraction(1, 3), Fraction(2)), (Fraction(1, 2), Fraction(-1)))
    assert exact_matrix(rows, "X") == expected


@pytest.mark.parametrize(
    "dtype", ["f2", "f4", "f8", ">f8", ">f4", "i1", "u1", "i8", ">i2", "u8", "longdouble"]
)
def test_no_numeric_array_type_changes_its_entries(dtype: str) -> None:
    array = np.array([[1, 0], [3, 100]]).astype(dtype)
    if array.dtype.kind == "f":
        array = (array / np.array(7).astype(dtype)).astype(dtype)
    for row, exact_row in zip(array, exact_matrix(array, "X"), strict=True):
        for x, value in zip(row, exact_row, strict=True):
            assert value == (Fraction(*x.as_integer_ratio()) if array.dtype.kind == "f" else int(x))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([], "X"),
        ([[]], "X"),
        ([[], []], "X"),
        (np.zeros((0, 3)), "X"),
        (np.zeros((3, 0)), "X"),
        ([1, 2], "X[0]"),
        (np.ones(3), "X[0]"),
        ([[1, 2], [3]], "X"),
        ([[1], [2, 3]], "X"),
        (np.ones((2, 2, 2)), "X[0][0]"),
        ([[[1]]], "X[0][0]"),
        (5, "X"),
        (np.float64(5), "X"),
        (np.array(5.0), "X"),
        (None, "X"),
        ("12", "X"),
        (["12"], "X[0]"),
        ({"a": 1}, "X"),
        (iter([[1]]), "X"),
        ([[1, 2], [3, math.nan]], "X[1][1]"),
        ([["1"], ["x"]], "X[1][0]"),
        (np.array([[1.0 + 0j]]), "X[0][0]"),
        (np.array([[True]]), "X[0][0]"),
        (np.array([[None]]), "X[0][0]"),
        (np.zeros((1, 1), dtype=[("a", "f8")]), "X[0][0]"),
    ],
    ids=lambda x: re.sub(" at 0x.*", "", repr(x))[:30],
)
def test_a_malformed_matrix_is_refused_and_the_place_is_named(value: object, field: str) -> None:
    with pytest.raises(InputError) as caught:
        exact_matrix(value, "X")
    assert caught.value.field == field
    assert len(str(caught.value).splitlines()) == 1
