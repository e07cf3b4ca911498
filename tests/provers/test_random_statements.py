"""Random statements: whatever is proved holds at random points, whatever is refuted fails at its witness.

The statement itself is evaluated, in floats, so that a mistake in the normal form would show.
"""

import math
import random

import pytest
import sympy

from certify.claims import Abs, Max, Min, Rational, reals, sqrt
from certify.claims.results.verdict import Verdict
from certify.claims.statements.statement import Real
from certify.formulas.expressions import (
    Absolute,
    Expression,
    Maximum,
    Minimum,
    Negative,
    Number,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    parts_of,
)
from certify.provers.outcome import Budget

from .deciding import decided

x, y = reals("x y")


def term(generator: random.Random, depth: int) -> Expression:
    """A random expression with quotients, roots, absolute values, extrema and cases."""
    if depth == 0:
        return generator.choice([x, y, x, y, Rational(generator.randint(-3, 3)), Rational(1, 2)])
    a, b = term(generator, depth - 1), term(generator, depth - 1)
    kind = generator.randrange(10)
    if kind < 3:
        return a + b
    if kind < 5:
        return a * b
    return [
        lambda: a - b,
        lambda: Abs(a),
        lambda: Max(a, b) if generator.random() < 0.5 else Min(a, b),
        lambda: a / b,
        lambda: sqrt(a * a + 1 if generator.random() < 0.6 else a),
    ][kind - 5]()


def value(expression: Expression, at: dict[str, float]) -> float:
    """The expression in floats; NaN where it is undefined."""
    match expression:
        case Symbol(name):
            return at[name]
        case Number(number):
            return float(number)
    parts = [value(part, at) for part in parts_of(expression)]
    if any(math.isnan(part) for part in parts):
        return math.nan
    match expression:
        case Sum():
            return math.fsum(parts)
        case Product():
            return math.prod(parts)
        case Negative():
            return -parts[0]
        case Quotient():
            return parts[0] / parts[1] if parts[1] else math.nan
        case Root():
            return math.sqrt(parts[0]) if parts[0] >= 0 else math.nan
        case Absolute():
            return abs(parts[0])
        case Maximum():
            return max(parts)
        case Minimum():
            return min(parts)
    raise TypeError(type(expression).__name__)


def slack(relation: Relation, at: dict[str, float]) -> float:
    """Positive where it holds, negative where it fails, NaN where it is undefined."""
    difference = value(relation.left, at) - value(relation.right, at)
    return difference if relation.sense in (">", ">=") else -difference


def relation(generator: random.Random, depth: int) -> Relation:
    """A random inequality."""
    sense = generator.choice([">=", ">", "<="])
    return Relation(sense, term(generator, depth), term(generator, 1))


def number_in(text: str) -> float:
    """A witness in floats: our own text of rationals and square roots."""
    return float(sympy.parse_expr(text))


@pytest.mark.parametrize("seed", range(40))
def test_verdicts_agree_with_evaluation(seed: int) -> None:
    """PROVED: no random point contradicts it. REFUTED: the witness does, as does ILL_POSED's."""
    generator = random.Random(seed)
    given, show = relation(generator, 1), relation(generator, 2)
    outcome = decided(Real((x, y), (given,), show), Budget(seconds=2))
    if outcome.verdict in (Verdict.PROVED, Verdict.VACUOUS):
        for _ in range(2000):
            at = {"x": generator.gauss(0, 2), "y": generator.choice([0.0, 1.0, generator.gauss(0, 2)])}
            if slack(given, at) > 1e-7:
                assert outcome.verdict is Verdict.PROVED
                assert slack(show, at) > -1e-7
    elif outcome.witness and all("root" not in text for text in outcome.witness.values()):
        at = {name: number_in(outcome.witness[name]) for name in ("x", "y")}
        assert slack(given, at) > -1e-7
        failing = slack(show, at)
        assert math.isnan(failing) or failing < 1e-7
