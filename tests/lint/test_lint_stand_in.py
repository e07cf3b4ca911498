"""Symbols that stand for something else are found by what is said of them, or by their names."""

import pytest

from certify.claims import claim, reals
from certify.claims.lint.stand_in import found

a, b = reals("a b")


@pytest.mark.parametrize(
    "note",
    [
        "D0X and et stand for |D0 X^T|^2 and |E_T|^2.",
        "s stands for r*.",
        "e standing for n, the number of rows",
        "The square of the norm in place of the norm.",
        "q stands  in for the rank",
    ],
)
def test_a_note_that_says_so_is_found(note: str) -> None:
    assert list(found(claim("Lemma 1, first line", a >= b, note=note)))


@pytest.mark.parametrize(
    "note",
    [
        "48 in place of 50 would do.",
        "would do with 48 in the place of 50",
        "Understanding format: a is |E|.",
        "It takes place on the sphere; a is |E|.",
        "The standard form.",
    ],
)
def test_a_note_about_constants_or_definitions_is_not_found(note: str) -> None:
    assert not list(found(claim("Lemma 1, first line", a >= b, note=note)))


def test_a_title_that_says_so_is_found_and_the_change_of_a_repair_is_not() -> None:
    assert list(found(claim("Lemma 1: s stands for r*", a >= b)))
    printed = claim("Lemma 1, first line", a >= b, printed=True)
    assert not list(found(printed.repaired("|F| in place of |E|", show=a >= b + 1)))


@pytest.mark.parametrize("name", ["value", "slope", "rhs", "total"])
def test_a_symbol_named_by_its_role_is_found(name: str) -> None:
    (symbol,) = reals(name)
    assert list(found(claim("Lemma 1, first line", symbol >= a)))


@pytest.mark.parametrize("name", ["value1", "slope_of_f", "v", "sigma"])
def test_a_symbol_of_its_own_name_is_not_found(name: str) -> None:
    (symbol,) = reals(name)
    assert not list(found(claim("Lemma 1, first line", symbol >= a)))
