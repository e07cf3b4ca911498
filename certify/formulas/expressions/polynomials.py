"""Polynomials multiplied out exactly: for statements that are about polynomials, and nothing else."""

from collections.abc import Sequence
from fractions import Fraction
from operator import add
from typing import Any

from certify.common.errors import InputError
from certify.formulas.expressions.tree import (
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

Terms = dict[tuple[int, ...], Fraction]
MOST_TERMS = 100_000


class NotPolynomialError(ValueError):
    """An expression that is no polynomial; the message says which part is not."""


def polynomial(node: Expression, names: Sequence[str]) -> Terms:
    """Exponents, one for each name, -> coefficient, which is not zero.

    Raises:
        NotPolynomialError: it contains anything but numbers, these names, sums, products, powers, and
            quotients by numbers.
    """
    places = {name: i for i, name in enumerate(names)}
    zero = (0,) * len(names)

    def visit(part: Expression) -> Terms:
        match part:
            case Number(value):
                return {zero: value} if value else {}
            case Symbol(name) if name in places:
                place = places[name]
                return {(*zero[:place], 1, *zero[place + 1 :]): Fraction(1)}
            case Negative(operand):
                return {m: -c for m, c in visit(operand).items()}
            case Sum(terms):
                total: Terms = {}
                for term in terms:
                    for monomial, coefficient in visit(term).items():
                        total[monomial] = total.get(monomial, Fraction(0)) + coefficient
                return {m: c for m, c in total.items() if c}
            case Product(factors):
                product: Terms = {zero: Fraction(1)}
                for factor in factors:
                    product = _times(product, visit(factor))
                return product
            case Quotient(above, below):
                divisor = visit(below)
                if set(divisor) == {zero}:  # zero has no terms, and is no divisor
                    return {m: c / divisor[zero] for m, c in visit(above).items()}
            case Power(base, exponent) if exponent.denominator == 1 and exponent >= 0:
                power: Terms = {zero: Fraction(1)}
                inner = visit(base)
                for _ in range(int(exponent)):
                    power = _times(power, inner)
                return power
        raise NotPolynomialError(f"{part} is no polynomial")

    return visit(node)


def _times(a: Terms, b: Terms) -> Terms:
    product: Terms = {}
    for left, x in a.items():
        for right, y in b.items():
            monomial = tuple(map(add, left, right))
            product[monomial] = product.get(monomial, Fraction(0)) + x * y
        if len(product) > MOST_TERMS:
            raise NotPolynomialError(f"a polynomial of more than {MOST_TERMS:,} terms")
    return {m: c for m, c in product.items() if c}


def constant(node: Expression) -> Fraction:
    """The value of an expression without symbols, roots and divisions by 0. Raises NotPolynomialError."""
    return polynomial(node, ()).get((), Fraction(0))


def exact_number(value: Any, field: str) -> Fraction:
    """A number as people write it, or an expression in numbers. Raises InputError for anything else."""
    if not isinstance(value, Expression):
        from certify.common.exact import as_fraction

        return as_fraction(value, field)
    try:
        return constant(value)
    except NotPolynomialError as error:
        raise InputError(field, str(error)[:80], "give a rational number") from None
