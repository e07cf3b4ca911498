"""Statements about constants: the lines of a proof that hold or fail by computation.

    (c,) = reals("c")
    Ledger(
        [
            ("first", Rational(19, 20) ** 2, "<=", Rational(10, 9)),
            ("second", Rational(1, 20) - Rational(19, 20) * sqrt(2) * c, ">=", Rational(1, 45)),
        ],
        where=[Eq(c, Rational(1, 50))],
    )

Lines are tuples, since every line has a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import parse_rational, rational_string
from certify.formulas.expressions import (
    Absolute,
    Expression,
    Function,
    Maximum,
    Minimum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    expression,
)

RELATIONS = ("<", "<=", "=", ">=", ">", "!=")
MAX_ROOT, MAX_POWER = 64, 1_000_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
_FIX = "use rational numbers, + - * / **, sqrt, root, exp, log, Abs, Min and Max"
Tree = list[Any]


class Line(NamedTuple):
    """left relation right, under a name."""

    name: str
    left: Expression
    relation: str
    right: Expression

    def __str__(self) -> str:
        return f"{self.name}: {self.left} {self.relation} {self.right}"


@dataclass(frozen=True)
class Constants(Statement):
    """Every line holds: relations between constants, each under a name.

    Attributes:
        lines: (name, left, relation, right) with a relation of <, <=, =, >=, >, != (== is =). A side is a
            number (int, Fraction, a string "19/20") or an expression in rational numbers, roots,
            quotients, exp and log, and names.
        where: what the names stand for: Eq(symbol, value), each in terms of those before it.

    Raises:
        InputError: a line of another form, a name defined twice or not at all, a float, another function.
    """

    lines: Sequence[tuple[str, Any, str, Any]]
    where: Sequence[Any] = ()
    kind = "ledger"

    def __post_init__(self) -> None:
        if not self.lines:
            raise InputError("lines", "is empty", 'give lines (name, left, "<=", right)')
        names = [line.name for line in self.named_lines]
        if twice := [name for name in names if names.count(name) > 1]:
            raise InputError("lines", f"two lines are called {twice[0]!r}", "give every line its own name")
        _ = self._trees

    @cached_property
    def named_lines(self) -> tuple[Line, ...]:
        """The lines, with the relation in its one spelling."""
        return tuple(_line(line, f"lines[{i}]") for i, line in enumerate(self.lines))

    @cached_property
    def _trees(self) -> dict[str, Any]:
        known: list[str] = []
        where = []
        for i, definition in enumerate(self.where):
            name, value = _definition(definition, f"where[{i}]", known)
            where.append([name, tree(value, f"where[{i}]", known)])
            known.append(name)
        lines = [
            [line.name, tree(line.left, line.name, known), line.relation, tree(line.right, line.name, known)]
            for line in self.named_lines
        ]
        return {"where": where, "lines": lines}

    def document(self) -> dict[str, Any]:
        return self._trees

    def asks(self, proved: bool = True) -> tuple[Question, ...]:
        return (("constant-ledger" if proved else "constant-ledger-refuted", self.document()),)

    def text(self) -> str:
        lines = [str(line) for line in self.named_lines]
        given = [f"{definition.left} = {definition.right}" for definition in self.where]
        return "\n".join([*([f"where {', '.join(given)}"] if given else []), *lines])


def _line(line: Any, field: str) -> Line:
    if not isinstance(line, tuple | list) or len(line) != 4:
        fix = 'write ("name", left, "<=", right)'
        raise InputError(field, "is not a name, a left side, a relation and a right side", fix)
    name, left, relation, right = line
    if not isinstance(name, str) or not name.isprintable() or not name.strip() or set('"\\') & set(name):
        raise InputError(field, f"{name!r} is no name of a line", "give a short text without quotes")
    relation = "=" if relation == "==" else relation
    if relation not in RELATIONS:
        raise InputError(name, f"{relation!r} is no relation", f"choose one of {' '.join(RELATIONS)}")
    return Line(name, _constant(left, name), relation, _constant(right, name))


def _constant(value: Any, field: str) -> Expression:
    """A number, written as a string too, or an expression as it is."""
    if isinstance(value, str):
        return Number(parse_rational(value, field))
    return expression(value, field)


def _definition(definition: Any, field: str, known: Sequence[str]) -> tuple[str, Expression]:
    if (
        not isinstance(definition, Relation)
        or definition.sense != "="
        or not isinstance(definition.left, Symbol)
    ):
        raise InputError(field, "is not an equation of a symbol", "write Eq(symbol, value)")
    name = definition.left.name
    if name in known:
        raise InputError(field, f"{name} is defined twice", "define every name once")
    if not _NAME.fullmatch(name):
        raise InputError(field, f"{name!r} is not a name", "use letters, digits and underscores")
    return name, definition.right


def tree(value: Expression, field: str, known: Sequence[str] = ()) -> Tree:
    """A constant as the expression of a certificate. Raises InputError for anything else."""

    def of(part: Expression) -> Tree:
        return tree(part, field, known)

    match value:
        case Number(number):
            return ["num", rational_string(number)]
        case Symbol(name):
            if name not in known:
                raise InputError(
                    field, f"the name {name} is not defined", "define it in where, before its use"
                )
            return ["var", name]
        case Sum(terms):
            return ["+", *map(of, terms)]
        case Product(factors):
            return ["*", *map(of, factors)]
        case Negative(operand):
            return ["*", ["num", "-1"], of(operand)]
        case Quotient(above, below):
            return ["/", of(above), of(below)]
        case Power(base, exponent):
            return _power(of(base), exponent, field)
        case Root(radicand):
            return ["root", 2, of(radicand)]
        case Function(name, operand):
            return [name, of(operand)]
        case Absolute(operand):
            return _size(of(operand))
        case Maximum(operands):
            return _extreme("+", list(map(of, operands)))
        case Minimum(operands):
            return _extreme("-", list(map(of, operands)))
    raise InputError(field, f"{str(value)[:60]} is no constant of a ledger", _FIX)


def _power(base: Tree, exponent: Fraction, field: str) -> Tree:
    """base ** (p/q) as a power of a root."""
    p, q = abs(exponent.numerator), exponent.denominator
    if q > MAX_ROOT or p > MAX_POWER:
        fix = f"use roots of degree at most {MAX_ROOT} and powers of at most {MAX_POWER:,}"
        raise InputError(field, f"the exponent {exponent} is too large", fix)
    root = base if q == 1 else ["root", q, base]
    power = root if p == 1 else ["^", root, p]
    return ["/", ["num", "1"], power] if exponent < 0 else power


def _size(part: Tree) -> Tree:
    """|a| is the root of its square."""
    return ["root", 2, ["^", part, 2]]


def _extreme(sign: str, parts: list[Tree]) -> Tree:
    """max(a, b) = (a + b + |a - b|)/2, min(a, b) = (a + b - |a - b|)/2."""
    result = parts[0]
    for part in parts[1:]:
        result = ["*", ["num", "1/2"], [sign, ["+", result, part], _size(["-", result, part])]]
    return result
