"""Whether printed formulas are homogeneous under the scaling of their paper: a lint, and no verdict.

A paper's statements often keep their meaning when everything is scaled, X -> t X say, and then both sides
of a relation, and all terms of a sum, have one degree. Where the degrees of symbols are declared, relations
and sums of unequal degrees are found. A symbol that is not declared may have any degree.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from certify.claims.statements.statement import Real, Statement
from certify.claims.statements.words import Expression, Term, Words
from certify.common.errors import InputError
from certify.formulas.expressions import (
    Absolute,
    Cases,
    Condition,
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
    parts_of,
)
from certify.formulas.expressions import Expression as Formula

Degrees = Mapping[str, Fraction]
LONGEST = 90


def declared(scaling: Mapping[Any, Any]) -> dict[str, Fraction | None]:
    """Degrees by the name of a symbol, letter or parameter; None takes a declaration back.

    Raises:
        InputError: a degree that is no rational number.
    """
    found: dict[str, Fraction | None] = {}
    for key, degree in scaling.items():
        if degree is not None and (isinstance(degree, bool | float) or not _rational(degree)):
            raise InputError("scaling", f"{degree!r} is no degree", "give an integer or a Fraction")
        found[_name(key)] = None if degree is None else Fraction(degree)
    return found


def findings(statement: Statement, degrees: Degrees) -> list[str]:
    """Each place where degrees are unequal, in a line."""
    if not degrees:
        return []
    if isinstance(statement, Real):
        walk = _Walk(degrees)
        for part in (*statement.given, statement.show):
            walk.condition(part)
        return list(dict.fromkeys(walk.found))
    return list(_of_words(statement, degrees)) if isinstance(statement, Words) else []


def _rational(degree: Any) -> bool:
    try:
        Fraction(degree)
    except (TypeError, ValueError):
        return False
    return True


def _name(key: Any) -> str:
    if isinstance(key, Expression):
        names = [letter.name for letter in key.letters] or list(key.variables)
        return names[0] if len(names) == 1 else ""
    return str(key)


class _Walk:
    """Degrees of expressions: a number, or None where it may be any; what does not fit is noted."""

    def __init__(self, degrees: Degrees) -> None:
        self.degrees, self.found = degrees, list[str]()

    def condition(self, node: Condition) -> None:
        """Look into the relations of a condition."""
        if isinstance(node, Relation):
            self._equal([node.left, node.right], "the sides have the degrees", node)
            return
        for part in parts_of(node):
            assert isinstance(part, Condition)
            self.condition(part)

    def degree(self, node: Formula) -> Fraction | None:
        """The degree of an expression; zero has any."""
        match node:
            case Number(value):
                return Fraction(0) if value else None
            case Symbol(name):
                return self.degrees.get(name)
            case Product(factors):
                parts = [self.degree(part) for part in factors]
                return None if None in parts else sum((d for d in parts if d is not None), Fraction(0))
            case Quotient(above, below):
                over, under = self.degree(above), self.degree(below)
                return None if over is None or under is None else over - under
            case Power(base, exponent):
                degree = self.degree(base)
                return None if degree is None else degree * exponent
            case Root(part):
                degree = self.degree(part)
                return None if degree is None else degree / 2
            case Negative(part) | Absolute(part):
                return self.degree(part)
            case Sum(terms):
                return self._equal(terms, "a sum of terms of the degrees", node)
            case Maximum(operands) | Minimum(operands):
                return self._equal(operands, "a choice between the degrees", node)
            case Cases(pairs):
                for test, _ in pairs:
                    self.condition(test)
                return self._equal([value for _, value in pairs], "a choice between the degrees", node)
            case Function(_, part):  # of numbers without a degree
                degree = self.degree(part)
                if degree:
                    self._note(f"an argument of the degree {degree} where a number belongs", node)
                return None if degree is None else Fraction(0)
        raise TypeError(type(node).__name__)

    def _equal(self, parts: Iterable[Any], what: str, node: Any) -> Fraction | None:
        degrees = sorted({d for d in map(self.degree, parts) if d is not None})
        if len(degrees) > 1:
            self._note(f"{what} {', '.join(map(str, degrees))}", node)
        return degrees[0] if len(degrees) == 1 else None

    def _note(self, what: str, node: Any) -> None:
        self.found.append(f"{what}: {_short(node)}")


def _short(node: Any) -> str:
    text = str(node)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _of_words(statement: Words, degrees: Degrees) -> Iterator[str]:
    left, right = statement.sides
    parts = [("the relation", (left, right)), *(("a hypothesis", (one,)) for one in statement.vanishing)]
    parts += [("a hypothesis", (one,)) for one in statement.nonnegative]
    known = {**dict.fromkeys(statement.sizes, Fraction(0)), **degrees}
    for what, expressions in parts:
        found = {_term(term, known) for one in expressions for term in one.terms} - {None}
        if len(found) > 1:
            told = ", ".join(map(str, sorted(d for d in found if d is not None)))
            yield f"{what} has terms of the degrees {told}: {_short(' and '.join(map(str, expressions)))}"


def _term(term: Term, degrees: Degrees) -> Fraction | None:
    """The degree of a term; None where a letter or parameter is not declared."""
    names = [name for name, power in term.variables for _ in range(power)]
    names += [letter.name for word in (*term.traces, term.word) for letter in word]
    parts = [degrees.get(name) for name in names]
    return None if None in parts else sum((d for d in parts if d is not None), Fraction(0))
