"""What is no expression of a claim is refused in one line that says what to write instead."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from certify.claims import And, Eq, Piecewise, Rational, claim, maximum, reals, root, sqrt
from certify.claims.statements.statement import Real
from certify.common.errors import InputError
from certify.formulas.expressions import Symbol, expression

a, b = reals("a b")
k, positive = sympy.Symbol("k", integer=True), sympy.Symbol("a", positive=True)

REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "an integer symbol of sympy": (lambda: claim("c", Eq(3 * k**2 - k, 1), exists=True), "is a sympy object"),
    "a positive symbol of sympy": (lambda: claim("c", positive**3 + 1 >= positive), "is a sympy object"),
    "a symbol of sympy in a hypothesis": (lambda: claim("c", a > 0, given=[k > 0]), "is a sympy object"),
    "two symbols of one name": (lambda: claim("c", a + positive > 0), "is a sympy object"),
    "the same the other way round": (lambda: claim("c", positive + a > 0), "meets a sympy object"),
    "a name twice": (lambda: reals("a b a"), "stands there twice"),
    "a symbol bound twice": (lambda: Real((a, a), (), a > 0), "is bound twice"),
    "a symbol that is not bound": (lambda: Real((a,), (), a > b), "is not bound"),
    "something else bound": (lambda: Real(("a",), (), a > 0), "is no symbol"),  # type: ignore[arg-type]
    "sympy's rational": (lambda: a * sympy.Rational(1, 2), "is a sympy object"),
    "sympy's sum": (lambda: a <= sympy.Sum(k, (k, 1, 3)), "is a sympy object"),
    "sympy's matrix": (lambda: expression(sympy.MatrixSymbol("M", 2, 2)), "is a sympy object"),
    "sympy's truth": (lambda: claim("c", sympy.true), "is a sympy object"),
    "sympy's bound of a maximum": (lambda: maximum(a, (a, 0, sympy.pi), equals=1, at=1), "is a sympy object"),
    "a float": (lambda: a + 0.5, "is a binary float"),
    "a float of numpy": (lambda: a * np.float64(2.0), "is a binary float"),
    "a float to the left": (lambda: 0.1 * a, "is a binary float"),
    "a float in Rational": (lambda: Rational(0.1), "is a binary float"),
    "an array": (lambda: np.array([1, 2]) * a, "is no exact number"),
    "text": (lambda: a + "b", "is no exact number"),
    "a truth value": (lambda: a + True, "is a truth value"),
    "a condition": (lambda: a + (b > 0), "is a condition"),
    "a chain": (lambda: 0 < a < 1, "write And(a < b, b < c)"),
    "Python's and": (lambda: a > 0 and b > 0, "write And(a < b, b < c)"),
    "Python's ==": (lambda: claim("c", a == b), "write equations with Eq"),
    "an expression for a condition": (lambda: And(a, b > 0), "is no condition"),
    "a symbol as an exponent": (lambda: 2**a, "is no rational number"),
    "an exponent with a root": (lambda: a ** sqrt(2), "is no rational number"),
    "a root of order 1": (lambda: root(a, 1), "is no order of a root"),
    "cases without pairs": (lambda: Piecewise(a, b), "are no pairs"),
    "a division by zero": (lambda: Rational(1, 0), "divides by zero"),
    "no name": (lambda: reals(""), "are missing"),
    "a name that is none": (lambda: reals("a+b"), "is not a name"),
    "a name that is too long": (lambda: reals("a" * 65), "is not a name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_line(name: str) -> None:
    """The message names the field and the cure."""
    make, told = REFUSED[name]
    with pytest.raises(InputError) as caught:
        make()
    message = str(caught.value)
    assert told in message
    assert "\n" not in message
    assert "; " in message


def test_what_is_exact_is_taken() -> None:
    """Integers of Python and numpy, fractions, and text of numbers in Rational."""
    assert str(a + np.int64(2) * b - Fraction(1, 2) * Rational("0.25")) == "a + 2*b - 1/2*(1/4)"
    assert Symbol("a") == a
    assert sum([a, b]) == a + b
