"""Evaluation of expressions and conditions where only some signs are known.

    document = read_document(field)
    valuation = Valuation(facts, budget)
    valuation.truth(document.show)      # a frozenset of "T", "F" and "U"
    valuation.settles(document, "show") # whether the goal of a tree is met

Two methods answer what is asked of the facts, and a subclass may override them to learn what a node lacks:
`within(polynomial, signs)` for signs, `root(order, above, below)` for roots.
"""

from fractions import Fraction

from certify.kernel.arithmetic.intervals import Grid
from certify.kernel.arithmetic.polynomial import Polynomial, times
from certify.kernel.arithmetic.quotients import Lack, Value, rational
from certify.kernel.limits import Budget
from certify.kernel.rules.reals.evaluation import Evaluation
from certify.kernel.rules.reals.expressions import Document, Node
from certify.kernel.rules.reals.facts import Facts, widened

# What a tree proves of a point, unless one of given is not true there: show is true, is not true, nothing.
GOALS = ("show", "not show", "given")


class Valuation(Evaluation):
    """Evaluates under facts. The polynomials are in the symbols and then the roots of the facts."""

    def __init__(self, facts: Facts, budget: Budget) -> None:
        super().__init__(facts.variables, budget)
        self.facts = facts

    def settles(self, document: Document, goal: str) -> bool:
        """Whether the facts tell that one of given is not true, or what else the goal allows."""
        if any(self.truth(condition) <= {"F", "U"} for condition in document.given):
            return True
        if goal == "given":
            return False
        truth = self.truth(document.show)
        return truth == {"T"} if goal == "show" else truth <= {"F", "U"}

    def within(self, polynomial: Polynomial, signs: str) -> bool | None:
        """Whether the facts give the sign, or exclude it; None if neither."""
        possible = self.facts.signs(polynomial, self.budget)
        if possible <= set(signs):
            return True
        return None if possible & set(signs) else False

    def root(self, order: int, above: Polynomial, below: Polynomial) -> int | None:
        """The number of the variable that is this root of above / below, None if there is none."""
        for root in self.facts.roots:
            if root.order == order:
                mine = times(above, widened(root.below, self.variables), self.budget)
                if mine == times(widened(root.above, self.variables), below, self.budget):
                    return root.axis
        return None

    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """p q."""
        return times(p, q, self.budget)

    def variable(self, axis: int) -> Polynomial:
        """A variable as a polynomial."""
        return {tuple(int(i == axis) for i in range(self.variables)): Fraction(1)}

    def radical(self, order: int, value: Value, _: Node) -> Value | Lack:
        """A rational root of a number, or the variable that was defined as this root."""
        number = rational(value.above)
        if number == 0 or (number is not None and not value.below):
            exact = rational_root(number, order, self.budget)
            if exact is not None:
                return self.constant(exact)
        axis = self.root(order, value.above, self.expanded(value.below))
        return Lack.UNKNOWN if axis is None else Value(self.variable(axis), {})

    def value(self, expression: Node) -> Value | Lack:
        """What an expression is; a polynomial in the symbols is computed once for all nodes of a tree."""
        if not expression.is_polynomial:
            return super().value(expression)
        if expression.expanded is None:
            value = super().value(expression)
            expression.expanded = self.narrowed(value.above) if isinstance(value, Value) else {}
        return Value(self.again(expression.expanded), {})

    def difference(self, condition: Node) -> Polynomial | Lack:
        """A polynomial with the sign of left - right, computed once where both sides are polynomials."""
        if not condition.is_polynomial:
            return super().difference(condition)
        if condition.expanded is None:
            difference = super().difference(condition)
            condition.expanded = {} if isinstance(difference, Lack) else self.narrowed(difference)
        return self.again(condition.expanded)

    def narrowed(self, p: Polynomial) -> Polynomial:
        """A polynomial in the symbols alone, without the exponents of the roots."""
        return {monomial[: self.facts.symbols]: coefficient for monomial, coefficient in p.items()}

    def again(self, p: Polynomial) -> Polynomial:
        """A polynomial in the symbols, with exponents for the roots."""
        self.budget.spend(len(p), 0)
        return widened(p, self.variables)


def rational_root(number: Fraction, order: int, budget: Budget) -> Fraction | None:
    """The exact root of this order of a number >= 0, None if it is not rational."""
    ends = number.as_integer_ratio()
    top, bottom = (Grid(64, budget).floor_root(end, order) for end in ends)
    return Fraction(top, bottom) if (top**order, bottom**order) == ends else None
