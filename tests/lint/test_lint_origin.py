"""A hypothesis that a note calls a fact is found, unless it is given as one."""

import pytest

from certify.claims import assuming, claim, conclusion_of, reals
from certify.claims.lint.origin import found
from certify.claims.statements.words import Words, matrix, sizes, square

a, b, c = reals("a b c")


@pytest.mark.parametrize(
    "note",
    [
        "b <= a by Weyl.",
        "Weyl's inequality gives b <= a.",
        "By Cauchy-Schwarz.",
        "von Neumann: |tr(A B)| is at most the sum.",
        "Hoffman-Wielandt",
        "by Hoffmann–Wielandt",
        "[40, Lemma 5.4] gives the second.",
        "Tu et al. give the second.",
        "Hoeffding's bound.",
    ],
)
def test_a_fact_that_is_cited_and_not_assumed_is_found(note: str) -> None:
    assert list(found(claim("Lemma 1, a line", 2 * a >= b, given=[b <= a, a >= 0], note=note)))


@pytest.mark.parametrize("note", ["b <= a is printed.", "Weylandt", "By lemma_2.first.", "see Lemma 5.45"])
def test_a_note_without_a_fact_is_not_found(note: str) -> None:
    assert not list(found(claim("Lemma 1, a line", 2 * a >= b, given=[b <= a, a >= 0], note=note)))


def test_what_assumes_that_fact_is_not_found_and_what_assumes_another_is() -> None:
    for fact, right in (("Weyl", True), ("Mirsky", False)):
        line = claim("x", 2 * a >= b, given=[assuming(fact, b <= a), a >= 0], note="by Weyl")
        assert bool(list(found(line))) is not right


def test_what_takes_the_conclusion_of_a_claim_is_not_found() -> None:
    line = claim("x", 2 * a >= b, given=[conclusion_of("lemma_2.weyl", b <= a), a >= 0], note="by Weyl")
    assert not list(found(line))


def test_a_statement_without_hypotheses_assumes_nothing() -> None:
    assert not list(found(claim("x", a**2 + b**2 >= 2 * a * b, note="Cauchy-Schwarz in the plane")))


def test_the_same_of_words() -> None:
    n, r = sizes("n r")
    X = matrix("X", n, r)
    bare = Words(2 * square(X), ">=", 1, nonnegative=(square(X) - 1,))
    assumed = Words(2 * square(X), ">=", 1, nonnegative=(assuming("Weyl", square(X) - 1),))  # type: ignore[arg-type]
    assert list(found(claim("x", bare, note="by Weyl")))
    assert not list(found(claim("x", assumed, note="by Weyl")))
