"""The conclusion of a claim is among its hypotheses, or follows from one of them at sight.

Relations are compared as polynomials of one side, the other being 0, up to positive multiples and up to a
constant that makes them weaker: a >= 1 gives 2 a > 0. Roots, quotients and the like count as symbols. That a
conclusion follows from several hypotheses together is what a line is for, and no finding.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias, cast

from certify.claims.claim import Claim
from certify.claims.statements.statement import Real
from certify.claims.statements.words import Expression, Words
from certify.formulas.expressions import (
    Condition,
    Conjunction,
    Disjunction,
    Implication,
    Negative,
    NotPolynomialError,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    asserted_parts,
    polynomial,
    text,
)
from certify.formulas.expressions.tree import Expression as Formula
from certify.formulas.expressions.tree import Node, mapped

Terms: TypeAlias = dict[tuple[tuple[str, int], ...], Fraction]
Side: TypeAlias = tuple[str, Terms]  # a sense of = != >= >, and the terms of what is compared with 0


def found(claim: Claim) -> Iterator[str]:
    """Where the conclusion is given."""
    statement = claim.statement
    if isinstance(statement, Real) and not statement.exists:
        given, show = _premises(statement)
        if is_given(show, given):
            yield f"{_short(text(show))} is given"
    elif isinstance(statement, Words) and _words_given(statement):
        yield f"{_short(f'{statement.left} {statement.sense} {statement.right}')} is given"


def is_given(show: Condition, given: Iterable[Condition]) -> bool:
    """Whether every part of a conclusion is a hypothesis, or follows from one alone."""
    hypotheses = [part for one in given for part in asserted_parts(one)]
    sides = [side for side in map(_side, hypotheses) if side is not None]
    return all(_part_given(part, hypotheses, sides) for part in asserted_parts(show))


def _premises(statement: Real) -> tuple[list[Condition], Condition]:
    given, show = list(statement.given), statement.show
    while isinstance(show, Implication):
        given.append(show.premise)
        show = show.conclusion
    return given, show


def _part_given(part: Condition, hypotheses: list[Condition], sides: list[Side]) -> bool:
    if part in hypotheses:
        return True
    if isinstance(part, Disjunction):
        return any(_part_given(one, hypotheses, sides) for one in part.parts)
    if isinstance(part, Conjunction):
        return all(_part_given(one, hypotheses, sides) for one in part.parts)
    side = _side(part)
    if side is None:
        return False
    if any(_gives(known, side) for known in sides):
        return True
    sense, terms = side
    if sense != "=":
        return False
    negated = {monomial: -value for monomial, value in terms.items()}
    return all(any(_gives(known, (">=", way)) for known in sides) for way in (terms, negated))


def _side(condition: Condition) -> Side | None:
    """A relation as terms compared with 0; None for what is no relation, or has too many terms."""
    if not isinstance(condition, Relation):
        return None
    left, right = (
        cast(Formula, mapped(condition.left, _opaque)),
        cast(Formula, mapped(condition.right, _opaque)),
    )
    difference = right - left if condition.sense in ("<", "<=") else left - right
    names = sorted(difference.symbols)
    try:
        found = polynomial(difference, names)
    except NotPolynomialError:
        return None
    terms = {
        tuple((name, power) for name, power in zip(names, monomial, strict=True) if power): Fraction(value)
        for monomial, value in found.items()
        if value
    }
    return {"<": ">", "<=": ">="}.get(condition.sense, condition.sense), terms


def _opaque(node: Node) -> Node:
    """A symbol in place of what is no polynomial."""
    match node:
        case Number() | Symbol() | Sum() | Product() | Negative():
            return node
        case Power() if node.exponent.denominator == 1 and node.exponent >= 0:
            return node
        case Quotient() if isinstance(node.denominator, Number) and node.denominator.value:
            return node
        case Quotient():
            return Product((node.numerator, Symbol(f"1/({text(node.denominator)})")))
        case Formula():
            return Symbol(f"[{text(node)}]")
    return node


def _gives(known: Side, wanted: Side) -> bool:
    """Whether p sense 0 gives q sense 0 since q is a multiple of p and a constant."""
    (sense, p), (asked, q) = known, wanted
    body_p, body_q = _without_constant(p), _without_constant(q)
    if not body_q or set(body_p) != set(body_q):
        return False
    first = next(iter(body_q))
    factor = body_q[first] / body_p[first]
    if any(body_q[monomial] != factor * value for monomial, value in body_p.items()):
        return False
    room = q.get((), Fraction(0)) - factor * p.get((), Fraction(0))  # q = factor p + room
    if sense in ("=", "!="):
        exact = room == 0 and asked == sense
        return exact or (sense == "=" and {">=": room >= 0, ">": room > 0, "!=": room != 0}.get(asked, False))
    if factor < 0:
        return asked == "!=" and ((sense == ">" and room <= 0) or room < 0)
    strict = sense == ">"
    enough = room > 0 or (room == 0 and strict)
    return {">=": room >= 0, ">": enough, "!=": enough}.get(asked, False)


def _without_constant(terms: Terms) -> Terms:
    return {monomial: value for monomial, value in terms.items() if monomial}


def _words_given(statement: Words) -> bool:
    left, right = statement.sides
    wanted = left - right if statement.sense != "<=" else right - left
    if not wanted.terms:
        return False
    if any(_multiple(wanted, one) for one in statement.vanishing):
        return True
    return statement.sense != "==" and any((_multiple(wanted, one) or 0) > 0 for one in statement.nonnegative)


def _multiple(wanted: Expression, known: Expression) -> Fraction | None:
    """The number c with wanted = c known, or None."""
    if wanted.shape != known.shape or set(wanted.terms) != set(known.terms):
        return None
    factors = {value / known.terms[term] for term, value in wanted.terms.items()}
    return factors.pop() if len(factors) == 1 else None


def _short(said: str) -> str:
    return said if len(said) <= 80 else f"{said[:79]}…"
