"""Statements about constants: the lines of a proof that hold or fail by computation.

    c = sympy.Symbol("c")
    Ledger(
        [
            ("first", Rational(19, 20) ** 2, "<=", Rational(10, 9)),
            ("second", Rational(1, 20) - Rational(19, 20) * sqrt(2) * c, ">=", Rational(1, 45)),
        ],
        where=[Eq(c, Rational(1, 50))],
    )

Lines are tuples, since sympy decides a relation between constants as soon as it is written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import sympy

from certify.claims.statement import Question, Statement
from certify.errors import InputError
from certify.exact import as_fraction, rational_string

# What holds where a relation fails: one of these.
OPPOSITE = {"<": (">=",), "<=": (">",), "=": ("<", ">"), ">=": ("<",), ">": ("<=",), "!=": ("=",)}
MAX_ROOT, MAX_POWER = 64, 1_000_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
_FIX = "use rational numbers, + - * / **, sqrt, root, exp, log, Abs, Min and Max"
Tree = list[Any]


class Line(NamedTuple):
    """left relation right, under a name."""

    name: str
    left: sympy.Basic
    relation: str
    right: sympy.Basic

    def __str__(self) -> str:
        return f"{self.name}: {self.left} {self.relation} {self.right}"


@dataclass(frozen=True)
class Ledger(Statement):
    """Every line holds: relations between constants, each under a name.

    Attributes:
        lines: (name, left, relation, right) with a relation of <, <=, =, >=, >, != (== is =). A side is a
            number (int, Fraction, a string "19/20") or a sympy expression in rational numbers, roots,
            quotients, exp and log, and names.
        where: what the names stand for: sympy.Eq(symbol, value), each in terms of those before it.

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
        if proved:
            return (("constant-ledger", self.document()),)
        where, lines = self._trees["where"], self._trees["lines"]
        return tuple(
            ("constant-ledger", {"where": where, "lines": [[name, left, opposite, right]]})
            for name, left, relation, right in lines
            for opposite in OPPOSITE[relation]
        )

    def text(self) -> str:
        lines = [str(line) for line in self.named_lines]
        given = [f"{definition.lhs} = {definition.rhs}" for definition in self.where]
        return "\n".join([*([f"where {', '.join(given)}"] if given else []), *lines])


def _line(line: Any, field: str) -> Line:
    if not isinstance(line, tuple | list) or len(line) != 4:
        fix = (
            'write ("name", left, "<=", right): sympy decides a relation between constants when it is written'
        )
        raise InputError(field, "is not a name, a left side, a relation and a right side", fix)
    name, left, relation, right = line
    if not isinstance(name, str) or not name.isprintable() or not name.strip() or set('"\\') & set(name):
        raise InputError(field, f"{name!r} is no name of a line", "give a short text without quotes")
    relation = "=" if relation == "==" else relation
    if relation not in OPPOSITE:
        raise InputError(name, f"{relation!r} is no relation", f"choose one of {' '.join(OPPOSITE)}")
    return Line(name, _constant(left, name), relation, _constant(right, name))


def _constant(value: Any, field: str) -> sympy.Basic:
    """A number as sympy has it; an expression as it is."""
    if isinstance(value, sympy.Basic):
        return value
    if isinstance(value, float):
        raise InputError(field, f"{value} is a binary float", "write sympy.Rational(1, 3) or a string")
    exact = as_fraction(value, field)
    return sympy.Rational(exact.numerator, exact.denominator)


def _definition(definition: Any, field: str, known: Sequence[str]) -> tuple[str, Any]:
    if not isinstance(definition, sympy.Eq) or not isinstance(definition.lhs, sympy.Symbol):
        raise InputError(field, "is not an equation of a symbol", "write sympy.Eq(symbol, value)")
    name = definition.lhs.name
    if name in known:
        raise InputError(field, f"{name} is defined twice", "define every name once")
    if not _NAME.fullmatch(name):
        raise InputError(field, f"{name!r} is not a name", "use letters, digits and underscores")
    return name, definition.rhs


def tree(value: Any, field: str, known: Sequence[str] = ()) -> Tree:
    """A constant of sympy as the expression of a certificate. Raises InputError for anything else."""
    if isinstance(value, sympy.Rational):
        return ["num", rational_string(as_fraction(Fraction(int(value.p), int(value.q)), field))]
    if isinstance(value, sympy.Symbol):
        if value.name not in known:
            raise InputError(
                field, f"the name {value.name} is not defined", "define it in where, before its use"
            )
        return ["var", value.name]
    if value is sympy.E:
        return ["exp", ["num", "1"]]
    parts = [part for part in value.args if isinstance(part, sympy.Expr)]
    match value:
        case sympy.Add():
            return ["+", *(tree(part, field, known) for part in parts)]
        case sympy.Mul():
            return _product(value, field, known)
        case sympy.Pow():
            return _power(value.base, value.exp, field, known)
        case sympy.exp() | sympy.log() if len(parts) == 1:
            return [type(value).__name__, tree(parts[0], field, known)]
        case sympy.Abs():
            return _size(tree(parts[0], field, known))
        case sympy.Max() | sympy.Min():
            sign = "+" if isinstance(value, sympy.Max) else "-"
            return _extreme(sign, [tree(part, field, known) for part in parts])
    raise InputError(field, f"{str(value)[:60]} is no constant of a ledger", _FIX)


def _product(value: sympy.Mul, field: str, known: Sequence[str]) -> Tree:
    """The factors with negative exponents are divided by."""
    above: list[Tree] = []
    below: list[Tree] = []
    for part in value.args:
        if isinstance(part, sympy.Pow) and part.exp.is_Rational and part.exp < 0:
            below.append(_power(part.base, -part.exp, field, known))
        else:
            above.append(tree(part, field, known))
    return ["/", _many("*", above), _many("*", below)] if below else _many("*", above)


def _power(base: sympy.Expr, exponent: sympy.Expr, field: str, known: Sequence[str]) -> Tree:
    """base ** (p/q) as a power of a root; with another exponent x, as exp(x log base)."""
    if base is sympy.E:
        return ["exp", tree(exponent, field, known)]
    if not exponent.is_Rational:
        return ["exp", ["*", tree(exponent, field, known), ["log", tree(base, field, known)]]]
    p, q = abs(int(exponent.p)), int(exponent.q)
    if q > MAX_ROOT or p > MAX_POWER:
        fix = f"use roots of degree at most {MAX_ROOT} and powers of at most {MAX_POWER:,}"
        raise InputError(field, f"the exponent {exponent} is too large", fix)
    root = tree(base, field, known) if q == 1 else ["root", q, tree(base, field, known)]
    power = root if p == 1 else ["^", root, p]
    return ["/", ["num", "1"], power] if exponent < 0 else power


def _many(operation: str, parts: list[Tree]) -> Tree:
    return parts[0] if len(parts) == 1 else [operation, *parts]


def _size(part: Tree) -> Tree:
    """|a| is the root of its square."""
    return ["root", 2, ["^", part, 2]]


def _extreme(sign: str, parts: list[Tree]) -> Tree:
    """max(a, b) = (a + b + |a - b|)/2, min(a, b) = (a + b - |a - b|)/2."""
    result = parts[0]
    for part in parts[1:]:
        result = ["*", ["num", "1/2"], [sign, ["+", result, part], _size(["-", result, part])]]
    return result
