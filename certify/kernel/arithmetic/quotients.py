"""Quotients of polynomials with positive denominators: their signs are those of the numerators.

What differs between facts and points is the multiplication and what is known of signs: two methods.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Monomial, Polynomial, constant, plus
from certify.kernel.limits import Budget

Factors = dict[frozenset[tuple[Monomial, Fraction]], int]


class Lack(Enum):
    """Why there is no value: the expression is undefined, or the facts do not tell."""

    UNDEFINED = "undefined"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Value:
    """A polynomial above; below, a positive product of powers of polynomials, as their exponents."""

    above: Polynomial
    below: Factors


class Quotients(ABC):
    """Arithmetic of quotients of polynomials in so many variables."""

    def __init__(self, variables: int, budget: Budget) -> None:
        self.variables, self.budget = variables, budget

    @abstractmethod
    def within(self, polynomial: Polynomial, signs: str) -> bool | None:
        """Whether the sign is among these ("-", "0", "+", "-0", "0+", "-+"); None where it is not known."""

    @abstractmethod
    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """p q."""

    def constant(self, number: Fraction) -> Value:
        """A rational number."""
        return Value(constant(number, self.variables), {})

    def inverse(self, base: Value, exponent: int) -> Value | Lack:
        """1 / base^exponent, exponent > 0, with a denominator that is known to be positive."""
        p, over = base.above, self.repeated(self.expanded(base.below), exponent)
        if self.within(p, "0"):
            return Lack.UNDEFINED
        if number := rational(p):
            return Value(
                self.times(over, self.repeated(self.constant(Fraction(1, number)).above, exponent)), {}
            )
        if self.within(p, "+"):
            return Value(over, {frozenset(p.items()): exponent})
        if self.within(p, "-"):
            turned = {monomial: -coefficient for monomial, coefficient in p.items()}
            above = {monomial: (-1) ** exponent * coefficient for monomial, coefficient in over.items()}
            return Value(above, {frozenset(turned.items()): exponent})
        if self.within(p, "-+"):
            above = self.times(over, p) if exponent % 2 else over
            return Value(above, {frozenset(p.items()): exponent + exponent % 2})
        return Lack.UNKNOWN

    def negative(self, value: Value) -> Value:
        """- value."""
        return Value({monomial: -coefficient for monomial, coefficient in value.above.items()}, value.below)

    def sum(self, a: Value, b: Value) -> Value:
        """a + b over the least common multiple of what is below."""
        if a.below == b.below:
            return Value(plus(a.above, b.above, 1, self.budget), a.below)
        below = {factor: max(a.below.get(factor, 0), b.below.get(factor, 0)) for factor in a.below | b.below}
        tops = []
        for part in (a, b):
            missing = {factor: count - part.below.get(factor, 0) for factor, count in below.items()}
            tops.append(self.times(part.above, self.expanded(missing)))
        return Value(plus(tops[0], tops[1], 1, self.budget), below)

    def product(self, a: Value, b: Value) -> Value:
        """a b."""
        below = {factor: a.below.get(factor, 0) + b.below.get(factor, 0) for factor in a.below | b.below}
        return Value(self.times(a.above, b.above), below)

    def minus(self, a: Value, b: Value) -> Polynomial:
        """A polynomial with the sign of a - b."""
        return self.sum(a, self.negative(b)).above

    def expanded(self, factors: Factors) -> Polynomial:
        """The product of powers, multiplied out."""
        result = constant(Fraction(1), self.variables)
        for factor, count in factors.items():
            if count:
                result = self.times(result, self.repeated(dict(factor), count))
        return result

    def repeated(self, p: Polynomial, exponent: int) -> Polynomial:
        """p^exponent."""
        result = p if exponent else constant(Fraction(1), self.variables)
        for _ in range(exponent - 1):
            result = self.times(result, p)
        return result


def raised(factors: Factors, exponent: int) -> Factors:
    """The product to a power."""
    return {factor: count * exponent for factor, count in factors.items()} if exponent else {}


def rational(p: Polynomial) -> Fraction | None:
    """The number that a polynomial is, None if a variable occurs in it."""
    if not p:
        return Fraction(0)
    ((monomial, coefficient), *others) = p.items()
    return None if others or any(monomial) else coefficient
