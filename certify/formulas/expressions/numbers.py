"""Exact roots of rational numbers."""

from fractions import Fraction
from math import isqrt


def whole_root(number: int, order: int) -> int | None:
    """The root of a natural number, where it is one."""
    if order == 2:
        root = isqrt(number)
    else:
        low, high = 0, 1 << (number.bit_length() // order + 1)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if middle**order <= number else (low, middle - 1)
        root = low
    return root if root**order == number else None


def exact_root(value: Fraction, order: int) -> Fraction | None:
    """The nonnegative root of a rational number, where that is rational."""
    if value < 0:
        return None
    above, below = whole_root(value.numerator, order), whole_root(value.denominator, order)
    return None if above is None or below is None else Fraction(above, below)
