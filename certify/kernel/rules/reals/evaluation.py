"""Values of expressions and truths of conditions, from the signs of polynomials.

The same rules serve two purposes: under facts, where the sign of a polynomial may be unknown
(`valuation.py`), and at a point, where it never is (`real_point.py`). What the two override is the
arithmetic, what is known of signs, and where variables and roots come from.
"""

from abc import abstractmethod
from collections.abc import Callable

from certify.kernel.arithmetic.polynomial import Polynomial
from certify.kernel.arithmetic.quotients import Lack, Quotients, Value, raised
from certify.kernel.rules.reals.expressions import Node

Truth = frozenset[str]

# The signs of left - right with which a relation is true.
TRUE_SIGNS = {"=": "0", "!=": "-+", "<": "-", "<=": "-0", ">": "+", ">=": "0+"}
ORDER = "FUT"  # of the strong Kleene logic: false < undefined < true


class Evaluation(Quotients):
    """Evaluates expressions and conditions."""

    @abstractmethod
    def variable(self, axis: int) -> Polynomial:
        """What stands for a symbol."""

    @abstractmethod
    def radical(self, order: int, value: Value, node: Node) -> Value | Lack:
        """The nonnegative root of this order of a value that is not known to be negative."""

    def truth(self, condition: Node) -> Truth:
        """The truth values that a condition can have, of T (true), F (false) and U (undefined)."""
        self.budget.spend(16, 0)
        if condition.word in TRUE_SIGNS:
            return self.relation(condition)
        if condition.word in ("true", "false"):
            return frozenset("T" if condition.word == "true" else "F")
        parts = [self.truth(part) for part in condition.parts]
        if condition.word in ("not", "implies"):
            parts[0] = frozenset({"T": "F", "F": "T", "U": "U"}[value] for value in parts[0])
        pick: Callable[..., str] = min if condition.word == "and" else max
        result = parts[0]
        for part in parts[1:]:
            result = frozenset(pick(a, b, key=ORDER.index) for a in result for b in part)
        return result

    def relation(self, condition: Node) -> Truth:
        """The truth values of a relation between two expressions."""
        difference = self.difference(condition)
        if isinstance(difference, Lack):
            return frozenset("U" if difference is Lack.UNDEFINED else "TFU")
        known = self.within(difference, TRUE_SIGNS[condition.word])
        return frozenset("TF" if known is None else "T" if known else "F")

    def difference(self, condition: Node) -> Polynomial | Lack:
        """A polynomial with the sign of the difference of the two sides."""
        sides = self.values(condition)
        return sides if isinstance(sides, Lack) else self.minus(*sides)

    def values(self, node: Node) -> list[Value] | Lack:
        """The values of all operands; what one of them lacks, undefined before unknown."""
        found = [self.value(part) for part in node.parts]
        if Lack.UNDEFINED in found:
            return Lack.UNDEFINED
        values = [value for value in found if isinstance(value, Value)]
        return values if len(values) == len(found) else Lack.UNKNOWN

    def value(self, expression: Node) -> Value | Lack:
        """What an expression is."""
        self.budget.spend(16, 0)
        if expression.word == "num":
            return self.constant(expression.number)
        if expression.word == "var":
            return Value(self.variable(expression.axis), {})
        if expression.word == "piecewise":
            return self.chosen(expression)
        values = self.values(expression)
        if isinstance(values, Lack):
            return values
        match expression.word:
            case "+" | "*":
                result = values[0]
                for other in values[1:]:
                    result = (self.sum if expression.word == "+" else self.product)(result, other)
                return result
            case "neg":
                return self.negative(values[0])
            case "abs":
                if self.within(values[0].above, "0+"):
                    return values[0]
                return self.negative(values[0]) if self.within(values[0].above, "-0") else Lack.UNKNOWN
            case "min" | "max":
                return self.extreme(values, "-0" if expression.word == "min" else "0+")
            case "/":
                inverse = self.inverse(values[1], 1)
                return inverse if isinstance(inverse, Lack) else self.product(values[0], inverse)
            case _:
                return self.power(values[0], expression)

    def chosen(self, expression: Node) -> Value | Lack:
        """The expression of the first pair whose condition is true."""
        for condition, then in zip(expression.parts[::2], expression.parts[1::2], strict=True):
            truth = self.truth(condition)
            if truth == {"T"}:
                return self.value(then)
            if truth != {"F"}:
                return Lack.UNDEFINED if truth == {"U"} else Lack.UNKNOWN
        return Lack.UNDEFINED

    def extreme(self, values: list[Value], side: str) -> Value | Lack:
        """The first value whose difference from every other one has a sign on this side."""
        for i, value in enumerate(values):
            others = values[:i] + values[i + 1 :]
            if all(self.within(self.minus(value, other), side) for other in others):
                return value
        return Lack.UNKNOWN

    def power(self, base: Value, expression: Node) -> Value | Lack:
        """The power with a rational exponent: of a root, unless the exponent is an integer."""
        exponent, order = expression.number.as_integer_ratio()
        if order > 1:
            if self.within(base.above, "-"):
                return Lack.UNDEFINED
            root = self.radical(order, base, expression)
            if isinstance(root, Lack):
                return root
            base = root
        if exponent < 0:
            return self.inverse(base, -exponent)
        return Value(self.repeated(base.above, exponent), raised(base.below, exponent))
