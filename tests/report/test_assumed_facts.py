"""What is proved from assumed facts is shown as that, by every way to look at it."""

import json
from pathlib import Path

import pytest

from certify import check
from certify.cli import main
from certify.report.claims import sarif

TEXT = (
    "from certify.claims import assuming, claim, reals\na, b = reals('a b')\n"
    "weyl = claim('Lemma 2, a line', 2 * a >= b, given=[assuming('Weyl', b <= a), a >= 0], printed=True)\n"
    "above = claim('Lemma 2, the next', a**2 + 1 >= 2 * a, printed=True, rests_on=['lemma_2.weyl'])\n"
    "plain = claim('Lemma 2, another', a**2 + 1 >= 2 * a, printed=True)\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "paper"
    place.mkdir()
    (place / "lemma_2.py").write_text(TEXT)
    return place


def test_the_terminal_marks_it_and_counts_it_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--cache", "", "--jobs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("  PROVED assuming Weyl Lemma 2, a line, as printed")
    assert lines[2].startswith("  PROVED assuming Weyl Lemma 2, the next, as printed")
    assert lines[3].startswith("  PROVED         Lemma 2, another, as printed")
    assert "1 proved, 2 proved assuming facts" in lines[4]


def test_the_explanation_says_what_the_fact_is_and_where_it_is_proved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "paper/lemma_2.weyl", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "PROVED assuming Weyl" in told
    assert "assumes Weyl: |sigma_i(A + B) - sigma_i(A)| <= |B|op" in " ".join(told.split())
    assert "on it rests paper/lemma_2.above" in " ".join(told.split())


def test_sarif_and_json_tell_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = check([folder], jobs=0, cache=None)
    (found,) = sarif(results, {})["runs"][0]["results"]
    assert found["message"]["text"].startswith("Lemma 2, a line: PROVED assuming Weyl")
    assert (found["level"], found["properties"]["assuming"]) == ("note", ["Weyl"])
    assert main(["check", str(folder), "--json", "--cache", "", "--jobs", "1"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["verdict"], row["assuming"], row["facts"]) for row in rows] == [
        ("PROVED", ["Weyl"], []),
        ("PROVED", ["Weyl"], []),
        ("PROVED", [], []),
    ]
