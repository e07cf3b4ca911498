"""What a claim states of a printed item, and the title that is made of it."""

from pathlib import Path

import pytest

from certify import check
from certify.claims import case, claim, line, part, reals, whole
from certify.claims.scope import NOWHERE, Scope
from certify.common.errors import InputError

(a,) = reals("a")
TRUE = a**2 + 1 >= 2 * a


def test_a_printed_claim_is_a_line_unless_it_says_more() -> None:
    assert claim("Lemma 1, second display", TRUE, printed=True).scope == line
    assert claim("Lemma 1", TRUE, printed=True, scope=whole).scope.kind == "whole"
    assert claim("Lemma 1", TRUE, printed=True, scope="whole").scope == whole


def test_what_is_not_printed_has_no_scope_and_counts_nowhere() -> None:
    own = claim("our own lemma", TRUE)
    assert own.scope == NOWHERE
    assert not own.counted
    assert not claim("Lemma 1", TRUE, printed=True, canary="PROVED").counted


@pytest.mark.parametrize("scope", ["whole", part("necessity"), line])
def test_a_scope_of_what_is_not_printed_is_an_input_error(scope: Scope | str) -> None:
    with pytest.raises(InputError, match="scope"):
        claim("our own lemma", TRUE, scope=scope)


def test_an_unknown_scope_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'half' is no scope; use one of whole, line, part, case"):
        claim("Lemma 1", TRUE, printed=True, scope="half")


@pytest.mark.parametrize(
    ("title", "scope", "shown"),
    [
        ("Theorem 1.4: the bound", case("n = r = 1"), "Theorem 1.4, case n = r = 1: the bound"),
        ("Theorem 1.4", part("necessity"), "Theorem 1.4, part necessity"),
        ("Theorem 1.4: a: b", part("for r = r*"), "Theorem 1.4, part for r = r*: a: b"),
        ("Theorem 1.4", whole, "Theorem 1.4"),
        ("Theorem 1.4, first display: a <= b", line, "Theorem 1.4, first display: a <= b"),
        ("Theorem 1.4: the bound", Scope("case"), "Theorem 1.4, case: the bound"),
    ],
)
def test_the_title_names_part_and_case_after_the_place(title: str, scope: Scope, shown: str) -> None:
    assert claim(title, TRUE, printed=True, scope=scope).shown == shown


def test_a_repair_keeps_part_and_case_and_is_whole_only_where_that_is_said() -> None:
    special = claim("Lemma 1: the bound", TRUE, printed=True, scope=case("n = 1"))
    assert special.repaired("the sign").scope == case("n = 1")
    assert special.repaired("the sign").shown == "Lemma 1, case n = 1: the bound, repaired: the sign"
    general = claim("Lemma 1", TRUE, printed=True, scope=whole)
    assert general.repaired("the sign").scope == line
    assert general.repaired("the sign", scope=whole).scope == whole
    assert not general.repaired("the sign").printed


def test_rows_tell_the_scope_and_canaries_have_none(tmp_path: Path) -> None:
    (tmp_path / "lemma_1.py").write_text(
        "from certify.claims import case, claim, part, reals\n"
        "(a,) = reals('a')\n"
        "first = claim('Lemma 1: squares', a**2 + 1 >= 2 * a, printed=True, scope=case('n = 1'))\n"
        "fixed = first.repaired('more', show=a**2 + 1 >= 0, scope=part('a'))\n"
        "own = claim('ours', a**2 >= -1)\n"
        "bird = claim('Lemma 1', a >= 0, printed=True, canary='REFUTED')\n"
    )
    rows = {row["id"].rpartition(".")[2]: row for row in (r.document() for r in check([tmp_path], jobs=0))}
    assert [(rows[n]["scope"], rows[n]["scope_name"]) for n in ("first", "fixed", "own", "bird")] == [
        ("case", "n = 1"),
        ("part", "a"),
        (None, None),
        (None, None),
    ]
    assert rows["first"]["title"] == "Lemma 1, case n = 1: squares"
    assert (rows["bird"]["canary"], rows["own"]["canary"]) == ("REFUTED", None)
