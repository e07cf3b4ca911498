"""Polynomials with rational coefficients, as the provers compute with them and as certificates write them."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any

# An element of a sympy polynomial ring over the rationals: exponents -> coefficient, with arithmetic.
Poly = Any
Ring = Any


def fraction(number: Any) -> Fraction:
    """The rational as Python's own."""
    return Fraction(int(number.numerator), int(number.denominator))


def number(ring: Ring, value: Fraction) -> Any:
    """The rational as the ring's coefficients are."""
    return ring.domain(value.numerator, value.denominator)


def coefficients(p: Poly) -> dict[tuple[int, ...], Fraction]:
    """Exponents -> coefficient."""
    return {tuple(map(int, monomial)): fraction(value) for monomial, value in p.items()}


def written(p: Poly, kept: Sequence[int]) -> list[list[Any]]:
    """The polynomial as the certificate format writes it, in the kept variables of its ring."""
    return [[str(value), [m[i] for i in kept]] for m, value in sorted(coefficients(p).items(), reverse=True)]


def primitive(p: Poly) -> Poly:
    """The positive multiple with integer coefficients without a common factor."""
    if not p:
        return p
    values = [fraction(value) for value in p.values()]
    size = Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))
    return p * number(p.ring, 1 / size)


def variables_of(polynomials: Iterable[Poly]) -> list[int]:
    """The indices of the variables that occur."""
    found: set[int] = set()
    for p in polynomials:
        for monomial in p:
            found |= {i for i, exponent in enumerate(monomial) if exponent}
    return sorted(found)


def degree(p: Poly) -> int:
    """The total degree; 0 for zero."""
    return max((sum(monomial) for monomial in p), default=0)


def is_constant(p: Poly) -> bool:
    """Whether no variable occurs."""
    return all(not any(monomial) for monomial in p)


def constant_value(p: Poly) -> Fraction:
    """The value of a constant polynomial."""
    return next((fraction(value) for value in p.values()), Fraction(0))


def odd_part(p: Poly) -> tuple[Poly, list[Poly]]:
    """The polynomial of the same sign without even powers, and the factors that occurred to even powers.

    Where none of the latter vanishes, the sign of p is that of the former; where one does, p = 0.
    """
    constant, factors = p.factor_list()
    odd, even = p.ring(1 if constant > 0 else -1), []
    for factor, power in factors:
        if power % 2:
            odd *= factor
        if power > 1:
            even.append(factor)
    return primitive(odd), even


def readable(p: Poly) -> str:
    """The polynomial for a person."""
    return str(p.as_expr())
