"""The errata tell what a repair rests on and assumes, and count no canaries; reports tell the same links."""

from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.claims.results.structure import resting
from certify.cli import main
from certify.report.errata import document, entries, html, markdown
from certify.report.graph import document as graph_document
from certify.service.library.snapshot import make, results_of

TEXT = """
from certify.claims import Unmechanised, assuming, claim, reals

a, b = reals("a b")
TRUE = a**2 + 1 >= 2 * a
open_fact = claim("a fact", Unmechanised("it", "no rule"))
weyl = claim("by a fact", 2 * a >= b, given=[assuming("Weyl", b <= a), a >= 0])
one = claim("Lemma 1, first display", a >= 0, printed=True)
one_repaired = one.repaired("squared", show=TRUE)
two = claim("Lemma 1, second display", a >= 1, printed=True)
two_repaired = two.repaired("squared", show=TRUE, rests_on=["lemma_1.open_fact"])
three = claim("Lemma 1, third display", a >= 2, printed=True)
three_repaired = three.repaired("squared", show=TRUE, rests_on=["lemma_1.weyl"])
four = claim("Lemma 1, fourth display", a >= 3, printed=True)
on_line = claim("Lemma 1, conclusion", TRUE, printed=True, rests_on=["lemma_1.two"])
on_repair = claim("Lemma 1, end", TRUE, printed=True, rests_on=["lemma_1.two_repaired"])
bird = claim("Canary", a >= 4, printed=True, canary="REFUTED")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("claims") / "paper"
    place.mkdir()
    (place / "lemma_1.py").write_text(TEXT)
    return place


@pytest.fixture(scope="module")
def results(folder: Path) -> list[ClaimResult]:
    return check([folder], jobs=0, cache=None)


def test_a_repair_counts_as_proved_only_together_with_all_it_rests_on(results: list[ClaimResult]) -> None:
    for text in (markdown(results), html(results)):
        told = " ".join(text.split())
        assert (
            "4 of the 6 lines transcribed as printed do not hold; a repaired version of 1 of them is proved; "
            "that of 1 more is proved from facts that are assumed; that of 1 more is proved as a step, and "
            "rests on what is not proved."
        ) in told


def test_each_repair_tells_what_it_assumes_or_that_its_proof_is_open(results: list[ClaimResult]) -> None:
    told = " ".join(markdown(results).split())
    assert "squared: PROVED by kernel as a step; its proof is open, as 1 of what it rests on" in told
    assert "squared: PROVED assuming Weyl by kernel, and so is all it rests on" in told
    assert "squared: PROVED by kernel - " in told


def test_canaries_are_no_errata(results: list[ClaimResult]) -> None:
    assert "Canary" not in markdown(results)
    assert [entry.line.id.rpartition(".")[2] for entry in entries(results)["paper"]] == [
        "one",
        "two",
        "three",
        "four",
    ]


def test_errata_page_and_explanation_tell_the_same_of_what_rests_on_a_line(
    folder: Path, results: list[ClaimResult]
) -> None:
    entry = next(one for one in entries(results)["paper"] if one.line.id == "paper/lemma_1.two")
    assert document(entry)["above"] == ["paper/lemma_1.on_line", "paper/lemma_1.on_repair"]
    snapshot = make([folder], jobs=1, cache=None, progress=lambda *_: None)
    claims = {claim["id"]: claim for claim in snapshot["claims"]}
    assert claims["paper/lemma_1.two"]["supports"] == {
        "paper/lemma_1.on_line": "paper/lemma_1.two",
        "paper/lemma_1.on_repair": "paper/lemma_1.two_repaired",
    }
    assert snapshot["errata"]["paper"][1]["above"] == list(claims["paper/lemma_1.two"]["supports"])
    assert claims["paper/lemma_1.two_repaired"]["supports"] == {
        "paper/lemma_1.on_repair": "paper/lemma_1.two_repaired"
    }


def test_links_to_repairs_count_for_the_line_and_neither_repairs_nor_the_line_for_themselves() -> None:
    links = {
        "line": [],
        "repair": ["line"],
        "other": ["repair"],
        "both": ["line", "repair"],
        "far": ["other"],
    }
    found = resting(links, {"repair": "line"})
    assert found["line"] == {"other": "repair", "both": "line"}
    assert found["repair"] == {"other": "repair", "both": "repair"}
    assert found["other"] == {"far": "other"}
    assert resting({"a": ["gone"]}, {}) == {"a": {}}


def test_the_snapshot_keeps_scope_canaries_and_what_is_assumed(folder: Path) -> None:
    snapshot = make([folder], jobs=1, cache=None, progress=lambda *_: None)
    (paper,) = snapshot["papers"]
    assert paper["canaries"] == 1
    assert sum(paper["verdicts"].values()) == paper["claims"] == 11
    assert paper["lines"] == {"proved": 2, "refuted": 4}
    back = {result.id.rpartition(".")[2]: result for result in results_of(snapshot["claims"])}
    assert back["three_repaired"].mark == "PROVED assuming Weyl"
    assert (back["bird"].canary, back["bird"].scope, back["one"].scope) == ("REFUTED", "", "line")
    assert markdown(list(back.values())) == markdown(check([folder], jobs=0, cache=None))


def test_the_graph_draws_no_canaries_and_its_page_lists_them_apart(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    assert main(["graph", str(folder), "-o", str(target), "--jobs", "1", "--cache", ""]) == 0
    page = target.read_text()
    picture, _, rest = page.partition("</svg>")
    assert "paper/lemma_1.bird" not in picture
    assert rest.index("Canaries: false or open on purpose") < rest.index("paper/lemma_1.bird")
    assert "PROVED assuming Weyl" in page


def test_the_graph_as_data_has_no_canaries(folder: Path, results: list[ClaimResult]) -> None:
    from certify.claims import collect
    from certify.claims.results.structure import structure

    found = graph_document(results, structure(collect([folder]).claims))
    ids = [claim["id"] for result in found["results"] for claim in result["claims"]]
    assert "paper/lemma_1.bird" not in ids
    assert len(ids) == 11
