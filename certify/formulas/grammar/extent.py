"""How large an expression can become when it is multiplied out: bounds, computed without doing it.

Constants are computed, and only after their length is known to be within the limits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import comb
from typing import NamedTuple

from certify.formulas.grammar import limits
from certify.formulas.grammar.refusal import Refused
from certify.formulas.grammar.tree import (
    Call,
    Cases,
    Chain,
    Comparison,
    Condition,
    Expression,
    Implies,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
    Transpose,
    spelled,
)


class Polynomial(NamedTuple):
    """Bounds on a polynomial with whole coefficients: their bits, its degree, the number of its terms."""

    bits: int = 1
    degree: int = 0
    terms: int = 1

    def plus(self, other: "Polynomial") -> "Polynomial":
        """The bounds on a sum."""
        bits, degree = max(self.bits, other.bits) + 1, max(self.degree, other.degree)
        return Polynomial(bits, degree, self.terms + other.terms)

    def times(self, other: "Polynomial") -> "Polynomial":
        """The bounds on a product."""
        merged = min(self.terms, other.terms).bit_length() - 1
        bits = self.bits + other.bits + merged
        return Polynomial(bits, self.degree + other.degree, self.terms * other.terms)

    def power(self, exponent: int) -> "Polynomial":
        """The bounds on a power."""
        merged = self.terms.bit_length() - 1
        return Polynomial((self.bits + merged) * exponent, self.degree * exponent, self.terms**exponent)


ONE = Polynomial()
_EXTREMA: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "abs": lambda values: abs(values[0]), "min": min, "max": max
}  # fmt: skip


@dataclass(frozen=True)
class Extent:
    """Bounds on an expression as a quotient of polynomials in variables, of which every root is one.

    value: of a rational constant.
    """

    above: Polynomial = ONE
    below: Polynomial = ONE
    variables: frozenset[str] = field(default=frozenset())
    value: Fraction | None = None


def check_extent(condition: Condition, words: bool) -> None:
    """Refuses what would become too large, and constants that do not exist; words: of matrices."""
    match condition:
        case Not(operand):
            check_extent(operand, words)
        case Junction(_, operands):
            for operand in operands:
                check_extent(operand, words)
        case Implies(premise, conclusion):
            check_extent(premise, words)
            check_extent(conclusion, words)
        case Comparison(operands):
            measure = _Measure(words)
            for left, right in pairwise([measure.extent(operand) for operand in operands]):
                measure.total(condition, left, right)


@dataclass(frozen=True)
class _Measure:
    words: bool

    def extent(self, node: Expression) -> Extent:
        """The bounds on an expression, within the limits."""
        match node:
            case Number():
                bits = (node.value.numerator.bit_length() or 1, node.value.denominator.bit_length())
                return Extent(Polynomial(bits[0]), Polynomial(bits[1]), value=node.value)
            case Name(name):
                return Extent(Polynomial(1, 1), variables=frozenset({name}))
            case Negative(operand):
                inner = self.extent(operand)
                value = None if inner.value is None else -inner.value
                return Extent(inner.above, inner.below, inner.variables, value)
            case Transpose(operand):
                return self.extent(operand)
            case Power(base, exponent):
                return self._power(node, self.extent(base), exponent)
            case Call("sqrt", (argument,)):
                return self._power(node, self.extent(argument), Fraction(1, 2))
            case Call("I"):
                return Extent()
            case Call(function, arguments):
                return self._call(node, function, [self.extent(argument) for argument in arguments])
            case Cases(pairs):
                for _, test in pairs:
                    if test is not None:
                        check_extent(test, self.words)
                return _largest([self.extent(value) for value, _ in pairs], None)
            case Chain(operands, operators):
                total, *rest = (self.extent(operand) for operand in operands)
                for operator, operand, other in zip(operators, operands[1:], rest, strict=True):
                    if node.is_sum:
                        total = self.total(node, total, other, operator)
                    else:
                        total = self._product(
                            node, total, self._inverse(operand, other) if operator == "/" else other
                        )
                return total

    def total(self, node: Expression | Comparison, a: Extent, b: Extent, operator: str = "-") -> Extent:
        """The bounds on a sum or a difference."""
        above, below = a.above.times(b.below).plus(b.above.times(a.below)), a.below.times(b.below)
        value = None
        if a.value is not None and b.value is not None:
            value = a.value + b.value if operator == "+" else a.value - b.value
        return self._within(node, Extent(above, below, a.variables | b.variables, value))

    def _product(self, node: Expression, a: Extent, b: Extent) -> Extent:
        value = a.value * b.value if a.value is not None and b.value is not None else None
        above, below = a.above.times(b.above), a.below.times(b.below)
        return self._within(node, Extent(above, below, a.variables | b.variables, value))

    def _inverse(self, node: Expression, of: Extent) -> Extent:
        if of.value == 0:
            raise Refused(node.at, "a division by zero", "use another denominator")
        if self.words and of.value is None:
            raise Refused(node.at, "a division by what is no number", "multiply the other side instead")
        return Extent(of.below, of.above, of.variables, of.value and 1 / of.value)

    def _power(self, node: Expression, base: Extent, exponent: Fraction) -> Extent:
        if base.value == 0 and exponent <= 0:
            raise Refused(node.at, f"zero to the power {exponent}", "use a positive exponent")
        if exponent < 0:
            base = self._inverse(node, base)
        if exponent.denominator > 1:
            if base.value is not None and base.value < 0:
                raise Refused(node.at, "the root of a negative number", "take the root of another number")
            if max(base.above.bits, base.below.bits) > limits.ROOT_BITS:
                raise _too_long(node, limits.ROOT_BITS)
            variables = base.variables | {spelled(node)}
            base = Extent(Polynomial(base.above.bits, 1), Polynomial(base.below.bits, 1), variables)
        times = abs(exponent.numerator)
        value = None if base.value is None else base.value**times
        above, below = base.above.power(times), base.below.power(times)
        return self._within(node, Extent(above, below, base.variables, value))

    def _call(self, node: Expression, function: str, parts: Sequence[Extent]) -> Extent:
        if function in ("tr", "inner"):
            return reduce(lambda a, b: self._product(node, a, b), parts)
        values = [part.value for part in parts if part.value is not None]
        value = _EXTREMA[function](values) if len(values) == len(parts) else None
        return _largest(parts, value)

    def _within(self, node: Expression | Comparison, extent: Extent) -> Extent:
        """The same, if it is within the limits."""
        above, below = (
            self._bounded(node, part, len(extent.variables)) for part in (extent.above, extent.below)
        )
        return replace(extent, above=above, below=below)

    def _bounded(self, node: Expression | Comparison, part: Polynomial, variables: int) -> Polynomial:
        bits, degree, terms = part
        if bits > limits.BITS:
            raise _too_long(node, limits.BITS)
        highest = limits.LETTERS if self.words else limits.DEGREE
        if degree > highest:
            raise Refused(node.at, f"of degree {degree}, multiplied out", f"use at most {highest}")
        if not self.words:
            terms = min(terms, comb(degree + variables, variables))
        most = limits.WORDS if self.words else limits.TERMS
        if terms > most:
            raise Refused(node.at, "too many terms when multiplied out", f"use at most {most}")
        return Polynomial(bits, degree, terms)


def _largest(parts: Sequence[Extent], value: Fraction | None) -> Extent:
    """The bounds on what is one of several expressions."""
    above, below = ONE, ONE
    for part in parts:
        above, below = Polynomial(*map(max, above, part.above)), Polynomial(*map(max, below, part.below))
    return Extent(above, below, frozenset().union(*(part.variables for part in parts)), value)


def _too_long(node: Expression | Comparison, most: int) -> Refused:
    return Refused(node.at, "its constants become too long", f"keep them below {most} bits")
