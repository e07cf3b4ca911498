"""Expressions under facts: quotients of polynomials; conditions: the truth values that are possible."""

from enum import Enum
from itertools import product as combinations
from typing import NamedTuple

from flint import fmpq, fmpq_mpoly, fmpz

from certify.crosscheck.arithmetic.polynomials import plus, product, ring
from certify.crosscheck.rules.reals.facts import WRITTEN, Facts, Key, key
from certify.crosscheck.rules.reals.real_document import FALSE, RELATIONS, TRUE, UNDEFINED, Node, connect

Truths = frozenset[int]
ANY: Truths = frozenset({FALSE, UNDEFINED, TRUE})


class Status(Enum):
    """Why an expression has no value here."""

    UNDEFINED = "undefined"
    UNKNOWN = "unknown"


class Quotient(NamedTuple):
    """A polynomial over a product of powers of polynomials that are positive."""

    numerator: fmpq_mpoly
    denominator: dict[Key, tuple[fmpq_mpoly, int]]


class Cases:
    """What expressions and conditions are wherever the facts hold."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.effort = facts, facts.effort
        self.ring = ring(facts.variables)

    def value(self, node: Node) -> Quotient | Status:
        """The value of an expression."""
        match node.word:
            case "num":
                return self._constant(node.number)
            case "var":
                return self._variable(node.symbol)
            case "piecewise":
                return self._chosen(node)
        values = [self.value(part) for part in node.parts]
        if Status.UNDEFINED in values:
            return Status.UNDEFINED
        known = [value for value in values if isinstance(value, Quotient)]
        if len(known) < len(values):
            return Status.UNKNOWN
        first = known[0]
        match node.word:
            case "+":
                return self._sum(known)
            case "*":
                for factor in known[1:]:
                    first = self._product(first, factor)
                return first
            case "neg":
                return Quotient(-first.numerator, first.denominator)
            case "/":
                inverse = self._inverse_power(known[1], 1)
                return inverse if isinstance(inverse, Status) else self._product(first, inverse)
            case "^":
                return self._rational_power(first, int(node.number.p), int(node.number.q))
            case "abs":
                if self.facts.within(first.numerator, WRITTEN["0+"]):
                    return first
                if self.facts.within(first.numerator, WRITTEN["-0"]):
                    return Quotient(-first.numerator, first.denominator)
                return Status.UNKNOWN
            case _:
                return self._extreme(known, WRITTEN["-0" if node.word == "min" else "0+"])

    def _constant(self, number: fmpq) -> Quotient:
        return Quotient(self.ring.constant(number), {})

    def _variable(self, index: int) -> Quotient:
        exponents = tuple(int(i == index) for i in range(self.facts.variables))
        return Quotient(self.ring.from_dict({exponents: 1}), {})

    def _sum(self, terms: list[Quotient]) -> Quotient:
        """All over the least common multiple of the denominators."""
        common: dict[Key, tuple[fmpq_mpoly, int]] = {}
        for term in terms:
            for name, (factor, exponent) in term.denominator.items():
                common[name] = factor, max(exponent, common.get(name, (factor, 0))[1])
        total = self.ring.constant(0)
        for numerator, denominator in terms:
            for name, (factor, exponent) in common.items():
                missing = exponent - denominator.get(name, (factor, 0))[1]
                numerator = self._times(numerator, self._power(factor, missing))
            total = plus(total, numerator, self.effort)
        return Quotient(total, common)

    def _product(self, a: Quotient, b: Quotient) -> Quotient:
        denominator = a.denominator.copy()
        for name, (factor, exponent) in b.denominator.items():
            denominator[name] = factor, exponent + denominator.get(name, (factor, 0))[1]
        return Quotient(self._times(a.numerator, b.numerator), denominator)

    def _times(self, p: fmpq_mpoly, q: fmpq_mpoly) -> fmpq_mpoly:
        return product(p, q, self.effort)

    def _power(self, p: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        if exponent < 2:
            return p if exponent else self.ring.constant(1)
        half = self._power(p, exponent // 2)
        square = self._times(half, half)
        return self._times(square, p) if exponent % 2 else square

    def _multiplied_out(self, denominator: dict[Key, tuple[fmpq_mpoly, int]]) -> fmpq_mpoly:
        result = self.ring.constant(1)
        for factor, exponent in denominator.values():
            result = self._times(result, self._power(factor, exponent))
        return result

    def _inverse_power(self, base: Quotient, k: int) -> Quotient | Status:
        """1/base^k for k >= 1, if the sign of the base is known well enough to have it below the line."""
        N, D = base.numerator, self._power(self._multiplied_out(base.denominator), k)
        signs = self.facts.signs(N)
        if signs <= WRITTEN["0"]:
            return Status.UNDEFINED
        if N.is_constant():
            return Quotient(self._times(D, self.ring.constant(1 / N.leading_coefficient() ** k)), {})
        if signs <= WRITTEN["+"]:
            return Quotient(D, {key(N): (N, k)})
        if signs <= WRITTEN["-"]:
            return Quotient(-D if k % 2 else D, {key(-N): (-N, k)})
        if signs <= WRITTEN["-+"]:
            odd = k % 2
            return Quotient(self._times(D, N) if odd else D, {key(N): (N, k + odd)})
        return Status.UNKNOWN

    def _rational_power(self, base: Quotient, p: int, q: int) -> Quotient | Status:
        if q > 1:
            root = self._root(base, q)
            if isinstance(root, Status):
                return root
            base = root
        if p < 0:
            return self._inverse_power(base, -p)
        denominator = {name: (factor, exponent * p) for name, (factor, exponent) in base.denominator.items()}
        return Quotient(self._power(base.numerator, p), denominator if p else {})

    def _root(self, base: Quotient, q: int) -> Quotient | Status:
        """The q-th root: of a constant that has a rational one, or a variable that stands for it."""
        N = base.numerator
        if N.is_constant() and not (len(N) and base.denominator):
            root = _exact_root(N.leading_coefficient() if len(N) else fmpq(0), q)
            if root is not None:
                return self._constant(root)
        if self.facts.within(N, WRITTEN["-"]):
            return Status.UNDEFINED
        D = self._multiplied_out(base.denominator)
        for variable, degree, numerator, denominator in self.facts.roots:
            if degree == q and self._times(N, denominator) == self._times(numerator, D):
                return self._variable(variable)
        return Status.UNKNOWN

    def _extreme(self, values: list[Quotient], signs: frozenset[int]) -> Quotient | Status:
        """The first of the values whose differences with all others are known to have these signs."""
        for i, value in enumerate(values):
            others = values[:i] + values[i + 1 :]
            if all(self.facts.within(self._difference(value, other), signs) for other in others):
                return value
        return Status.UNKNOWN

    def _difference(self, a: Quotient, b: Quotient) -> fmpq_mpoly:
        """The numerator of a - b."""
        return self._sum([a, Quotient(-b.numerator, b.denominator)]).numerator

    def _chosen(self, node: Node) -> Quotient | Status:
        for condition, part in zip(node.parts[::2], node.parts[1::2], strict=True):
            truths = self.truths(condition)
            if truths == {TRUE}:
                return self.value(part)
            if truths != {FALSE}:
                return Status.UNDEFINED if truths == {UNDEFINED} else Status.UNKNOWN
        return Status.UNDEFINED

    def truths(self, condition: Node) -> Truths:
        """The truth values that a condition can have."""
        word = condition.word
        if word in ("true", "false"):
            return frozenset({TRUE if word == "true" else FALSE})
        if word in RELATIONS:
            return self._relation(condition)
        parts = [self.truths(part) for part in condition.parts]
        possible = parts[0]
        match word:
            case "not":
                return frozenset(connect(word, [truth]) for truth in possible)
            case "implies":
                return frozenset(connect(word, pair) for pair in combinations(*parts))
        for part in parts[1:]:
            possible = frozenset(connect(word, pair) for pair in combinations(possible, part))
        return possible

    def _relation(self, condition: Node) -> Truths:
        left, right = (self.value(part) for part in condition.parts)
        if Status.UNDEFINED in (left, right):
            return frozenset({UNDEFINED})
        if isinstance(left, Status) or isinstance(right, Status):
            return ANY
        difference, holds = self._difference(left, right), RELATIONS[condition.word]
        if self.facts.within(difference, holds):
            return frozenset({TRUE})
        return frozenset({FALSE} if self.facts.outside(difference, holds) else {FALSE, TRUE})


def _exact_root(number: fmpq, q: int) -> fmpq | None:
    """The q-th root of a nonnegative rational number, if it is rational."""
    if number < 0:
        return None
    root = fmpq(fmpz(number.p).root(q), fmpz(number.q).root(q))
    return root if root**q == number else None
