"""Constants of claims as sympy has them: to show their digits, and for nothing that decides."""

from functools import reduce
from operator import add, mul
from typing import Any

import sympy

from certify.formulas.expressions import (
    Absolute,
    Expression,
    Function,
    Maximum,
    Minimum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
)


def as_sympy(value: Expression) -> Any:
    """A constant, by sympy's own arithmetic."""
    match value:
        case Number(number):
            return sympy.Rational(number.numerator, number.denominator)
        case Sum(parts):
            return reduce(add, map(as_sympy, parts))
        case Product(parts):
            return reduce(mul, map(as_sympy, parts))
        case Negative(part):
            return -as_sympy(part)
        case Quotient(above, below):
            return as_sympy(above) / as_sympy(below)
        case Power(base, exponent):
            return as_sympy(base) ** sympy.Rational(exponent.numerator, exponent.denominator)
        case Root(part):
            return sympy.sqrt(as_sympy(part))
        case Absolute(part):
            return sympy.Abs(as_sympy(part))
        case Minimum(parts):
            return sympy.Min(*map(as_sympy, parts))
        case Maximum(parts):
            return sympy.Max(*map(as_sympy, parts))
        case Function(name, part):
            return {"exp": sympy.exp, "log": sympy.log}[name](as_sympy(part))
    raise TypeError(f"{value} is no constant")
