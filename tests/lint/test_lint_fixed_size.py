"""A whole statement is about all sizes."""

from fractions import Fraction

import pytest

from certify.claims import (
    AtInstance,
    Computed,
    Curvature,
    Masks,
    Unmechanised,
    case,
    claim,
    mask_bits,
    reals,
    whole,
)
from certify.claims.lint.fixed_size import found
from certify.claims.statements.statement import Statement
from certify.recovery.instance.instance import Instance

a, b = reals("a b")


def fine() -> str:
    return ""


FIXED = [
    AtInstance(Instance([["1"], ["0"]], [["0"], ["3/2"]], delta=Fraction(2, 5)), "counterexample"),
    Computed("it is fine", fine),
    Curvature(a**2 - b**2, {a: 0, b: 0}, at_most=-1),
    Masks((2, 2), "1/2", mask_bits(2, 2)[0, 0] >= 1, at_least="1/2"),
]


@pytest.mark.parametrize("statement", FIXED, ids=lambda statement: statement.kind)
def test_a_whole_statement_at_fixed_sizes_is_found(statement: Statement) -> None:
    assert list(found(claim("Theorem 1", statement, printed=True, scope=whole)))


@pytest.mark.parametrize("statement", FIXED, ids=lambda statement: statement.kind)
def test_as_a_case_or_a_line_it_is_not(statement: Statement) -> None:
    assert not list(found(claim("Theorem 1", statement, printed=True, scope=case("n = 2"))))
    assert not list(found(claim("Theorem 1, a step", statement, printed=True)))


def test_a_whole_statement_about_reals_or_without_a_check_is_not_found() -> None:
    assert not list(found(claim("Theorem 1", a**2 + b**2 >= 2 * a * b, printed=True, scope=whole)))
    assert not list(found(claim("Theorem 1", Unmechanised("it", "no rule"), printed=True, scope=whole)))
