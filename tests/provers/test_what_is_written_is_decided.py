"""The sentence that is decided is the sentence that was written: nothing is cancelled, folded or assumed."""

from typing import Any

import pytest

from certify.claims import Abs, Eq, Max, Ne, Rational, cases, claim, reals, sqrt
from certify.claims.results.verdict import Verdict
from certify.provers.audit import settles
from certify.provers.outcome import Budget

from .deciding import decided

a, b, s, t, x, y = reals("a b s t x y")
ZERO = x - x

SENTENCES: dict[str, tuple[Any, list[Any], Verdict]] = {
    # A factor that cancels leaves its pole.
    "t s/t where t may be 0": (t * s / t >= s / 2, [s > 0], Verdict.ILL_POSED),
    "(x^2 - 1)/(x - 1) where x may be 1": (Eq((x**2 - 1) / (x - 1), x + 1), [x >= 0], Verdict.ILL_POSED),
    "x^3/x^2 where x may be 0": (x**3 / x**2 <= x**2 + 1, [], Verdict.ILL_POSED),
    "a pole beside a factor 0": (Eq(0 * (1 / x), 0), [], Verdict.ILL_POSED),
    "x^0 of what is undefined": (Eq((1 / x) ** 0, 1), [], Verdict.ILL_POSED),
    "t s/t away from 0": (t * s / t >= s / 2, [s > 0, Ne(t, 0)], Verdict.PROVED),
    # A root of a product is no product of roots.
    "sqrt(x^2 y) at x = 0": (y >= 0, [sqrt(x**2 * y) >= 0], Verdict.REFUTED),
    "sqrt(x^2 y) away from 0": (y >= 0, [sqrt(x**2 * y) >= 0, Ne(x, 0)], Verdict.PROVED),
    "sqrt(x^2) is |x|": (Eq(sqrt(x**2), Abs(x)), [], Verdict.PROVED),
    "sqrt(x^2) is not x": (Eq(sqrt(x**2), x), [], Verdict.REFUTED),
    "sqrt(x)^2 on a half-line": (Eq(sqrt(x) ** 2, x), [], Verdict.ILL_POSED),
    # A hypothesis that is undefined does not hold.
    "x/x among the hypotheses": (Ne(x, 0), [x / x + y**2 >= y], Verdict.PROVED),
    "sqrt(x) among the hypotheses": (x >= 0, [sqrt(x) + y**2 >= y], Verdict.PROVED),
    "1/(x y) among the hypotheses": (Ne(x * y, 0), [1 / (x * y) > -1 - x**2], Verdict.PROVED),
    "x - x below a bar": (x > 7, [1 / ZERO > 0], Verdict.VACUOUS),
    # Cases and extrema are taken as they stand.
    "a case that is never reached is not looked at": (
        cases((x, x >= 0), (1 / (x - 1), True)) <= x**2 + 1, [x >= 0], Verdict.PROVED
    ),
    "max of something undefined": (Max(x, 1 / x) >= x, [], Verdict.ILL_POSED),
    "x <= x": (x <= x, [], Verdict.PROVED),
    "x < x": (x < x, [], Verdict.REFUTED),
    "numbers alone": (sqrt(2) + sqrt(3) > Rational(314, 100), [], Verdict.PROVED),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_the_verdict_is_on_what_was_written(name: str) -> None:
    """And the kernel's certificate is of this very statement."""
    show, given, verdict = SENTENCES[name]
    statement = claim(name, show, given=given).statement
    outcome = decided(statement, Budget(seconds=60))
    assert outcome.verdict is verdict, outcome.how
    assert settles(statement, verdict, outcome.certificates)
    assert all(one.statement == statement.document() for one in outcome.certificates)
