"""Conditions renamed and compared: what the origin of a hypothesis needs of them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from certify.formulas.expressions import (
    Condition,
    NotPolynomialError,
    Relation,
    asserted_parts,
    polynomial,
    substitute,
)

TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def renamed(condition: Condition, names: Mapping[str, Any]) -> Condition:
    """The condition with expressions in place of symbols, by name, all at once."""
    return substitute(condition, names)


def gives(conclusion: Condition, hypothesis: Condition) -> bool:
    """Whether every part of the hypothesis is a part of the conclusion."""
    shown = list(asserted_parts(conclusion))
    return all(any(same(part, one) for one in shown) for part in asserted_parts(hypothesis))


def same(left: Condition, right: Condition) -> bool:
    """Whether both are one condition: as written, with the sides turned, or with terms moved.

    Terms are moved in relations of polynomials alone, which are defined everywhere.
    """
    if left == right:
        return True
    if not isinstance(left, Relation) or not isinstance(right, Relation):
        return False
    if right == Relation(TURNED[left.sense], left.right, left.left):
        return True
    one, other = moved(left), moved(right)
    return one is not None and one == other


def moved(relation: Relation) -> tuple[str, frozenset[tuple[tuple[tuple[str, int], ...], Fraction]]] | None:
    """A relation of polynomials as sense and terms of one side, the other being 0; None for any other.

    The sense is one of = != > >=, and of p = 0 and -p = 0 one is taken.
    """
    names = sorted(relation.symbols)
    try:
        terms = polynomial(relation.left - relation.right, names)
    except NotPolynomialError:
        return None
    named = {
        tuple((name, power) for name, power in zip(names, monomial, strict=True) if power): Fraction(value)
        for monomial, value in terms.items()
        if value
    }
    sense = relation.sense
    turned = sense.startswith("<") or (sense in ("=", "!=") and bool(named) and named[min(named)] < 0)
    if turned:
        named = {monomial: -value for monomial, value in named.items()}
    return TURNED[sense] if sense.startswith("<") else sense, frozenset(named.items())
