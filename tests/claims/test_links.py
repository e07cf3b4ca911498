"""Links lead to the claims they name, also from a file or a folder that is checked alone."""

from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.claims import Verdict, collect
from certify.cli import main

HEAD = "from certify.claims import Computed, Unmechanised, claim\n\ndef fine(): return ''\n"
PROVED = 'claim("{0}", Computed("{0}", fine), rests_on={1})'


def write(folder: Path, place: str, **claims: list[str]) -> Path:
    """A file of claims that hold, each with what it rests on."""
    file = folder / f"{place}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = " + PROVED.format(name, links) for name, links in claims.items()]
    file.write_text(HEAD + "\n".join(lines) + "\n")
    return file


def decided(path: Path) -> dict[str, ClaimResult]:
    return {result.id: result for result in check([path], jobs=0, cache=None)}


def test_a_link_to_another_file_of_the_folder_is_open_where_that_is_not_checked(tmp_path: Path) -> None:
    theorem = write(tmp_path, "paper/theorem", main=["lemma.first"])
    write(tmp_path, "paper/lemma", first=["lemma.second"], second=[])
    (alone,) = decided(theorem).values()
    assert alone.verdict is Verdict.PROVED
    assert alone.transitive is Verdict.UNDECIDED
    assert alone.open_links == ("paper/lemma.first", "paper/lemma.second")
    whole = decided(tmp_path)["paper/theorem.main"]
    assert (whole.transitive, whole.open_links) == (Verdict.PROVED, ())


def test_a_link_to_a_folder_beside_it_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "paper/theorem", main=["other/lemma.first"])
    write(tmp_path, "other/lemma", first=[])
    for path in (tmp_path / "paper", tmp_path / "paper" / "theorem.py"):
        assert decided(path)["paper/theorem.main"].open_links == ("other/lemma.first",)


def test_only_what_was_asked_for_is_checked(tmp_path: Path) -> None:
    theorem = write(tmp_path, "paper/theorem", main=["lemma.first"])
    write(tmp_path, "paper/lemma", first=[])
    found = collect([theorem])
    assert [claim.id for claim in found.claims] == ["paper/theorem.main"]
    assert [claim.id for claim in found.around] == ["paper/lemma.first"]


@pytest.mark.parametrize(
    "link", ["lemma.second", "lemmas.first", "other/lemma.first", "nonsense", "_hidden.a"]
)
def test_a_link_that_leads_nowhere_is_an_error_of_that_claim_alone(tmp_path: Path, link: str) -> None:
    theorem = write(tmp_path, "paper/theorem", main=[link], well=["lemma.first"])
    write(tmp_path, "paper/lemma", first=[])
    write(tmp_path, "paper/_hidden", a=[])
    found = decided(theorem)
    assert found["paper/theorem.main"].verdict is Verdict.ERROR
    assert "which is no claim" in found["paper/theorem.main"].how
    assert found["paper/theorem.well"].verdict is Verdict.PROVED


def test_a_cycle_through_a_file_that_was_not_asked_for_is_found(tmp_path: Path) -> None:
    theorem = write(tmp_path, "paper/theorem", main=["lemma.first"], well=[])
    write(tmp_path, "paper/lemma", first=["theorem.main"])
    found = decided(theorem)
    assert "cycle" in found["paper/theorem.main"].how
    assert found["paper/theorem.well"].verdict is Verdict.PROVED


@pytest.mark.parametrize("alone", [True, False])
def test_a_link_into_a_file_that_cannot_be_imported_says_so(tmp_path: Path, alone: bool) -> None:
    theorem = write(tmp_path, "paper/theorem", main=["lemma.first"], well=[])
    (tmp_path / "paper" / "lemma.py").write_text("import no_such_module_at_all\n")
    found = decided(theorem if alone else tmp_path)
    how = found["paper/theorem.main"].how
    assert "cannot be read: ModuleNotFoundError" in how
    assert "\n" not in how
    assert found["paper/theorem.well"].verdict is Verdict.PROVED


def test_what_rests_on_an_unchecked_claim_is_told_apart_from_what_rests_on_a_false_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theorem = write(tmp_path, "paper/theorem", main=["lemma.first"])
    lemma = write(tmp_path, "paper/lemma", first=[])
    assert main(["check", str(theorem), "--cache", "", "--jobs", "1"]) == 0
    assert "rests on 1 not checked" in capsys.readouterr().out
    lemma.write_text(lemma.read_text().replace("return ''", "return 'no'"))
    assert main(["check", str(tmp_path), "--cache", "", "--jobs", "1"]) == 0
    assert "rests on 1 not proved" in capsys.readouterr().out
