"""Trees as formulas for people: where parentheses, signs and dots stand, whatever they are set in.

Text keeps a tree apart from every other; a formula keeps the value, and leaves out what says nothing:
a + -2*b is shown as a - 2b. What a sum, a fraction or a name looks like is said by the subclasses, for LaTeX
and MathML.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from certify.formulas.expressions.names import shown
from certify.formulas.expressions.printing import (
    AND,
    ATOM,
    COMPARISON,
    IMPLIES,
    NOT,
    OR,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
)
from certify.formulas.expressions.tree import (
    Absolute,
    Cases,
    Condition,
    Conjunction,
    Disjunction,
    Expression,
    Function,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
)

MINUS = "-"


class Notation(ABC):
    """A way to set formulas. Operators are named as in the text of a tree: + - <= and or implies."""

    @abstractmethod
    def symbol(self, name: str) -> str:
        """A name."""

    @abstractmethod
    def digits(self, number: str) -> str:
        """A whole number without a sign."""

    @abstractmethod
    def word(self, text: str) -> str:
        """A word in the language of the reader."""

    @abstractmethod
    def operator(self, sign: str) -> str:
        """A sign between two operands."""

    @abstractmethod
    def prefix(self, sign: str) -> str:
        """A minus or a `not` before an operand."""

    @abstractmethod
    def times(self, seen: bool) -> str:
        """The sign of a product, seen or not."""

    @abstractmethod
    def fraction(self, above: str, below: str) -> str:
        """One above the other."""

    @abstractmethod
    def power(self, base: str, exponent: Fraction) -> str:
        """A base with an exponent."""

    @abstractmethod
    def root(self, radicand: str, order: int) -> str:
        """A root; the square root has the order 2."""

    @abstractmethod
    def group(self, inside: str) -> str:
        """In parentheses."""

    @abstractmethod
    def bars(self, inside: str) -> str:
        """An absolute value."""

    @abstractmethod
    def call(self, name: str, arguments: Sequence[str]) -> str:
        """A function (min, max, exp, log) of its arguments."""

    @abstractmethod
    def cases(self, rows: Iterable[tuple[str, str | None]]) -> str:
        """Values and their conditions, each in a row; None is otherwise."""

    def told(self, node: Node, least: int = IMPLIES) -> str:
        """A node, in parentheses where it binds less tightly than asked."""
        set_, binding = self._told(node)
        return set_ if binding >= least else self.group(set_)

    def number(self, value: Fraction) -> str:
        """A rational number."""
        size = abs(value)
        whole = self.digits(str(size.numerator))
        told = whole if size.denominator == 1 else self.fraction(whole, self.digits(str(size.denominator)))
        return self.prefix(MINUS) + told if value < 0 else told

    def terms(self, node: Sum) -> Iterator[tuple[str, str]]:
        """The terms of a sum: each one's sign, none or a minus for the first, and the rest of it."""
        for place, term in enumerate(node.terms):
            negative, rest = _signed(term)
            if place:
                sign = self.operator(MINUS if negative else "+")
            else:
                sign = self.prefix(MINUS) if negative else ""
            yield sign, self._unsigned(rest)

    def _unsigned(self, term: Expression) -> str:
        """What stands behind a sign, which no other sign follows."""
        return self.told(term, POWER if _signed(term)[0] else PRODUCT)

    def _told(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value):
                return self.number(value), SIGN if value < 0 else ATOM if value.denominator == 1 else POWER
            case Symbol(name):
                one = shown(name)
                return self.symbol(name), POWER if one.star else ATOM
            case Sum():
                return "".join(sign + term for sign, term in self.terms(node)), SUM
            case Product() | Negative():
                negative, rest = _signed(node)
                if negative:
                    return self.prefix(MINUS) + self._unsigned(rest), SIGN
                assert isinstance(rest, Product)
                return self._product(list(_factors(rest))), PRODUCT
            case Quotient(above, below):
                return self.fraction(self.told(above), self.told(below)), POWER
            case Power(base, exponent):
                if exponent.numerator == 1 and exponent.denominator > 1:
                    return self.root(self.told(base), exponent.denominator), ATOM
                return self.power(self.told(base, ATOM), exponent), POWER
            case Root(radicand):
                return self.root(self.told(radicand), 2), ATOM
            case Absolute(operand):
                return self.bars(self.told(operand)), ATOM
            case Minimum(operands) | Maximum(operands):
                name = "min" if isinstance(node, Minimum) else "max"
                return self.call(name, [self.told(part) for part in operands]), POWER
            case Function(name, operand):
                return self.call(name, [self.told(operand)]), POWER
            case Cases(pairs):
                rows = [
                    (self.told(value), None if test == Truth(True) else self.told(test))
                    for test, value in pairs
                ]
                return self.cases(rows), COMPARISON
        return self._condition(node)

    def _case(self, test: Condition, value: Expression) -> tuple[str, str | None]:
        return self.told(value), None if test == Truth(True) else self.told(test)

    def _condition(self, node: Node) -> tuple[str, int]:
        match node:
            case Relation(sense, left, right):
                last = COMPARISON if isinstance(right, Cases) else SUM
                return self.told(left, SUM) + self.operator(sense) + self.told(right, last), COMPARISON
            case Conjunction(parts):
                return self.operator("and").join(self.told(part, NOT) for part in parts), AND
            case Disjunction(parts):
                return self.operator("or").join(self.told(part, AND) for part in parts), OR
            case Negation(part):
                return self.prefix("not") + self.told(part, ATOM), NOT
            case Implication(premise, conclusion):
                sides = (self.told(premise, OR), self.told(conclusion, OR))
                return self.operator("implies").join(sides), IMPLIES
            case Truth(value):
                return self.word("true" if value else "false"), ATOM
        raise TypeError(type(node).__name__)

    def _product(self, factors: Sequence[Expression]) -> str:
        told = self.told(factors[0], PRODUCT)
        for before, after in pairwise(factors):
            seen = isinstance(_start(after), Number) or _is_word(before) or _is_word(after)
            told += self.times(seen) + self.told(after, POWER)
        return told


def _signed(term: Expression) -> tuple[bool, Expression]:
    """Whether a minus stands in front of a term, and the term without it."""
    match term:
        case Negative(operand):
            return True, operand
        case Number(value) if value < 0:
            return True, Number(-value)
        case Product():
            first, *rest = _factors(term)
            negative, positive = _signed(first)
            if negative and positive == Number(Fraction(1)) and not isinstance(_start(rest[0]), Number):
                return True, rest[0] if len(rest) == 1 else Product(tuple(rest))
            return negative, Product((positive, *rest))
    return False, term


def _factors(product: Product) -> Iterator[Expression]:
    """The factors, with those of a first factor that is a product itself."""
    first, *rest = product.factors
    yield from _factors(first) if isinstance(first, Product) else (first,)
    yield from rest


def _start(node: Expression) -> Expression:
    """The number or the symbol that a factor begins with; the factor itself where it begins with neither."""
    match node:
        case Quotient(Number() as above, Number()):
            return above
        case Power(base, exponent) if exponent.numerator != 1 or exponent.denominator == 1:
            plain = isinstance(base, Number) and base.value >= 0 and base.value.denominator == 1
            return base if plain or isinstance(base, Symbol) else node
    return node


def _is_word(node: Expression) -> bool:
    start = _start(node)
    return isinstance(start, Symbol) and shown(start.name).is_word
