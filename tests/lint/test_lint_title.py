"""A title that names a numbered result alone belongs to a whole statement."""

import pytest

from certify.claims import case, claim, part, reals, whole
from certify.claims.lint.title import found
from certify.claims.scope import Scope

a, b = reals("a b")


@pytest.mark.parametrize(
    "title",
    [
        "Theorem 1.4",
        "Theorem 1.4: |E| <= 2",
        "Lemma C.8: the gradient",
        "Corollary 1",
        "Theorem 1.4 (Symmetric parameterization): the bound",
        "Lemma 3.8 repaired: for all sizes",
    ],
)
def test_a_line_that_bears_the_name_of_a_result_is_found(title: str) -> None:
    assert list(found(claim(title, a >= b, printed=True)))
    assert list(found(claim(title, a >= b)))


@pytest.mark.parametrize("scope", [whole, part("necessity"), case("n = 1")])
def test_whole_statements_and_named_parts_may(scope: Scope) -> None:
    assert not list(found(claim("Theorem 1.4: |E| <= 2", a >= b, printed=True, scope=scope)))


@pytest.mark.parametrize(
    "title",
    [
        "Theorem 1.4, first display: |E| <= 2",
        "Lemma 1 (a): the bound",
        "Lemma 3.8, third display",
        "Proof of Theorem 1.4: the last step",
        "(19): the gradient",
        "Theorem 1.4 at X = 0: the bound",
        "Definition 3.1: D0",
    ],
)
def test_a_line_that_says_where_it_stands_is_not_found(title: str) -> None:
    assert not list(found(claim(title, a >= b, printed=True)))


def test_a_line_that_repairs_a_whole_result_is_found_and_one_that_repairs_a_line_is_told_once() -> None:
    theorem = claim("Theorem 1.4", a >= b, printed=True, scope=whole)
    assert not list(found(theorem))
    assert list(found(theorem.repaired("the sign", show=a > b)))
    assert not list(found(theorem.repaired("the sign", show=a > b, scope=whole)))
    assert not list(found(claim("Theorem 1.4", a >= b, printed=True).repaired("the sign", show=a > b)))
