"""The picture of the claims, and what is said of how they hang together."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from certify.claims import collect
from certify.claims.results.structure import mutual, structure
from certify.cli import main
from certify.report.graph import heading
from certify.report.layers import layers

HEAD = "from certify.claims import Computed, claim\n\ndef fine(): return ''\n"


def write(folder: Path, place: str, **claims: list[str]) -> Path:
    file = folder / f"{place}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    line = '{0} = claim("title {0}", Computed("{0}", fine), rests_on={1})'
    file.write_text(HEAD + "\n".join(line.format(*item) for item in claims.items()) + "\n")
    return folder


def drawn(folder: Path, *options: str, name: str = "graph.svg") -> tuple[int, str]:
    target = folder.parent / name
    code = main(["graph", str(folder), "-o", str(target), "--jobs", "1", "--cache", "", *options])
    return code, target.read_text()


def test_results_joined_by_a_link_of_any_of_their_lines_are_connected(tmp_path: Path) -> None:
    write(tmp_path, "paper/theorem_1", a=[], b=["lemma_2.second"])
    write(tmp_path, "paper/lemma_2", first=[], second=[])
    write(tmp_path, "other/fact_3", alone=[])
    shape = structure(collect([tmp_path]).claims)
    assert shape.sound
    assert shape.results == {"other": 1, "paper": 2}
    assert shape.lines() == ["acyclic", "other: 1 result, connected", "paper: 2 results, connected"]


def test_a_result_apart_from_the_rest_is_named_and_fails_only_a_strict_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "claims"
    write(folder, "paper/theorem_1", a=["lemma_2.first"])
    write(folder, "paper/lemma_2", first=[])
    write(folder, "paper/example_3", alone=[])
    write(folder, "paper/example_4", alone=["example_5.alone"])
    write(folder, "paper/example_5", alone=[])
    code, picture = drawn(folder)
    said = capsys.readouterr().err
    told = "paper: 5 results, apart from the rest: example_3, "
    assert code == 0
    assert told in said
    assert told in picture
    assert drawn(folder, "--strict")[0] == 1
    write(folder, "paper/example_3", alone=["lemma_2.first", "example_5.alone"])
    assert drawn(folder, "--strict") == (0, drawn(folder)[1])


def test_a_connection_may_lead_through_another_paper(tmp_path: Path) -> None:
    write(tmp_path, "paper/theorem_1", a=["other/fact_3.b"])
    write(tmp_path, "paper/theorem_2", a=["other/fact_3.b"])
    write(tmp_path, "other/fact_3", b=[])
    assert structure(collect([tmp_path]).claims).sound


def test_a_cycle_is_named_and_fails_a_strict_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "claims"
    write(folder, "paper/theorem_1", a=["lemma_2.first"], free=[])
    write(folder, "paper/lemma_2", first=["theorem_1.a"])
    assert drawn(folder)[0] == 0
    assert "cycles of links: paper/lemma_2.first, paper/theorem_1.a" in capsys.readouterr().err
    assert drawn(folder, "--strict")[0] == 1


def test_names_that_reach_each_other_are_found() -> None:
    links = {"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"]}
    assert mutual(links) == [("a",), ("b", "c"), ("d",)]


def test_layers_put_each_name_above_its_links_and_mutual_ones_side_by_side() -> None:
    rows = layers({"t": ["a", "c"], "a": [], "x": [], "c": ["b"], "b": ["c", "a"], "y": ["x"]})
    level = {name: height for height, row in enumerate(rows) for name in row}
    assert level == {"a": 0, "x": 0, "b": 1, "c": 1, "y": 1, "t": 2}
    assert abs(rows[1].index("b") - rows[1].index("c")) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [("zhang/lemma_3_9", "Lemma 3.9"), ("p/appendix_a", "Appendix A"), ("p/sharper_form", "Sharper form")],
)
def test_a_result_is_named_as_in_the_paper(name: str, shown: str) -> None:
    assert heading(name) == shown


def test_of_many_claims_the_results_are_drawn_with_a_square_for_every_line(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    write(folder, "paper/lemma_2", **{f"line_{i}": [] for i in range(41)})
    write(folder, "paper/theorem_1", a=["lemma_2.line_3"])
    code, text = drawn(folder)
    assert code == 0
    targets = re.findall(r'xlink:href="#(paper/[^"]*)"', text)
    wanted = {f"paper/lemma_2.line_{i}" for i in range(41)} | {"paper/theorem_1.a"}
    assert set(targets) == wanted | {"paper/lemma_2", "paper/theorem_1"}
    assert "Lemma 2" in text
    assert "41 proved" in text
    ET.fromstring(text)


def test_the_page_has_every_claim_in_full_and_needs_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    write(folder, "paper/lemma_2", first=[], second=["lemma_2.first"])
    file = folder / "paper" / "lemma_2.py"
    file.write_text(file.read_text() + 'odd = claim("<b> & co", Computed("1 < 2 & 3", fine))\n')
    code, text = drawn(folder, name="graph.html")
    assert code == 0
    for name in ("first", "second", "odd"):
        assert f'<details id="paper/lemma_2.{name}"' in text
    assert "&lt;b&gt; &amp; co" in text
    assert "<b>" not in text
    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', text.replace("xlink:href", "href")) == []
    assert "viewport" in text
    assert "prefers-color-scheme:dark" in text


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    folder = write(tmp_path / "claims", "paper/lemma_2", first=[], second=["lemma_2.first"])
    assert drawn(folder)[1] == drawn(folder)[1]
