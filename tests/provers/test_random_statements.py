"""Random statements: whatever is proved holds at random points, whatever is refuted fails at its witness.

The statement itself is evaluated, by sympy and in floats, so that a mistake in the normal form would show.
"""

import math
import random
from typing import Any

import pytest
import sympy

from certify.claims.statement import Real, reals
from certify.claims.verdict import Verdict
from certify.provers.outcome import Budget

from .deciding import decided

x, y = reals("x y")


def term(generator: random.Random, depth: int) -> Any:
    """A random expression with quotients, roots, absolute values, extrema and cases."""
    if depth == 0:
        return generator.choice([x, y, x, y, sympy.Integer(generator.randint(-3, 3)), sympy.Rational(1, 2)])
    a, b = term(generator, depth - 1), term(generator, depth - 1)
    kind = generator.randrange(10)
    if kind < 3:
        return a + b
    if kind < 5:
        return a * b
    return [
        lambda: a - b,
        lambda: sympy.Abs(a),
        lambda: sympy.Max(a, b) if generator.random() < 0.5 else sympy.Min(a, b),
        lambda: sympy.Mul(a, sympy.Pow(b, -1)),
        lambda: sympy.Pow(a * a + 1 if generator.random() < 0.6 else a, sympy.Rational(1, 2)),
    ][kind - 5]()


def value(expression: Any, at: dict[Any, float]) -> float:
    """The expression in floats; NaN where it is undefined."""
    if expression.is_Symbol:
        return at[expression]
    if expression.is_Rational:
        return float(expression)
    parts = [value(part, at) for part in expression.args]
    if any(math.isnan(part) for part in parts):
        return math.nan
    try:
        if expression.is_Add:
            return math.fsum(parts)
        if expression.is_Mul:
            return math.prod(parts)
        if expression.is_Pow:
            result = parts[0] ** parts[1]
            return math.nan if isinstance(result, complex) else result
    except (ZeroDivisionError, OverflowError):
        return math.nan
    return {"Abs": lambda v: abs(v[0]), "Max": max, "Min": min}[type(expression).__name__](parts)


def slack(relation: Any, at: dict[Any, float]) -> float:
    """Positive where it holds, negative where it fails, NaN where it is undefined."""
    difference = value(relation.lhs, at) - value(relation.rhs, at)
    return difference if isinstance(relation, sympy.Ge | sympy.Gt) else -difference


def relation(generator: random.Random, depth: int) -> Any:
    """A random inequality."""
    kind = generator.choice([sympy.Ge, sympy.Gt, sympy.Le])
    return kind(term(generator, depth), term(generator, 1))


@pytest.mark.parametrize("seed", range(40))
def test_verdicts_agree_with_evaluation(seed: int) -> None:
    """PROVED: no random point contradicts it. REFUTED: the witness does, as does ILL_POSED's."""
    generator = random.Random(seed)
    try:
        given, show = relation(generator, 1), relation(generator, 2)
    except ValueError:  # sympy will not build the maximum of something imaginary
        return
    outcome = decided(Real((x, y), (given,), show), Budget(seconds=2))
    if outcome.verdict in (Verdict.PROVED, Verdict.VACUOUS):
        for _ in range(2000):
            at = {x: generator.gauss(0, 2), y: generator.choice([0.0, 1.0, generator.gauss(0, 2)])}
            if slack(given, at) > 1e-7:
                assert outcome.verdict is Verdict.PROVED
                assert slack(show, at) > -1e-7
    elif outcome.witness and all("root" not in text for text in outcome.witness.values()):
        # The witness is our own text: rationals and square roots.
        at = {s: float(sympy.parse_expr(outcome.witness[s.name])) for s in (x, y)}
        assert slack(given, at) > -1e-7
        failing = slack(show, at)
        assert math.isnan(failing) or failing < 1e-7
