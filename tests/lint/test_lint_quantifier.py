"""Titles that speak of all are found where the statement is about some."""

from fractions import Fraction

import pytest

from certify.claims import AtInstance, Computed, Random, case, claim, part, reals
from certify.claims.lint.quantifier import found
from certify.claims.statements.statement import Statement
from certify.recovery.instance.instance import Instance

a, b = reals("a b")


def fine(**_: int) -> str:
    return ""


def event(_: object) -> bool:
    return True


CASES = Computed("it is fine", fine, cases=[{"n": 1}, {"n": 2}])
AT = AtInstance(Instance([["1"], ["0"]], [["0"], ["3/2"]], delta=Fraction(2, 5)), "counterexample")


@pytest.mark.parametrize(
    "title",
    ["Lemma 1: for every r", "(19) for all sizes", "Lemma 1, bound (all cases)", "every n", "at any point"],
)
@pytest.mark.parametrize("statement", [CASES, AT, Random("it happens", event, 10, at_least=0.5)])
def test_a_title_about_all_of_a_statement_about_some_is_found(title: str, statement: Statement) -> None:
    assert list(found(claim(title, statement)))


def test_a_case_of_a_general_statement_is_found() -> None:
    assert list(found(claim("Lemma 1: for every r", a >= b, printed=True, scope=case("n = 1"))))


@pytest.mark.parametrize(
    "title", ["Lemma 1: at n = 2, r = 1", "Lemma 1: many points", "the company it keeps"]
)
def test_a_title_about_some_is_not_found(title: str) -> None:
    assert not list(found(claim(title, CASES)))


def test_a_statement_about_all_reals_may_say_so() -> None:
    assert not list(found(claim("Lemma 1: for every beta", a >= b, printed=True)))
    assert not list(found(claim("Lemma 1: for every beta", a >= b, printed=True, scope=part("existence"))))
