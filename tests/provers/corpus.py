"""Statements about real numbers whose truth is known, with margins from 1 to 1e-9, and traps."""

from typing import Any

from certify.claims import Abs, And, Eq, Implies, Max, Min, Ne, Not, Or, Piecewise, Rational, reals, sqrt
from certify.claims.statements.statement import Real
from certify.formulas.expressions import Symbol, expression

x, y, z, t = reals("x y z t")
a, b, tau, c, u, s = reals("alpha beta tau c u s")
TINY = Rational(1, 10**9)
SMALL = Rational(1, 10**6)


def ge(left: Any, right: Any) -> Any:
    """left >= right."""
    return expression(left) >= right


def gt(left: Any, right: Any) -> Any:
    """left > right."""
    return expression(left) > right


def eq(left: Any, right: Any) -> Any:
    """left = right."""
    return Eq(left, right)


def over(left: Any, right: Any) -> Any:
    """left/right."""
    return expression(left) / right


def every(show: Any, *given: Any) -> Real:
    """For all values of the symbols that occur."""
    names = frozenset[str]().union(*(part.symbols for part in (show, *given)))
    return Real(tuple(map(Symbol, sorted(names))) or (x,), given, show)


def some(show: Any, *given: Any) -> Real:
    """For some values of the symbols that occur."""
    names = frozenset[str]().union(*(part.symbols for part in (show, *given)))
    return Real(tuple(map(Symbol, sorted(names))) or (x,), given, show, exists=True)


unit_circle = Eq(x**2 + y**2, 1)
positive = (x > 0, y > 0, z > 0)
tent = Piecewise((x, x <= 1), (2 - x, True))

TRUE: dict[str, Real] = {
    "a square": every(ge(x**2, 0)),
    "a square plus one": every(gt(x**2, -1)),
    "a square above minus 1e-9": every(gt(x**2, -TINY)),
    "two squares": every(x**2 + y**2 >= 2 * x * y),
    "quartic with margin": every(gt(x**4 - x**2 + 1, 0)),
    "quartic touching": every(ge((x**2 - 2) ** 2, 0)),
    "quartic above touching by 1e-9": every(gt((x**2 - 2) ** 2 + TINY, 0)),
    "Motzkin": every(ge(x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1, 0)),
    "Robinson-like, symmetric quartic": every(ge(x**4 + y**4 + z**4, x * y * z * (x + y + z))),
    "Schur": every(
        x * (x - y) * (x - z) + y * (y - x) * (y - z) + z * (z - x) * (z - y) >= 0, x >= 0, y >= 0, z >= 0
    ),
    "Cauchy-Schwarz": every((x * y + z * t) ** 2 <= (x**2 + z**2) * (y**2 + t**2)),
    "Nesbitt": every(x / (y + z) + y / (x + z) + z / (x + y) >= Rational(3, 2), *positive),
    "arithmetic and geometric mean": every(sqrt(x * y) <= (x + y) / 2, x >= 0, y >= 0),
    "harmonic and geometric mean": every(2 / (1 / x + 1 / y) <= sqrt(x * y), x > 0, y > 0),
    "x + 1/x": every(x + 1 / x >= 2, x > 0),
    "x + 1/x, margin 1e-9": every(x + 1 / x > 2 - TINY, x > 0),
    "x + 1/x, the other side": every(x + 1 / x <= -2, x < 0),
    "1/x decreases": every(1 / x > 1 / y, x > 0, y > x),
    "triangle": every(Abs(x + y) <= Abs(x) + Abs(y)),
    "triangle, reversed": every(Abs(Abs(x) - Abs(y)) <= Abs(x - y)),
    "norms": every(sqrt(x**2 + y**2) <= Abs(x) + Abs(y)),
    "norms, two": every(Abs(x) + Abs(y) <= sqrt(2) * sqrt(x**2 + y**2)),
    "maximum by absolute value": every(eq(Max(x, y), (x + y + Abs(x - y)) / 2)),
    "minimum plus maximum": every(eq(Max(x, y) + Min(x, y), x + y)),
    "positive part": every(ge(Max(x, 0), x)),
    "positive part squared": every(Max(x, 0) ** 2 <= x**2),
    "tent below one": every(tent <= 1),
    "tent at a tie": every(eq(tent, 1), Eq(x, 1)),
    "tent is a minimum": every(eq(tent, Min(x, 2 - x))),
    "tangent to the circle": every(x + y <= sqrt(2), x**2 + y**2 <= 1),
    "tangent to the circle, margin 1e-9": every(x + y < sqrt(2) + TINY, x**2 + y**2 <= 1),
    "on the circle": every(Abs(x * y) <= Rational(1, 2), unit_circle),
    "on the circle, identity": every(Eq((x + y) ** 2 + (x - y) ** 2, 2), unit_circle),
    "cubic touching in an interval": every(ge(x**3 - x**2 + Rational(4, 27), 0), x >= 0, x <= 1),
    "cubic with margin 1e-9": every(gt(x**3 - x**2 + Rational(4, 27) + TINY, 0), x >= 0, x <= 1),
    "product of a box": every((1 - x) * (1 - y) <= 1, x >= 0, x <= 1, y >= 0, y <= 1),
    "product of a box, from below": every(x * y >= x + y - 1, x >= 0, x <= 1, y >= 0, y <= 1),
    "cosine of a sum": every(c * u - a * tau <= 1, Eq(a**2 + c**2, 1), Eq(tau**2 + u**2, 1)),
    "half circle above its chord": every(sqrt(1 - a**2) >= 1 - a, a >= 0, a <= 1),
    "half circle below its tangent": every(sqrt(1 - a**2) <= 1 - a**2 / 2, a >= 0, a <= 1),
    "square root of a sum": every(sqrt(x + y) <= sqrt(x) + sqrt(y), x >= 0, y >= 0),
    "square root increases": every(sqrt(x) <= sqrt(y), x >= 0, y >= x),
    "square root, conjugate": every(Eq((sqrt(x) - 1) * (sqrt(x) + 1), x - 1), x >= 0),
    "quotient, conjugate": every(Eq((1 - sqrt(1 - x**2)) / x, x / (1 + sqrt(1 - x**2))), x > 0, x < 1),
    "Bernoulli": every((1 + x) ** 3 >= 1 + 3 * x, x >= -1),
    "x/x away from zero": every(eq(over(x, x), 1), Ne(x, 0)),
    "cancelled quotient": every(eq(over(x**2 - 1, x - 1), x + 1), Ne(x, 1)),
    "cancels, with equations assumed": every(eq(over(x, y), over(x, y)), unit_circle, y > 0),
    "guarded by a disjunction": every(Or(Eq(x, 0), eq(over(x, x), 1))),
    "guarded by an implication": every(Implies(x > 1, 1 / x < 1)),
    "cases": every(Or(x > 0, x < 0, Eq(x, 0))),
    "hypothesis in two cases": every(x**2 >= 1, Or(x >= 1, x <= -1)),
    "negated hypothesis": every(x > 1, Not(x <= 1)),
    "an undefined hypothesis does not hold": every(x > 0, 1 / x > 0),
    "strict from strict": every(2 * x > 0, x > 0),
    "cubic growth": every(x**3 > 8, x > 2),
    "cube root": every(x ** Rational(1, 3) <= 1 + x / 3, x >= 0),
    "quadratic bound": every(t <= b / a + sqrt(c / a), a > 0, b >= 0, c >= 0, t >= 0, a * t**2 <= b * t + c),
    "discriminant": every(b**2 >= 4 * a * c, Eq(a * x**2 + b * x + c, 0)),
    "equation solved": every(Or(Eq(x, 1), Eq(x, 2)), Eq(x**2 - 3 * x + 2, 0)),
    "x^2 = 2 has a solution": some(Eq(x**2, 2)),
    "a point in a thin slice": some(And(x > 0, x < TINY)),
    "a point on two curves": some(Eq(x * y, 1), Eq(x + y, Rational(5, 2))),
    "square root of two, from above": every(x > Rational(141421356, 10**8), Eq(x**2, 2), x > 0),
    "four variables": every(x * y + y * z + z * t + t * x <= x**2 + y**2 + z**2 + t**2),
    "hypotheses at one point": every(x >= 1, Eq((x - 1) ** 2 + (y - 2) ** 2, 0)),
    "hypotheses at a surd": every(x > 1, Eq(x**2, 2), x > 0),
    "hypotheses at a cube root": every(x < 2, Eq(x**3, 2)),
    "there is a cube root": some(Eq(x**3, 2)),
}

FALSE: dict[str, Real] = {
    "squares are positive": every(gt(x**2, 0)),
    "squares exceed 1e-9": every(x**2 >= TINY),
    "x^2 >= x": every(x**2 >= x),
    "two squares, strict": every(x**2 + y**2 > 2 * x * y),
    "two squares, constant too large by 1e-9": every(x**2 + y**2 >= (2 + TINY) * x * y),
    "quartic touching, strict": every(gt((x**2 - 2) ** 2, 0)),
    "quartic below touching by 1e-9": every((x**2 - 2) ** 2 >= TINY),
    "Motzkin, strict": every(x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 > 0),
    "Motzkin, minus 1e-6": every(x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 >= SMALL),
    "Cauchy-Schwarz, strict": every((x * y + z * t) ** 2 < (x**2 + z**2) * (y**2 + t**2)),
    "Nesbitt, constant too large": every(
        x / (y + z) + y / (x + z) + z / (x + y) >= Rational(3, 2) + SMALL, *positive
    ),
    "means the wrong way": every(sqrt(x * y) >= (x + y) / 2, x >= 0, y >= 0),
    "means, strict": every(sqrt(x * y) < (x + y) / 2, x >= 0, y >= 0),
    "x + 1/x, constant too large by 1e-9": every(x + 1 / x >= 2 + TINY, x > 0),
    "x + 1/x, strict": every(x + 1 / x > 2, x > 0),
    "x + 1/x without its hypothesis": every(x + 1 / x >= 2, Ne(x, 0)),
    "1/x decreases, everywhere": every(1 / x > 1 / y, Ne(x, 0), Ne(y, 0), y > x),
    "triangle, strict": every(Abs(x + y) < Abs(x) + Abs(y)),
    "triangle, equality": every(Eq(Abs(x + y), Abs(x) + Abs(y))),
    "norms, too small a constant": every(Abs(x) + Abs(y) <= Rational(7, 5) * sqrt(x**2 + y**2)),
    "norms, constant short of sqrt 2 by 1e-9": every(
        Abs(x) + Abs(y) <= Rational(1414213562, 10**9) * sqrt(x**2 + y**2)
    ),
    "sign of the absolute value": every(eq(Max(x, y), (x + y - Abs(x - y)) / 2)),
    "maximum of three": every(Eq(Max(x, y, z), Max(x, y))),
    "positive part, linear": every(Eq(Max(x, 0), x)),
    "tent below 0.999999": every(tent < 1 - SMALL),
    "tent strictly below one": every(tent < 1),
    "tent is a maximum": every(Eq(tent, Max(x, 2 - x))),
    "wrong branch at a tie": every(Eq(Piecewise((0, x < 1), (1, True)), 0), x <= 1),
    "tangent to the circle, short by 1e-8": every(x + y <= Rational(141421356, 10**8), x**2 + y**2 <= 1),
    "tangent to the circle, strict": every(x + y < sqrt(2), x**2 + y**2 <= 1),
    "on the circle, strict": every(x * y < Rational(1, 2), unit_circle),
    "on the circle, one branch only": every(Eq(y, sqrt(1 - x**2)), unit_circle),
    "cubic touching in an interval, strict": every(gt(x**3 - x**2 + Rational(4, 27), 0), x >= 0, x <= 1),
    "cubic below by 1e-9": every(ge(x**3 - x**2 + Rational(4, 27) - TINY, 0), x >= 0, x <= 1),
    "cubic outside its interval": every(ge(x**3 - x**2 + Rational(4, 27), 0), x >= -1, x <= 1),
    "product of an open box, equality at the corner": every(x * y < 1, x >= 0, x <= 1, y >= 0, y <= 1),
    "cosine of a sum, strict": every(c * u - a * tau < 1, Eq(a**2 + c**2, 1), Eq(tau**2 + u**2, 1)),
    "half circle below its chord": every(sqrt(1 - a**2) <= 1 - a, a >= 0, a <= 1),
    "half circle, tangent too low": every(sqrt(1 - a**2) <= 1 - a**2, a >= 0, a <= 1),
    "square root is additive": every(Eq(sqrt(x + y), sqrt(x) + sqrt(y)), x >= 0, y >= 0),
    "square root below the identity": every(sqrt(x) <= x, x >= 0),
    "square root of a square": every(eq(sqrt(x**2), x)),
    "conjugate with the wrong sign": every(
        Eq((1 + sqrt(1 - x**2)) / x, x / (1 + sqrt(1 - x**2))), x > 0, x < 1
    ),
    "Bernoulli too far left": every((1 + x) ** 3 >= 1 + 3 * x, x >= -4),
    "strict at a closed end": every(x > 0, x >= 0),
    "large numbers": every(x <= 10**9),
    "large numbers, squared": every(x**2 <= 10**18),
    "small numbers": every(x >= TINY, x > 0),
    "true only for integers": every(x**2 >= x, x >= 0),
    "one of two solutions": every(Eq(x, 1), Eq(x**2 - 3 * x + 2, 0)),
    "hypotheses at a surd": every(x > Rational(3, 2), Eq(x**2, 2), x > 0),
    "quantifiers exchanged": every(Eq(x * y, 1), Ne(x, 0)),
    "degree of a bound": every(x**3 <= x**2 + 1),
    "sum of positives": every(x + y > z, *positive),
    "converse of an implication": every(x > 0, x**2 > 0),
    "quadratic bound without the root": every(
        t <= b / a + c / a, a > 0, b >= 0, c >= 0, t >= 0, a * t**2 <= b * t + c
    ),
    "disjunction with a gap": every(Or(x > 0, x < 0)),
    "implication with a gap at the end": every(Implies(x >= 1, 1 / x < 1)),
    "conjunction with one false part": every(And(x**2 > -x, x + 1 > 0), x > -1),
    "x^2 = -1 has a solution": some(eq(x**2, -1)),
    "below the minimum": some(x**2 - 2 * x < -1 - TINY),
    "a point on two curves that do not meet": some(Eq(x * y, 1), Eq(x + y, 1)),
    "there is a greatest square root": some(And(x > sqrt(2), Eq(x**2, 2))),
    "there is a number above its own bound": some(x > 1 + TINY, x**2 <= 1),
    "algebraic, not a surd": every(x**3 - x < -Rational(3849, 10**4), x >= 0, Eq(x**3 - x - y, 0)),
    "false at a cube root only": every(Ne(x**3, 2)),
}

VACUOUS: dict[str, Real] = {
    "contradictory signs": every(x > 5, x > 0, x < 0),
    "a square is negative": every(x > 5, x**2 < 0),
    "no such triangle": every(Eq(x, 1), x > y, y > z, z > x),
    "two circles that do not meet": every(x > 7, x**2 + y**2 <= 1, (x - 3) ** 2 + y**2 <= 1),
    "missed by 1e-9": every(x > 7, x**2 + y**2 <= 1, x >= 1 + TINY),
    "only where a root is undefined": every(x > 7, sqrt(x) > 1, x < 0),
    "a square is negative, undefined elsewhere": every(x > 7, sqrt(x) + x**2 < 0),
    "only where a quotient is undefined": every(x > 7, eq(over(x, x), 1), Eq(x, 0)),
}

ILL_POSED: dict[str, Real] = {
    "x/x at zero": every(eq(over(x, x), 1)),
    "x/x at zero, closed hypothesis": every(eq(over(x, x), 1), x >= 0),
    "true where the root is defined": every(sqrt(x) >= 0),
    "root undefined by 1e-9": every(ge(sqrt(x + 1), 0), x >= -1 - TINY),
    "pole on the boundary": every(1 / (1 - x) >= 1, x >= 0, x <= 1),
    "pole inside": every(1 / (x - y) ** 2 > 0, x > 0, y > 0),
    "undefined in a branch": every(Piecewise((1 / x, x <= 1), (1, True)) > 0, x >= 0),
    "one over nothing": every(eq(over(x, x + -x), 1), x > 0),
    "no branch": every(Piecewise((x, x > 1)) > 0, x > 0),
}
