"""The two number fields an example can be built over, so that its formulas are written once."""

import math
from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from certify.common.errors import InputError
from certify.recovery.objectives.inputs import real_number

Array = NDArray[Any]


class Scalars(ABC):
    """Numbers of one kind, with square roots, and arrays of them."""

    exact: bool
    dtype: Any

    @abstractmethod
    def number(self, field: str, value: Any, *, positive: bool = False) -> Any:
        """value in this field; InputError naming the field unless it is >= 0 (> 0 when `positive`)."""

    @abstractmethod
    def sqrt(self, value: Any) -> Any:
        """The nonnegative square root."""

    @abstractmethod
    def ratio(self, p: int, q: int) -> Any:
        """p/q."""

    def units(self, n: int, first: int, count: int) -> Array:
        """The columns e_first ... e_(first + count - 1) of the identity, (n, count)."""
        columns = np.full((n, count), self.ratio(0, 1), dtype=self.dtype)
        columns[np.arange(first, first + count), np.arange(count)] = self.ratio(1, 1)
        return columns

    def array(self, rows: Any) -> Array:
        """Nested lists as an array of this field."""
        return np.array(rows, dtype=self.dtype)


class FloatScalars(Scalars):
    """Doubles."""

    exact = False
    dtype = np.float64

    def number(self, field: str, value: Any, *, positive: bool = False) -> float:
        number = real_number(field, value, least=0.0)
        if positive and number == 0.0:
            raise InputError(field, "it is 0", "give a number > 0")
        return number

    def sqrt(self, value: float) -> float:
        return math.sqrt(value)

    def ratio(self, p: int, q: int) -> float:
        return p / q


class ExactScalars(Scalars):
    """sympy numbers; also symbols that are declared nonnegative (positive). sympy is loaded on first use."""

    exact = True
    dtype = object

    def number(self, field: str, value: Any, *, positive: bool = False) -> Any:
        import sympy

        if isinstance(value, sympy.Expr):
            number = value
        elif isinstance(value, int | float | Fraction) and math.isfinite(value):
            number = sympy.Rational(*value.as_integer_ratio())
        else:
            raise InputError(field, f"{value!r} is not an exact number", "give a rational or a sympy number")
        if not (number.is_positive if positive else number.is_nonnegative) or not number.is_finite:
            wanted = "> 0" if positive else ">= 0"
            raise InputError(field, f"{number} is not known to be {wanted}", f"give a number {wanted}")
        return number

    def sqrt(self, value: Any) -> Any:
        import sympy

        return sympy.sqrt(value)

    def ratio(self, p: int, q: int) -> Any:
        import sympy

        return sympy.Rational(p, q)


def scalars(exact: bool) -> Scalars:
    """The exact field or the floats."""
    return ExactScalars() if exact else FloatScalars()
