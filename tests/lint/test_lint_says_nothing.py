"""Statements that hold of anything are found, identities are not."""

from fractions import Fraction
from typing import Any

import pytest

from certify.claims import And, Eq, Masks, Ne, Random, claim, mask_bits, reals
from certify.claims.lint.says_nothing import found
from certify.claims.statements.words import Words, matrix, sizes, tr
from certify.formulas.expressions import Condition, Truth

a, b = reals("a b")
n, r = sizes("n r")
X, Y = matrix("X", n, r), matrix("Y", r, n)


def event(_: Any) -> bool:
    return True


@pytest.mark.parametrize(
    "show",
    [Eq(a, a), a + b <= a + b, And(Eq(a, a), a * b >= a * b), Truth(True), (a >= b) | Eq(a, a)],
    ids=str,
)
def test_one_expression_on_both_sides_is_found(show: Condition) -> None:
    assert list(found(claim("Lemma 1, a line", show)))


@pytest.mark.parametrize(
    "show",
    [Eq(a + b, b + a), Eq((a + b) ** 2, a**2 + 2 * a * b + b**2), Ne(a, a), a < a, And(Eq(a, a), a >= b)],
    ids=str,
)
def test_an_identity_and_a_contradiction_say_something(show: Condition) -> None:
    assert not list(found(claim("Lemma 1, a line", show)))


@pytest.mark.parametrize(
    ("bounds", "empty"),
    [
        ({"at_most": 1.0}, True),
        ({"at_least": 0.0}, True),
        ({"at_most": 1.5}, True),
        ({"at_most": 0.99}, False),
        ({"at_least": 0.01}, False),
    ],
)
def test_a_bound_that_holds_of_every_probability_is_found(bounds: dict[str, float], empty: bool) -> None:
    assert bool(list(found(claim("Lemma 1, a line", Random("it", event, 10, **bounds))))) is empty


@pytest.mark.parametrize(
    ("bounds", "empty"),
    [({"at_least": 0}, True), ({"at_most": 1}, True), ({"at_most": Fraction(1, 2)}, False)],
)
def test_the_same_of_masks(bounds: dict[str, Any], empty: bool) -> None:
    masks = Masks((2, 2), "1/2", mask_bits(2, 2)[0, 0] >= 1, **bounds)
    assert bool(list(found(claim("Lemma 1, a line", masks)))) is empty


def test_words_that_cancel_when_they_are_written_say_something() -> None:
    assert not list(found(claim("Lemma 1, a line", Words(tr(X * Y) - tr(Y * X), "==", 0))))
    assert list(found(claim("Lemma 1, a line", Words(0, "==", 0))))
