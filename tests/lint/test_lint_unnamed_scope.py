"""A part and a case say which."""

import pytest

from certify.claims import case, claim, part, reals, whole
from certify.claims.lint.unnamed_scope import found
from certify.claims.scope import Scope

a, b = reals("a b")


@pytest.mark.parametrize("scope", ["part", "case", part(""), case("  ")])
def test_a_part_or_a_case_without_a_name_is_found(scope: Scope | str) -> None:
    assert list(found(claim("Theorem 1", a >= b, printed=True, scope=scope)))


@pytest.mark.parametrize("scope", [part("necessity"), case("n = r = 1"), whole, "line", "whole"])
def test_others_are_not_found(scope: Scope | str) -> None:
    assert not list(found(claim("Theorem 1", a >= b, printed=True, scope=scope)))


def test_a_repair_of_one_without_a_name_is_found_as_well() -> None:
    printed = claim("Theorem 1", a >= b, printed=True, scope="case")
    assert list(found(printed.repaired("the sign", show=a > b)))
    assert not list(found(printed.repaired("the sign", show=a > b, scope=case("n = 1"))))
