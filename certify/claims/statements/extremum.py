"""Statements about the largest or least value of an expression over an interval.

    maximum(tau * (1 - tau), over=(tau, 0, 1), equals=Fraction(1, 4), at=Fraction(1, 2))

There is no maximum without a place where it is attained, so the statement names one, as an expression in the
other symbols; only where there are none it may be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from certify.claims.origins.origin import Origin, plain
from certify.claims.statements.statement import Question, Real, Statement
from certify.common.errors import InputError
from certify.formulas.expressions import (
    And,
    Condition,
    Eq,
    Expression,
    Ne,
    Or,
    Symbol,
    expression,
    sqrt,
    to_document,
)

Over = tuple[Symbol, Any, Any]


@dataclass(frozen=True)
class Extremum(Statement):
    """For all values of the other symbols with `given`: the extremum over lo <= x <= hi is `equals`.

    Attributes:
        expression: of the symbol x and others.
        over: (x, lo, hi); an end that is None leaves the interval unbounded there.
        equals: the value, without x.
        at: where it is attained, without x; None only where x is the only symbol: then somewhere.
        given: relations between the other symbols; those that are not printed wrapped as in `claim`, which
            `origins` keeps.
        least: the least value instead of the largest.
    """

    expression: Any
    over: Over
    equals: Any
    at: Any = None
    given: tuple[Condition, ...] = ()
    least: bool = False
    origins: tuple[Origin, ...] = field(default=(), init=False, compare=False, repr=False)
    kind = "extremum"

    def __post_init__(self) -> None:
        given, origins = plain(self.given)
        object.__setattr__(self, "given", given)
        object.__setattr__(self, "origins", origins)
        x, low, high = self._range()
        object.__setattr__(self, "over", (x, low, high))
        parts: dict[str, Any] = {"expression": self.expression, "equals": self.equals, "at": self.at}
        for name, part in parts.items():
            if part is not None:
                parts[name] = expression(part, name)
                object.__setattr__(self, name, parts[name])
        for name, part in [("equals", parts["equals"]), ("at", parts["at"]), ("over", low), ("over", high)]:
            if part is not None and x.name in part.symbols:
                raise InputError(name, f"contains {x}", f"write it without {x}")
        if any(x.name in part.symbols for part in self.given):
            raise InputError("given", f"contains {x}", f"put the range of {x} into over")
        if self.at is None and (self._others or self.given):
            fix = "say where it is attained, as an expression in the other symbols"
            raise InputError("at", "is missing", fix)

    def _range(self) -> tuple[Symbol, Expression | None, Expression | None]:
        if not isinstance(self.over, tuple) or len(self.over) != 3 or not isinstance(self.over[0], Symbol):
            raise InputError("over", "is not a symbol and two ends", "write over=(x, 0, 1)")
        x, *ends = self.over
        low, high = (None if end is None else expression(end, "over") for end in ends)
        return x, low, high

    @property
    def _others(self) -> list[Symbol]:
        x, low, high = self.over
        parts = [self.expression, self.equals, self.at, low, high, *self.given]
        names = frozenset[str]().union(*(part.symbols for part in parts if part is not None))
        return [Symbol(name) for name in sorted(names - {x.name})]

    @property
    def _inside(self) -> list[Condition]:
        x, low, high = self.over
        return ([] if low is None else [low <= x]) + ([] if high is None else [x <= high])

    @cached_property
    def halves(self) -> tuple[Real, Real]:
        """No x of the interval exceeds the value; and it is attained."""
        x, others = self.over[0], tuple(self._others)
        bound = self.expression >= self.equals if self.least else self.expression <= self.equals
        here = And(*self._inside, Eq(self.expression, self.equals))
        none_beyond = Real((x, *others), (*self.given, *self._inside), bound)
        if self.at is None:
            return none_beyond, Real((x,), (), here, exists=True)
        # x stays a symbol, equal to the place or not: as a hypothesis the equation would leave out where the
        # place is undefined.
        return none_beyond, Real((x, *others), self.given, Or(Ne(x, self.at), here))

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rule `extremum`."""
        x, low, high = self.over
        return {
            "extremum": "minimum" if self.least else "maximum",
            "symbols": sorted([x.name, *(one.name for one in self._others)]),
            "given": [to_document(part) for part in self.given],
            "expression": to_document(self.expression),
            "over": [x.name, *(["none"] if end is None else to_document(end) for end in (low, high))],
            "equals": to_document(self.equals),
            "at": ["none"] if self.at is None else to_document(self.at),
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...]:
        return (("extremum" if proved else "extremum-refuted", self.document()),)

    def about_hypotheses(self, hold: bool) -> tuple[Question, ...]:
        return () if hold else (("extremum-vacuous", self.document()),)

    def about_poles(self) -> tuple[Question, ...]:
        return (("extremum-ill-posed", self.document()),)

    def text(self) -> str:
        x, low, high = self.over
        ends = f"{'' if low is None else f'{low} <= '}{x}{'' if high is None else f' <= {high}'}"
        given = f" with {', '.join(map(str, self.given))}" if self.given else ""
        where = "" if self.at is None else f", attained at {x} = {self.at}"
        name = "minimum" if self.least else "maximum"
        return f"for all values{given}: the {name} of {self.expression} over {ends} is {self.equals}{where}"


def maximum(
    expression: Any, over: Over, *, equals: Any, at: Any = None, given: Sequence[Condition | Origin] = ()
) -> Extremum:
    """The statement that the largest value of the expression over the interval is `equals`.

    Raises InputError: the value, the place or a hypothesis contains the variable; the place is missing.
    """
    return Extremum(expression, over, equals, at, cast(tuple[Condition, ...], tuple(given)))


def minimum(
    expression: Any, over: Over, *, equals: Any, at: Any = None, given: Sequence[Condition | Origin] = ()
) -> Extremum:
    """The statement that the least value of the expression over the interval is `equals`; as `maximum`."""
    return Extremum(expression, over, equals, at, cast(tuple[Condition, ...], tuple(given)), least=True)


def norm(vector: Sequence[Any]) -> Expression:
    """The Euclidean norm of a few real numbers or expressions. Raises InputError for anything else."""
    squares = [expression(x, f"vector[{i}]") ** 2 for i, x in enumerate(vector)]
    return sqrt(sum(squares[1:], start=squares[0]) if squares else 0)
