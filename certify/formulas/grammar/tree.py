"""A sentence as a tree of plain values, and its canonical spelling: parse(sentence.text()) == sentence.

Nodes know where in the text they began (`at`), for messages; that is no part of what they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True)
class Node:
    """A part of a sentence."""

    at: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Number(Node):
    """A number as written: digits, perhaps with a decimal point; exact.

    apart: it stands in parentheses where it would otherwise be part of another number: -(2) is no number, and
    1/(2) no fraction.
    """

    digits: str
    apart: bool = False

    @property
    def value(self) -> Fraction:
        """The number."""
        return Fraction(self.digits)


@dataclass(frozen=True)
class Name(Node):
    """A real number, a matrix, a scalar or a size by its name."""

    name: str


@dataclass(frozen=True)
class Negative(Node):
    """The operand with the other sign."""

    operand: "Expression"


@dataclass(frozen=True)
class Chain(Node):
    """Operands (two or more) and the operators between them: + and -, or * and /, from left to right."""

    operands: tuple["Expression", ...]
    operators: tuple[str, ...]

    @property
    def is_sum(self) -> bool:
        """Whether this is a sum; otherwise a product."""
        return self.operators[0] in "+-"


@dataclass(frozen=True)
class Power(Node):
    """A power with a rational exponent."""

    base: "Expression"
    exponent: Fraction


@dataclass(frozen=True)
class Call(Node):
    """A function of expressions: sqrt, abs, min, max; tr, inner, and I of a size."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True)
class Transpose(Node):
    """The transpose of a matrix."""

    operand: "Expression"


@dataclass(frozen=True)
class Cases(Node):
    """The expression of the first pair whose condition is true; a condition of None is otherwise."""

    pairs: tuple[tuple["Expression", "Condition | None"], ...]


@dataclass(frozen=True)
class Comparison(Node):
    """Operands and the relations between neighbours, all of which are asserted: a < b <= c."""

    operands: tuple["Expression", ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Junction(Node):
    """Conditions (two or more) joined by `and`, or by `or`."""

    operator: str
    operands: tuple["Condition", ...]


@dataclass(frozen=True)
class Not(Node):
    """The opposite of a condition."""

    operand: "Condition"


@dataclass(frozen=True)
class Implies(Node):
    """The premise is false, or the conclusion true."""

    premise: "Condition"
    conclusion: "Condition"


@dataclass(frozen=True)
class Truth(Node):
    """A literal: true or false."""

    value: bool


Expression: TypeAlias = Number | Name | Negative | Chain | Power | Call | Transpose | Cases
Condition: TypeAlias = Comparison | Junction | Not | Implies | Truth
CONDITIONS = (Comparison, Junction, Not, Implies, Truth)

# How tightly operators bind, as in Python; a function, a name, a parenthesis: ATOM.
IMPLIES, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 11)
BINDING = {
    "implies": IMPLIES, "or": OR, "and": AND,
    "<": COMPARISON, "<=": COMPARISON, ">": COMPARISON, ">=": COMPARISON,
    "==": COMPARISON, "!=": COMPARISON, "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT,
}  # fmt: skip


def _spelling(node: Expression | Condition) -> tuple[str, int]:
    """The text of a node, and how tightly its outermost operator binds."""
    match node:
        case Number(digits, apart):
            return f"({digits})" if apart else digits, ATOM
        case Name(name):
            return name, ATOM
        case Call(function, arguments):
            return f"{function}({', '.join(spelled(part) for part in arguments)})", ATOM
        case Cases(pairs):
            told = (
                f"{spelled(value)} {'otherwise' if test is None else f'if {spelled(test)}'}"
                for value, test in pairs
            )
            return f"cases({', '.join(told)})", ATOM
        case Transpose(operand):
            return f"{spelled(operand, ATOM)}.T", POWER
        case Power(base, exponent):
            plain = exponent.denominator == 1 and exponent >= 0
            return f"{spelled(base, ATOM)}**{exponent if plain else f'({exponent})'}", POWER
        case Negative(operand):
            return f"-{spelled(operand, POWER)}", SIGN
        case Not(operand):
            return f"not {spelled(operand, COMPARISON)}", NOT
        case Implies(premise, conclusion):
            return f"{spelled(premise, OR)} implies {spelled(conclusion, OR)}", IMPLIES
        case Truth(value):
            return "true" if value else "false", ATOM
        case Junction(operator, operands):
            binding = BINDING[operator]
            return f" {operator} ".join(spelled(part, binding + 1) for part in operands), binding
        case Chain(operands, operators) | Comparison(operands, operators):
            binding = BINDING[operators[0]]
            first, *rest = (spelled(part, binding + 1) for part in operands)
            gap = "" if binding == PRODUCT else " "
            signed = zip(operators, rest, strict=True)
            return first + "".join(f"{gap}{operator}{gap}{part}" for operator, part in signed), binding


def spelled(node: Expression | Condition, binding: int = IMPLIES) -> str:
    """The text of a node, in parentheses where it binds less tightly than asked."""
    text, own = _spelling(node)
    return text if own >= binding else f"({text})"


def _spelled_given(given: Sequence[Condition]) -> str:
    return f" with {', '.join(map(spelled, given))}" if given else ""


@dataclass(frozen=True)
class RealSentence:
    """A claim about real numbers: for all values with the hypotheses, or for some, what is shown holds."""

    names: tuple[str, ...]
    given: tuple[Condition, ...]
    show: Condition
    exists: bool = False

    def text(self) -> str:
        """The canonical spelling."""
        start = "there are" if self.exists else "for all"
        names = f" {', '.join(self.names)}" if self.names else ""
        return f"{start}{names}{_spelled_given(self.given)}: {spelled(self.show)}"


@dataclass(frozen=True)
class Matrix:
    """A matrix declared: its sizes by name ("1" for the number), and general, symmetric or semidefinite."""

    name: str
    rows: str
    columns: str
    kind: str = "general"

    def __str__(self) -> str:
        kind = "" if self.kind == "general" else f"{self.kind} "
        return f"{kind}{self.name} ({self.rows} x {self.columns})"


@dataclass(frozen=True)
class MatrixSentence:
    """A claim about matrices of all sizes, and scalars: with the hypotheses, what is shown holds."""

    matrices: tuple[Matrix, ...]
    scalars: tuple[str, ...]
    given: tuple[Comparison, ...]
    show: Comparison

    def text(self) -> str:
        """The canonical spelling."""
        scalars = f" and scalars {', '.join(self.scalars)}" if self.scalars else ""
        declared = f"for all matrices {', '.join(map(str, self.matrices))}{scalars}"
        return f"{declared}{_spelled_given(self.given)}: {spelled(self.show)}"

    @property
    def sizes(self) -> frozenset[str]:
        """The names of sizes."""
        return frozenset(size for one in self.matrices for size in (one.rows, one.columns)) - {"1"}


Sentence: TypeAlias = RealSentence | MatrixSentence
