"""Statements that are true whatever they are about."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from certify.claims.claim import Claim
from certify.claims.statements.computation import Random
from certify.claims.statements.mask_enumeration import Masks
from certify.claims.statements.statement import Real
from certify.claims.statements.words import Expression, Words
from certify.formulas.expressions import Condition, Disjunction, Relation, Truth, asserted_parts
from certify.formulas.expressions import Expression as Formula
from certify.formulas.expressions.polynomials import constant


def found(claim: Claim) -> Iterator[str]:
    """Where both sides are one expression as written, or a bound on a probability holds of every one."""
    statement = claim.statement
    if isinstance(statement, Real) and all(map(_empty, asserted_parts(statement.show))):
        yield f"{statement.show} says nothing"
    elif isinstance(statement, Words):
        # Words are multiplied out when they are written: an identity is 0 = 0 by then, and says something.
        if not isinstance(statement.left, Expression) and not isinstance(statement.right, Expression):
            yield "both sides are numbers"
    elif isinstance(statement, Random | Masks):
        if statement.at_most is not None and _number(statement.at_most) >= 1:
            yield f"a probability is at most {statement.at_most}"
        elif statement.at_least is not None and _number(statement.at_least) <= 0:
            yield f"a probability is at least {statement.at_least}"


def _number(bound: Any) -> Fraction:
    return constant(bound) if isinstance(bound, Formula) else Fraction(str(bound))


def _empty(part: Condition) -> bool:
    if isinstance(part, Disjunction):
        return any(map(_empty, part.parts))
    if isinstance(part, Relation):
        return part.left == part.right and part.sense in ("=", "<=", ">=")
    return isinstance(part, Truth) and part.value
