"""Derivatives, and polynomials multiplied out: for those who write claims, computed exactly."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any

from certify.common.errors import InputError
from certify.formulas.expressions.polynomials import NotPolynomialError, polynomial
from certify.formulas.expressions.tree import (
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    names_in,
)

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))


def derivative(value: Expression, symbol: Symbol) -> Expression:
    """The derivative by a symbol, by the rules for sums, products, quotients and powers, without zero terms.

    Raises:
        InputError: an absolute value, a minimum, a maximum or cases, which have none everywhere.
    """
    if symbol.name not in names_in(value):
        return ZERO
    match value:
        case Symbol():
            return ONE
        case Negative(operand):
            return -derivative(operand, symbol)
        case Sum(terms):
            parts = [d for d in (derivative(term, symbol) for term in terms) if d != ZERO]
            return sum(parts[1:], start=parts[0]) if parts else ZERO
        case Product(factors):
            total = [
                _times(derivative(factor, symbol), [*factors[:i], *factors[i + 1 :]])
                for i, factor in enumerate(factors)
                if symbol.name in names_in(factor)
            ]
            return sum(total[1:], start=total[0])
        case Quotient(above, below):
            if symbol.name not in names_in(below):
                return derivative(above, symbol) / below
            first = _times(derivative(above, symbol), [below]) if symbol.name in names_in(above) else None
            second = _times(derivative(below, symbol), [above])
            return (-second if first is None else first - second) / below**2
        case Power(base, exponent):
            rest = base if exponent == 2 else base ** (exponent - 1)
            return _times(derivative(base, symbol), [Number(exponent), rest])
        case Root(radicand):
            return derivative(radicand, symbol) / (2 * value)
    raise InputError("derivative", f"{str(value)[:60]} has none everywhere", "write it for each case")


def _times(first: Expression, others: Sequence[Expression]) -> Expression:
    return reduce(mul, others) if first == ONE and others else reduce(mul, others, first)


def expanded(value: Any, by: Sequence[Symbol] = ()) -> Expression:
    """A polynomial multiplied out, its terms by falling degree in its symbols. Raises InputError for others.

    Args:
        by: the symbols that count first, in order; then the others by name.
    """
    first = [symbol.name for symbol in by]
    names = [*first, *sorted(names_in(value) - set(first))]
    try:
        terms = polynomial(value, names)
    except NotPolynomialError as error:
        raise InputError(
            "expanded", str(error)[:80], "give a polynomial with rational coefficients"
        ) from None
    written = [_term(names, monomial, terms[monomial]) for monomial in sorted(terms, reverse=True)]
    return sum(written[1:], start=written[0]) if written else ZERO


def coefficient(value: Expression, symbol: Symbol, power: int) -> Expression:
    """The coefficient of a power of a symbol in a polynomial. Raises InputError as `expanded` does."""
    names = [symbol.name, *sorted(names_in(value) - {symbol.name})]
    try:
        terms = polynomial(value, names)
    except NotPolynomialError as error:
        raise InputError("coefficient", str(error)[:80], "give a polynomial") from None
    kept = sorted((m for m in terms if m[0] == power), reverse=True)
    written = [_term(names, (0, *monomial[1:]), terms[monomial]) for monomial in kept]
    return sum(written[1:], start=written[0]) if written else ZERO


def _term(names: Sequence[str], monomial: Sequence[int], value: Fraction) -> Expression:
    powers: list[Expression] = [
        Symbol(name) if e == 1 else Power(Symbol(name), Fraction(e))
        for name, e in zip(names, monomial, strict=True)
        if e
    ]
    size = Number(abs(value))
    product = reduce(mul, powers if powers and size == ONE else [size, *powers])
    return -product if value < 0 else product
