"""Random trees of every kind but exp and log, and what an expression is worth at a point."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from certify.formulas.expressions import (
    Absolute,
    Cases,
    Conjunction,
    Disjunction,
    Expression,
    Function,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
)

NAMES = ("a", "x_1", "eps2", "alpha", "width", "r_star", "α")
SENSES = ("=", "!=", "<", "<=", ">", ">=")
NUMBERS = st.builds(Number, st.fractions(-9, 9, max_denominator=7))
SYMBOLS = st.builds(Symbol, st.sampled_from(NAMES))
EXPONENTS = st.sampled_from(
    [Fraction(q) for q in ("0", "1", "2", "3", "-1", "-2", "1/2", "1/3", "-1/2", "5/3")]
)


def several(parts: Any) -> Any:
    """Two or three of them."""
    return st.lists(parts, min_size=2, max_size=3).map(tuple)


def relations(parts: Any) -> Any:
    """Comparisons of two of them."""
    return st.builds(Relation, st.sampled_from(SENSES), parts, parts)


def simple(parts: Any) -> Any:
    """Comparisons, and true and false."""
    return relations(parts) | st.builds(Truth, st.booleans())


def conditions(parts: Any) -> Any:
    """Conditions about expressions."""
    return st.recursive(
        simple(parts),
        lambda inner: st.one_of(
            st.builds(Conjunction, several(inner)),
            st.builds(Disjunction, several(inner)),
            st.builds(Negation, inner),
            st.builds(Implication, inner, inner),
        ),
        max_leaves=4,
    )


def larger(parts: Any) -> Any:
    """What is built of expressions."""
    return st.one_of(
        st.builds(Sum, several(parts)),
        st.builds(Product, several(parts)),
        st.builds(Negative, parts),
        st.builds(Quotient, parts, parts),
        st.builds(Power, parts, EXPONENTS),
        st.builds(Root, parts),
        st.builds(Absolute, parts),
        st.builds(Minimum, several(parts)),
        st.builds(Maximum, several(parts)),
        st.builds(Cases, st.lists(st.tuples(simple(parts), parts), min_size=1, max_size=3).map(tuple)),
    )


EXPRESSIONS = st.recursive(NUMBERS | SYMBOLS, larger, max_leaves=8)
CONDITIONS = conditions(EXPRESSIONS)
# Expressions with a value wherever all symbols are positive.
DEFINED = st.recursive(
    NUMBERS | SYMBOLS,
    lambda parts: st.one_of(
        st.builds(Sum, several(parts)),
        st.builds(Product, several(parts)),
        st.builds(Negative, parts),
        st.builds(Power, parts, st.sampled_from([Fraction(2), Fraction(3)])),
        st.builds(lambda a, b: Quotient(a, 1 + Absolute(b)), parts, parts),
        st.builds(lambda a: Root(a**2), parts),
        st.builds(lambda a, q: Power(1 + a**2, q), parts, EXPONENTS),
        st.builds(Absolute, parts),
        st.builds(Minimum, several(parts)),
        st.builds(Maximum, several(parts)),
        st.builds(lambda a: Function("exp", -Absolute(a)), parts),
        st.builds(lambda a: Function("log", 1 + Absolute(a)), parts),
    ),
    max_leaves=8,
)


def value(node: Expression, at: Mapping[str, float]) -> float:
    """What an expression is worth, in floats."""
    match node:
        case Number(exact):
            return float(exact)
        case Symbol(name):
            return at[name]
        case Sum(parts):
            return math.fsum(value(part, at) for part in parts)
        case Product(parts):
            return math.prod(value(part, at) for part in parts)
        case Negative(part):
            return -value(part, at)
        case Quotient(above, below):
            return value(above, at) / value(below, at)
        case Power(base, exponent):
            return float(value(base, at) ** float(exponent))
        case Root(part):
            return math.sqrt(value(part, at))
        case Absolute(part):
            return abs(value(part, at))
        case Minimum(parts):
            return min(value(part, at) for part in parts)
        case Maximum(parts):
            return max(value(part, at) for part in parts)
        case Function(name, part):
            return {"exp": math.exp, "log": math.log}[name](value(part, at))
    raise AssertionError(node)
