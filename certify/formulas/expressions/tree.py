"""The nodes: expressions, which have values, and conditions, which are true, false or undefined.

Nodes are immutable and compare by what they say. `a + b` builds the sum of a and b and computes nothing;
only literals are folded, so that -1 is one number and not the negative of another. Comparisons with <, <=, >
and >= are relations; `==` asks whether two trees are the same, and `Eq(a, b)` is the equation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from numbers import Rational as RationalNumber
from typing import Any, ClassVar, TypeAlias, TypeVar, cast, dataclass_transform

from certify.common.errors import InputError

Key: TypeAlias = tuple[Any, ...]
SYMPY = "is a sympy object"
INSTEAD = (
    "write claims with reals, Eq, And, sqrt, Abs, Min, Max, Rational of certify.claims; "
    "certify.formulas.as_written turns what sympy has computed into such an expression"
)


class Node:
    """A part of a statement. Equal nodes say the same, word for word."""

    # numpy leaves arithmetic with an array to the node, which refuses it by name.
    __array_ufunc__: ClassVar[None] = None

    @cached_property
    def key(self) -> Key:
        """The node and all below it as nested tuples."""
        return (type(self).__name__, *(_key(getattr(self, field.name)) for field in fields(cast(Any, self))))

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Node) and self.key == other.key)

    def __hash__(self) -> int:
        return self._hash

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to another process: the fields, without what was computed of them."""
        return {field.name: getattr(self, field.name) for field in fields(cast(Any, self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __str__(self) -> str:
        from certify.formulas.expressions.printing import text

        return text(self)

    __repr__ = __str__


def _key(value: Any) -> Any:
    if isinstance(value, Node):
        return value.key
    return tuple(map(_key, value)) if isinstance(value, tuple) else value


AnyClass = TypeVar("AnyClass")


@dataclass_transform(frozen_default=True, eq_default=False)
def _node(cls: type[AnyClass]) -> type[AnyClass]:
    """The class as a frozen dataclass that compares as `Node` does."""
    return dataclass(frozen=True, eq=False, repr=False)(cls)


class Expression(Node):
    """Something with a real value, or undefined."""

    def __add__(self, other: Any) -> "Expression":
        right = expression(other)
        return Sum((*self.terms, right) if isinstance(self, Sum) else (self, right))

    def __radd__(self, other: Any) -> "Expression":
        # The built-in sum starts from 0, which nobody has written.
        return self if isinstance(other, int) and other == 0 else expression(other) + self

    def __sub__(self, other: Any) -> "Expression":
        return self + -expression(other)

    def __rsub__(self, other: Any) -> "Expression":
        return expression(other) - self

    def __mul__(self, other: Any) -> "Expression":
        right = expression(other)
        return Product((*self.factors, right) if isinstance(self, Product) else (self, right))

    def __rmul__(self, other: Any) -> "Expression":
        # math.prod starts from 1, which nobody has written.
        return self if isinstance(other, int) and other == 1 else expression(other) * self

    def __truediv__(self, other: Any) -> "Expression":
        return Quotient(self, expression(other))

    def __rtruediv__(self, other: Any) -> "Expression":
        return Quotient(expression(other), self)

    def __neg__(self) -> "Expression":
        return Negative(self)

    def __pos__(self) -> "Expression":
        return self

    def __abs__(self) -> "Expression":
        return Absolute(self)

    def __pow__(self, exponent: Any) -> "Expression":
        return Power(self, _exponent(exponent))

    def __rpow__(self, base: Any) -> "Expression":
        return Power(expression(base), _exponent(self))

    def __lt__(self, other: Any) -> "Relation":
        return Relation("<", self, expression(other))

    def __le__(self, other: Any) -> "Relation":
        return Relation("<=", self, expression(other))

    def __gt__(self, other: Any) -> "Relation":
        return Relation(">", self, expression(other))

    def __ge__(self, other: Any) -> "Relation":
        return Relation(">=", self, expression(other))

    def __bool__(self) -> bool:
        raise InputError("expression", f"the truth of {self} was asked for", "compare it with something")

    def _sympy_(self) -> Any:
        """What sympy asks for where one of its objects meets this expression."""
        raise InputError("expression", f"{self} meets a sympy object", INSTEAD)

    def __float__(self) -> float:
        raise InputError("expression", f"{self} is no float", "keep to exact numbers in claims")

    def __iter__(self) -> Iterator[Any]:
        raise InputError(
            "expression", f"{self} is one expression", 'unpack reals("a b"), or take reals("a")[0]'
        )

    @property
    def symbols(self) -> frozenset[str]:
        """The names that occur."""
        return names_in(self)


class Condition(Node):
    """Something that is true, false or undefined, in Kleene's strong logic."""

    def __and__(self, other: Any) -> "Condition":
        right = condition(other)
        return Conjunction((*self.parts, right) if isinstance(self, Conjunction) else (self, right))

    def __or__(self, other: Any) -> "Condition":
        right = condition(other)
        return Disjunction((*self.parts, right) if isinstance(self, Disjunction) else (self, right))

    def __rand__(self, other: Any) -> "Condition":
        return condition(other) & self

    def __ror__(self, other: Any) -> "Condition":
        return condition(other) | self

    def __invert__(self) -> "Condition":
        return Negation(self)

    def __bool__(self) -> bool:
        fix = "write And(a < b, b < c) for a < b < c, and And, Or, Not for and, or, not"
        raise InputError("condition", f"the truth of {self} was asked for while it was written", fix)

    @property
    def symbols(self) -> frozenset[str]:
        """The names that occur."""
        return names_in(self)


@_node
class Number(Expression):
    """A rational number."""

    value: Fraction

    def __neg__(self) -> "Number":
        return Number(-self.value)


@_node
class Symbol(Expression):
    """A real number by its name."""

    name: str


@_node
class Sum(Expression):
    """Two or more terms, from left to right; what is subtracted is a Negative, or a negative Number."""

    terms: tuple[Expression, ...]


@_node
class Product(Expression):
    """Two or more factors, from left to right."""

    factors: tuple[Expression, ...]


@_node
class Negative(Expression):
    """The operand with the other sign."""

    operand: Expression


@_node
class Quotient(Expression):
    """Undefined where the denominator is 0."""

    numerator: Expression
    denominator: Expression


@_node
class Power(Expression):
    """A rational power. With p/q in lowest terms, q > 1, it is that of the q-th root, undefined where
    the base is negative; with a negative exponent it is undefined where the base is 0."""

    base: Expression
    exponent: Fraction


@_node
class Root(Expression):
    """The square root, undefined where the radicand is negative."""

    radicand: Expression


@_node
class Absolute(Expression):
    """The absolute value."""

    operand: Expression


@_node
class Minimum(Expression):
    """The least of two or more operands."""

    operands: tuple[Expression, ...]


@_node
class Maximum(Expression):
    """The largest of two or more operands."""

    operands: tuple[Expression, ...]


@_node
class Cases(Expression):
    """The expression of the first pair whose condition is true; undefined where none is, or one before is."""

    pairs: tuple[tuple[Condition, Expression], ...]


@_node
class Function(Expression):
    """exp or log of an expression: for constants, in a ledger."""

    name: str
    operand: Expression


@_node
class Relation(Condition):
    """left sense right, with a sense of = != < <= > >=; undefined where a side is."""

    sense: str
    left: Expression
    right: Expression


@_node
class Conjunction(Condition):
    """All of two or more parts."""

    parts: tuple[Condition, ...]


@_node
class Disjunction(Condition):
    """One of two or more parts."""

    parts: tuple[Condition, ...]


@_node
class Negation(Condition):
    """The opposite."""

    part: Condition


@_node
class Implication(Condition):
    """The premise is false, or the conclusion true."""

    premise: Condition
    conclusion: Condition


@_node
class Truth(Condition):
    """A literal: true or false."""

    value: bool


OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
AnyNode = TypeVar("AnyNode", bound=Node)


def expression(value: Any, field: str = "expression") -> Expression:
    """An expression as it is, an exact number as one.

    Raises:
        InputError: a float, a sympy object, text, a truth value, or anything else.
    """
    if isinstance(value, Expression):
        return value
    shown = " ".join(repr(value).split())[:60]
    if is_sympy(value):
        raise InputError(field, f"{shown} {SYMPY}", INSTEAD)
    if isinstance(value, bool):
        raise InputError(field, f"{shown} is a truth value", "give a number or an expression")
    if isinstance(value, RationalNumber):
        return Number(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, float):
        raise InputError(field, f"{shown} is a binary float", 'write Fraction(1, 10) or Rational("0.1")')
    if isinstance(value, Condition):
        raise InputError(field, f"{shown} is a condition", "compare expressions, not conditions")
    problem = f"{shown} is no exact number or expression of certify.claims"
    raise InputError(field, problem, "use int, Fraction, and what reals and sqrt give")


def condition(value: Any, field: str = "condition") -> Condition:
    """A condition as it is, a literal truth value as one. Raises InputError for anything else."""
    if isinstance(value, Condition):
        return value
    shown = " ".join(repr(value).split())[:60]
    if is_sympy(value):
        raise InputError(field, f"{shown} {SYMPY}", INSTEAD)
    if isinstance(value, bool):
        raise InputError(
            field, f"is the constant {value}", "write equations with Eq, which Python's == is not"
        )
    raise InputError(field, f"{shown} is no condition", "compare expressions: Eq, Ne, <, <=, >, >=")


def is_sympy(value: Any) -> bool:
    """Whether a value comes from sympy, which is not imported to find out."""
    return any(base.__module__.partition(".")[0] == "sympy" for base in type(value).__mro__)


def _exponent(value: Any) -> Fraction:
    exponent = expression(value, "exponent")
    if isinstance(exponent, Quotient) and isinstance(exponent.numerator, Number):
        below = exponent.denominator
        if isinstance(below, Number) and below.value:
            return exponent.numerator.value / below.value
    if not isinstance(exponent, Number):
        fix = "write an integer or a Fraction; for a whole range of exponents, one claim for each"
        raise InputError("exponent", f"{exponent} is no rational number", fix)
    return exponent.value


def parts_of(node: Node) -> Iterator[Node]:
    """The nodes directly below a node, from left to right."""
    for field in fields(cast(Any, node)):
        yield from _nodes(getattr(node, field.name))


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def names_in(node: Node) -> frozenset[str]:
    """The names of the symbols that occur."""
    found: set[str] = set()
    seen: set[int] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, Symbol):
            found.add(one.name)
        elif id(one) not in seen:
            seen.add(id(one))
            pending += parts_of(one)
    return frozenset(found)


def asserted_parts(node: Condition) -> Iterator[Condition]:
    """The parts that a condition asserts: those of a conjunction, each for itself."""
    if isinstance(node, Conjunction):
        for part in node.parts:
            yield from asserted_parts(part)
    else:
        yield node


def substitute(node: AnyNode, values: Mapping[Any, Any]) -> AnyNode:
    """The node with expressions in place of symbols (given as symbols or by name), all at once."""
    named = {key.name if isinstance(key, Symbol) else str(key): expression(v) for key, v in values.items()}
    return cast(
        AnyNode, mapped(node, lambda one: named.get(one.name, one) if isinstance(one, Symbol) else one)
    )


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with every node below it changed, from the leaves up; what does not change is kept."""
    known: dict[int, Node] = {}

    def visit(one: Node) -> Node:
        if id(one) not in known:
            values = [getattr(one, field.name) for field in fields(cast(Any, one))]
            changed = [rebuilt(value) for value in values]
            same = all(a is b for a, b in zip(values, changed, strict=True))
            known[id(one)] = change(one if same else type(one)(*changed))
        return known[id(one)]

    def rebuilt(value: Any) -> Any:
        if isinstance(value, Node):
            return visit(value)
        if isinstance(value, tuple):
            parts = tuple(map(rebuilt, value))
            return value if all(a is b for a, b in zip(value, parts, strict=True)) else parts
        return value

    return visit(node)
