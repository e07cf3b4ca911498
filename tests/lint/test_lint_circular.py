"""A conclusion among its hypotheses is found; one that takes two of them, or another sign, is not."""

import pytest

from certify.claims import And, Eq, Implies, Ne, claim, reals, sqrt
from certify.claims.lint.circular import found
from certify.claims.statements.words import Words, matrix, parameters, sizes, square, tr
from certify.formulas.expressions import Condition

a, b, c, x = reals("a b c x")


@pytest.mark.parametrize(
    ("given", "show"),
    [
        ([a >= b, c >= 0], a >= b),
        ([a >= b], b <= a),
        ([a >= b], a - b >= 0),
        ([And(a >= b, c >= 0)], c >= 0),
        ([a >= 1, c >= 0], And(c >= 0, 2 * a >= 2)),
        ([a >= b], 3 * a - 3 * b >= 0),
        ([a > b], a >= b),
        ([a > b], Ne(a, b)),
        ([a >= 1], a > 0),
        ([Eq(a, b)], Eq(2 * b, 2 * a)),
        ([Eq(a, b)], a <= b + 1),
        ([a <= 0, a >= 0], Eq(a, 0)),
        ([(a + b) ** 2 >= c], a**2 + 2 * a * b + b**2 >= c),
        ([sqrt(a) <= b], b - sqrt(a) >= 0),
        ([a / b <= c], c >= a / b),
        ([a >= b], (a >= b) | (c >= 0)),
        ([c >= 0], Implies(a >= b, a >= b - 1)),
    ],
)
def test_a_conclusion_that_is_given_is_found(given: list[Condition], show: Condition) -> None:
    assert list(found(claim("x", show, given=given)))


@pytest.mark.parametrize(
    ("given", "show"),
    [
        ([a >= b, b >= c], a >= c),
        ([a >= b], a > b),
        ([a >= b], b >= a),
        ([a >= 1], a >= 2),
        ([a >= b, c >= 0], And(a >= b, a + c >= b)),
        ([a >= 1], a**2 >= 1),
        ([a <= 0], Eq(a, 0)),
        ([Ne(a, b)], a > b),
        ([sqrt(a) <= b], a <= b**2),
        ([a / b <= c], a <= b * c),
        ([(a >= b) | (c >= 0)], a >= b),
        ([], (a + b) ** 2 >= 0),
        ([b >= 0], Eq(a, a)),
    ],
)
def test_a_conclusion_that_is_inferred_is_not_found(given: list[Condition], show: Condition) -> None:
    assert not list(found(claim("x", show, given=given)))


def test_an_existence_statement_has_no_hypotheses() -> None:
    assert not list(found(claim("x", a >= b, given=[a >= b], exists=True)))


def test_a_repair_that_asserts_its_own_hypothesis_is_found() -> None:
    printed = claim("Lemma 1", Eq(a, b), given=[a >= b, b >= c], printed=True)
    assert not list(found(printed))
    assert list(found(printed.repaired("weaker", show=a >= b)))
    assert not list(found(printed.repaired("otherwise", show=a >= c)))


n, r = sizes("n r")
X, S = matrix("X", n, r), matrix("S", n, n, symmetric=True)
(s,) = parameters("s")


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (Words(square(X), "==", s, vanishing=(s - tr(X * X.T),)), True),
        (Words(2 * square(X), ">=", 2 * s, nonnegative=(square(X) - s,)), True),
        (Words(s, "<=", square(X), nonnegative=(square(X) - s,)), True),
        (Words(square(X), ">=", s, vanishing=(s - square(X),)), True),
        (Words(square(X), "==", s, nonnegative=(square(X) - s,)), False),
        (Words(s, ">=", square(X), nonnegative=(square(X) - s,)), False),
        (Words(square(X) + 1, ">=", s, nonnegative=(square(X) - s,)), False),
        (Words(tr(X.T * S * X), "==", tr(S * X * X.T)), False),
    ],
)
def test_of_words_a_multiple_of_a_hypothesis_is_found(statement: Words, given: bool) -> None:
    assert bool(list(found(claim("x", statement)))) is given
