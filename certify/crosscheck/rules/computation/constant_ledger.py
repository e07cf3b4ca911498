"""Rule `constant-ledger`: balls decide signs; zero is what is closer to it than a nonzero value could be.

The separation is that of Burnikel, Fleischer, Mehlhorn and Schirra (2000): a constant is a quotient U/L of
algebraic integers of which all conjugates are at most 2^top and 2^bottom; if U is not 0, its norm is at
least 1, so |U| >= 2^(-top (degree - 1)).
"""

import math
from dataclasses import dataclass
from typing import Any

from flint import arb, ctx

from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, small_integer, variable_names

PRECISIONS = (100, 1_000, 10_000, 40_000)
MAX_ROOT, MAX_ROOTS, MAX_POWER = 64, 256, 1_000_000
RELATIONS = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "!=": (-1, 1)}
OPERATIONS = ("num", "var", "+", "*", "-", "/", "^", "root", "exp", "log")


class _TooCoarse(Exception):  # noqa: N818 - a reason to go on
    """The balls are too large to tell."""


@dataclass(frozen=True)
class _Constant:
    """A ball that contains the number, and what its separation from zero depends on.

    top and bottom are the logarithms of the bounds of conjugates; `roots` are the indices of its roots, None
    where the number need not be algebraic.
    """

    label: int
    ball: arb
    top: float
    bottom: float
    roots: frozenset[int] | None


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    where, lines = record(statement, "statement", "where", "lines")
    record(witness, "witness")
    before = ctx.prec
    for precision in PRECISIONS:
        try:
            ctx.prec = precision
            _decide(where, lines, _Evaluation(effort, precision))
        except _TooCoarse:
            continue
        finally:
            ctx.prec = before
        return f"each of {len(lines)} lines is true"
    raise NotJudged(f"too large: {PRECISIONS[-1]} bits do not decide a line")


def _decide(where: object, lines: object, evaluation: "_Evaluation") -> None:
    for i, definition in enumerate(sequence(where, "statement.where")):
        place = f"statement.where[{i}]"
        name, meaning = sequence(definition, place, 2)
        if variable_names([name], place)[0] in evaluation.named:
            raise NotProved(f"{place}: the same name twice")
        evaluation.named[name] = evaluation.constant(meaning, f"{place}[1]")
    for i, line in enumerate(sequence(lines, "statement.lines")):
        place = f"statement.lines[{i}]"
        title, left, relation, right = sequence(line, place, 4)
        if not isinstance(title, str):
            raise NotProved(f"{place}: a title that is no text")
        signs = RELATIONS[choice(relation, f"{place}[2]", RELATIONS)]
        sides = evaluation.constant(left, f"{place}[1]"), evaluation.constant(right, f"{place}[3]")
        if evaluation.sign(evaluation.operate("-", None, sides, place)) not in signs:
            raise NotProved(f"{place}: not true")


class _Evaluation:
    """All constants of a ledger at one precision; the same expression is the same constant."""

    def __init__(self, effort: Effort, precision: int) -> None:
        self.effort, self.precision = effort, precision
        self.named: dict[str, _Constant] = {}
        self.seen: dict[tuple[object, ...], _Constant] = {}
        self.degrees: list[int] = []

    def constant(self, node: object, place: str) -> _Constant:
        """The value of an expression."""
        parts = sequence(node, place)
        kind = choice(parts[0] if parts else None, f"{place}[0]", OPERATIONS)
        rest: list[Any] = parts[1:]
        argument: Any = None
        if kind == "var":
            return self.named[choice(_only(rest, place), f"{place}[1]", self.named)]
        if kind == "num":
            argument, rest = rational(_only(rest, place), f"{place}[1]"), []
        elif kind in ("^", "root"):
            sequence(rest, place, 2)
            rest, argument = (rest[:1], rest[1]) if kind == "^" else (rest[1:], rest[0])
            argument = small_integer(argument, place, MAX_POWER if kind == "^" else MAX_ROOT)
            if kind == "root" and argument < 2:
                raise NotProved(f"{place}: a root of degree {argument}")
        elif kind in ("-", "/"):
            sequence(rest, place, 2)
        elif kind in ("exp", "log"):
            _only(rest, place)
        values = tuple(self.constant(part, f"{place}[{i}]") for i, part in enumerate(rest))
        key = (kind, str(argument), *(value.label for value in values))
        if key not in self.seen:
            self.seen[key] = self.operate(kind, argument, values, place)
        return self.seen[key]

    def operate(self, kind: str, argument: Any, parts: tuple[_Constant, ...], place: str) -> _Constant:
        """The result of one operation."""
        self.effort.spend(
            500 * (1 + len(parts)) * (20 if kind in ("exp", "log", "root") else 1), self.precision
        )
        roots = _union(parts)
        bottoms = sum(part.bottom for part in parts)
        match kind:
            case "num":
                return self._made(arb(argument), _log2(argument.p), _log2(argument.q), roots)
            case "+" | "-":
                sign = 1 if kind == "+" else -1
                ball = sum((part.ball * (sign if i else 1) for i, part in enumerate(parts)), arb(0))
                tops = (part.top + bottoms - part.bottom for part in parts)
                return self._made(ball, max(tops, default=0) + math.log2(max(len(parts), 1)), bottoms, roots)
            case "*":
                ball = math.prod((part.ball for part in parts), start=arb(1))
                return self._made(ball, sum(part.top for part in parts), bottoms, roots)
            case "/":
                above, below = parts
                if self.sign(below) == 0:
                    raise NotProved(f"{place}: the denominator is 0")
                top, bottom = above.top + below.bottom, above.bottom + below.top
                return self._made(above.ball / below.ball, top, bottom, roots)
            case "^":
                (base,) = parts
                top, bottom = base.top * argument, base.bottom * argument
                return self._made(_power(base.ball, argument), top, bottom, roots)
            case "root":
                (base,) = parts
                sign = self.sign(base)
                if sign < 0:
                    raise NotProved(f"{place}: the radicand is negative")
                if len(self.degrees) >= MAX_ROOTS:
                    raise NotJudged(f"too large: more than {MAX_ROOTS} roots")
                self.degrees.append(argument)
                top = (base.top + (argument - 1) * base.bottom) / argument
                more = None if roots is None else roots | {len(self.degrees) - 1}
                return self._made(base.ball.root(argument) if sign else arb(0), top, base.bottom, more)
            case "exp":
                return self._made(parts[0].ball.exp(), 0, 0, None)
            case _:
                if self.sign(parts[0]) <= 0:
                    raise NotProved(f"{place}: the logarithm of a number that is not positive")
                return self._made(parts[0].ball.log(), 0, 0, None)

    def sign(self, value: _Constant) -> int:
        """-1, 0 or 1."""
        if value.ball > 0 or value.ball < 0 or value.ball == 0:
            return int(value.ball > 0) - int(value.ball < 0)
        if value.roots is not None:
            conjugates = min(math.prod(self.degrees[i] for i in value.roots), 2**60) - 1
            exponent = value.bottom + value.top * conjugates
            # a little more, for the rounding of the logarithms
            close = exponent < self.precision and conjugates < 2**50
            if close and abs(value.ball) < arb(2) ** -math.ceil(exponent * 1.001 + 1):
                return 0
        raise _TooCoarse

    def _made(self, ball: arb, top: float, bottom: float, roots: frozenset[int] | None) -> _Constant:
        return _Constant(len(self.seen), ball, top, bottom, roots)


def _power(base: arb, exponent: int) -> arb:
    """By squaring, from the last binary digit up; FLINT's own power is undefined on balls that contain 0."""
    result = arb(1)
    while exponent:
        result = result * base if exponent % 2 else result
        base, exponent = base * base, exponent // 2
    return result


def _only(rest: list[Any], place: str) -> Any:
    return sequence(rest, place, 1)[0]


def _union(parts: tuple[_Constant, ...]) -> frozenset[int] | None:
    total: frozenset[int] = frozenset()
    for part in parts:
        if part.roots is None:
            return None
        total |= part.roots
    return total


def _log2(integer: Any) -> float:
    """At least the logarithm to the base 2 of the absolute value; 0 for 0."""
    return float(max(0, (abs(int(integer)) - 1).bit_length())) if integer else 0.0
