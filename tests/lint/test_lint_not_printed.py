"""What is marked as printed, and of which the note says that it is not, is found."""

import pytest

from certify.claims import claim, reals
from certify.claims.lint.not_printed import found

a, b = reals("a b")


@pytest.mark.parametrize(
    "note",
    [
        "The constant is derived here.",
        "The range of tau is not printed.",
        "c = 1/2 is chosen.",
        "Chosen: e = |E|.",
        "The case r = 1; chosen for its size.",
        "The second half is ours.",
        "The paper does not state it.",
        "This is not in the paper.",
    ],
)
def test_a_printed_claim_whose_note_denies_it_is_found(note: str) -> None:
    assert list(found(claim("Lemma 1, first line", a >= b, printed=True, note=note)))


@pytest.mark.parametrize(
    "note",
    ["No range of tau is printed.", "Printed with |E| twice.", "The factors are independent.", "", "Hours."],
)
def test_other_notes_are_not_found(note: str) -> None:
    assert not list(found(claim("Lemma 1, first line", a >= b, printed=True, note=note)))


def test_what_is_not_marked_as_printed_may_say_so() -> None:
    own = claim("a step of our own", a >= b, note="It is derived here.")
    assert not list(found(own))
    printed = claim("Lemma 1, first line", a >= b, printed=True)
    assert not list(found(printed.repaired("the sign", show=a > b, note="The constant is chosen.")))
