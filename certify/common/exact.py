"""Exact rationals from what people write: integers, p/q, plain decimals, and the floats they already have."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real

import numpy as np

from certify.common.errors import InputError

Exact = tuple[tuple[Fraction, ...], ...]

MAX_DIGITS = 2000
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+|[0-9]+/[0-9]+)")
_FORMS = 'write an integer, "p/q" or a plain decimal such as "0.25"'


def parse_rational(text: str, field: str) -> Fraction:
    """The rational written as an integer, p/q or plain decimal. Raises InputError naming `field`."""
    stripped = text.strip(" \t\r\n")
    if max(map(len, stripped.lstrip("+-").replace(".", "", 1).split("/"))) > MAX_DIGITS:
        raise InputError(field, f"a number of {len(stripped)} characters", f"use at most {MAX_DIGITS} digits")
    if not stripped.isascii() or not _NUMBER.fullmatch(stripped):
        raise InputError(field, f"{_shorten(text)} is not a number", _FORMS)
    try:
        return _within_limits(Fraction(stripped), field)
    except ZeroDivisionError:
        raise InputError(field, f"{_shorten(text)} divides by zero", _FORMS) from None


def as_fraction(value: object, field: str) -> Fraction:
    """The exact value of a number: strings are parsed, floats are the binary numbers they are.

    Raises InputError for anything that is not a finite real number (NaN, infinities, complex numbers,
    booleans, None, other objects), naming `field`.
    """
    if isinstance(value, str):
        return parse_rational(value, field)
    if isinstance(value, bool | np.bool_ | np.timedelta64) or not isinstance(value, Real | Decimal):
        kind = type(value).__name__
        raise InputError(field, f"{_shorten(repr(value))} ({kind}) is not a real number", _FORMS)
    if isinstance(value, Rational | Integral):
        return _within_limits(Fraction(int(value.numerator), int(value.denominator)), field)
    if value.is_nan() if isinstance(value, Decimal) else not math.isfinite(value):
        raise InputError(field, f"{value} is not finite", "give a finite number")
    if isinstance(value, Decimal):
        if value.is_infinite() or abs(value.adjusted()) > MAX_DIGITS:
            raise InputError(field, f"{value} has too large an exponent", f"use at most {MAX_DIGITS} digits")
        return _within_limits(Fraction(value), field)
    return Fraction(*(value if hasattr(value, "as_integer_ratio") else float(value)).as_integer_ratio())


def _within_limits(value: Fraction, field: str) -> Fraction:
    """The number, unless it could not be written into a file and read again."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > math.ceil(
        MAX_DIGITS * math.log2(10)
    ):
        raise InputError(field, "has too many digits", f"use at most {MAX_DIGITS}")
    return value


def exact_matrix(value: object, field: str) -> Exact:
    """The entries of a two-dimensional array-like as exact rationals; InputError names the entry at fault."""
    rows = _sequence(value, field)
    if not rows:
        raise InputError(field, "has no rows", "give a matrix of shape (n, r) with n >= 1")
    matrix = []
    for i, row in enumerate(rows):
        entries = _sequence(row, f"{field}[{i}]")
        matrix.append(tuple(as_fraction(x, f"{field}[{i}][{j}]") for j, x in enumerate(entries)))
        if len(matrix[-1]) != len(matrix[0]):
            problem = f"row {i} has {len(matrix[-1])} entries and row 0 has {len(matrix[0])}"
            raise InputError(field, problem, "give every row the same length")
    if not matrix[0]:
        raise InputError(field, "has no columns", "give a matrix of shape (n, r) with r >= 1")
    return tuple(matrix)


def rational_string(value: Fraction) -> str:
    """The canonical text of a rational: "p" or "p/q" in lowest terms."""
    return str(value)


def _sequence(value: object, field: str) -> Sequence[object]:
    if isinstance(value, np.ma.MaskedArray):
        raise InputError(field, "is a masked array", "fill it in and give a plain one")
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            raise InputError(field, "is a single number", "give a list of rows, each a list of numbers")
        return list(value)
    if isinstance(value, list | tuple):
        return value
    fix = "give a list of rows, each a list of numbers"
    raise InputError(field, f"{_shorten(repr(value))} is not a list", fix)


def _shorten(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
