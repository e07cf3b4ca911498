"""Statements about the largest or least value of an expression over an interval.

    maximum(tau * (1 - tau), over=(tau, 0, 1), equals=Rational(1, 4), at=Rational(1, 2))

There is no maximum without a place where it is attained, so the statement names one, as an expression in the
other symbols; only where there are none it may be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy
from sympy.logic.boolalg import Boolean

from certify.claims.statement import Real, Statement
from certify.errors import InputError

Over = tuple[sympy.Symbol, Any, Any]


@dataclass(frozen=True)
class Extremum(Statement):
    """For all values of the other symbols with `given`: the extremum over lo <= x <= hi is `equals`.

    Attributes:
        expression: of the symbol x and others.
        over: (x, lo, hi); an end that is None leaves the interval unbounded there.
        equals: the value, without x.
        at: where it is attained, without x; None only where x is the only symbol: then somewhere.
        given: relations between the other symbols.
        least: the least value instead of the largest.
    """

    expression: Any
    over: Over
    equals: Any
    at: Any = None
    given: tuple[Boolean, ...] = ()
    least: bool = False
    kind = "extremum"

    def __post_init__(self) -> None:
        x, low, high = self.over
        parts = {"expression": self.expression, "equals": self.equals, "at": self.at}
        numbers = {name: exact(part, name) for name, part in parts.items() if part is not None}
        ends = [exact(end, "over") for end in (low, high) if end is not None]
        for name, part in [*numbers.items(), *(("over", end) for end in ends)]:
            if name != "expression" and x in part.free_symbols:
                raise InputError(name, f"contains {x}", f"write it without {x}")
        if any(x in part.free_symbols for part in self.given):
            raise InputError("given", f"contains {x}", f"put the range of {x} into over")
        for name, part in numbers.items():
            object.__setattr__(self, name, part)
        if self.at is None and self._others:
            fix = "say where it is attained, as an expression in the other symbols"
            raise InputError("at", "is missing", fix)

    @property
    def _others(self) -> list[sympy.Symbol]:
        x, *ends = self.over
        parts = [self.expression, self.equals, *self.given]
        parts += [exact(end, "over") for end in ends if end is not None]
        return sorted(set().union(*(part.free_symbols for part in parts)) - {x}, key=str)

    def _inside(self, place: Any) -> list[Boolean]:
        _, low, high = self.over
        ends = [] if low is None else [sympy.Ge(place, low, evaluate=False)]
        return ends + ([] if high is None else [sympy.Le(place, high, evaluate=False)])

    @cached_property
    def halves(self) -> tuple[Real, Real]:
        """No x of the interval exceeds the value; and it is attained."""
        x, others = self.over[0], tuple(self._others)
        relation = sympy.Ge if self.least else sympy.Le
        bound = relation(self.expression, self.equals, evaluate=False)
        reached = sympy.Eq(self.expression, self.equals, evaluate=False)
        none_beyond = Real((x, *others), (*self.given, *self._inside(x)), bound)
        if self.at is None:
            return none_beyond, Real(
                (x,), (), sympy.And(*self._inside(x), reached, evaluate=False), exists=True
            )
        # x stays a symbol, equal to the place or not: substituting would simplify what is to be judged, and
        # as a hypothesis the equation would leave out where the place is undefined.
        here = sympy.And(*self._inside(x), reached, evaluate=False)
        show = sympy.Or(sympy.Ne(x, self.at, evaluate=False), here, evaluate=False)
        return none_beyond, Real((x, *others), self.given, show)

    def document(self) -> dict[str, Any]:
        bound, attained = self.halves
        return {"bound": bound.document(), "attained": attained.document()}

    def text(self) -> str:
        x, low, high = self.over
        ends = f"{'' if low is None else f'{low} <= '}{x}{'' if high is None else f' <= {high}'}"
        given = f" with {', '.join(map(str, self.given))}" if self.given else ""
        where = "" if self.at is None else f", attained at {x} = {self.at}"
        name = "minimum" if self.least else "maximum"
        return f"for all values{given}: the {name} of {self.expression} over {ends} is {self.equals}{where}"


def maximum(
    expression: Any, over: Over, *, equals: Any, at: Any = None, given: Sequence[Boolean] = ()
) -> Extremum:
    """The statement that the largest value of the expression over the interval is `equals`.

    Raises InputError: the value, the place or a hypothesis contains the variable; the place is missing.
    """
    return Extremum(expression, over, equals, at, tuple(given))


def minimum(
    expression: Any, over: Over, *, equals: Any, at: Any = None, given: Sequence[Boolean] = ()
) -> Extremum:
    """The statement that the least value of the expression over the interval is `equals`; as `maximum`."""
    return Extremum(expression, over, equals, at, tuple(given), least=True)


def norm(vector: Sequence[Any]) -> sympy.Expr:
    """The Euclidean norm of a few real numbers or expressions. Raises InputError for anything else."""
    return sympy.sqrt(sympy.Add(*(exact(x, f"vector[{i}]") ** 2 for i, x in enumerate(vector))))


def exact(value: Any, field: str) -> sympy.Expr:
    """An expression as it is, an int or a Fraction as one. Raises InputError for text and floats."""
    if isinstance(value, sympy.Expr):
        return value
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return sympy.Rational(value.numerator, value.denominator)
    raise InputError(field, f"is {value!r}", "use a sympy expression, an int or a Fraction")
