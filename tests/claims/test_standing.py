"""Results count as a whole, lines count as lines, and neither counts canaries or what is assumed as
proved.
"""

from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.claims.collect import papers_of
from certify.claims.results.standing import Standing, lines, marks, numbered, of_results
from certify.report.claims import closing, summaries

PAPER = (
    "from certify.claims import paper\n"
    "PAPER = paper(key='p', authors=('A',), year=2021, title='T', results={\n"
    "    **{f'Lemma {n}': None for n in range(1, 8)}, 'Theorem 1': None})\n"
)
HEAD = (
    "from certify.claims import Unmechanised, assuming, case, claim, reals, whole\na, b = reals('a b')\n"
    "TRUE, FALSE = a**2 + 1 >= 2 * a, a >= 0\n"
)
FILES = {
    "lemma_1": "it = claim('Lemma 1', TRUE, printed=True, scope=whole)\n",
    "lemma_2": "it = claim('Lemma 2', FALSE, printed=True, scope=whole)\n"
    "fixed = it.repaired('squared', show=TRUE, scope=whole)\n",
    "lemma_3": "it = claim('Lemma 3', 2 * a >= b, given=[assuming('Weyl', b <= a), a >= 0], printed=True,\n"
    "    scope=whole)\n",
    "lemma_4": "it = claim('Lemma 4', Unmechanised('it', 'no rule'), printed=True, scope=whole)\n",
    "lemma_5": "it = claim('Lemma 5', TRUE, printed=True, scope=whole, rests_on=['lemma_4.it'])\n",
    "lemma_6": "it = claim('Lemma 6: a case', TRUE, printed=True, scope=case('n = 1'))\n"
    "line = claim('Lemma 6, first display', FALSE, printed=True)\n"
    "fixed = line.repaired('squared', show=TRUE)\n"
    "assumed = claim('Lemma 6, a line', 3 * a >= b, given=[assuming('Weyl', b <= a), a >= 0], "
    "printed=True)\n",
    "lemma_7": "it = claim('Lemma 7', a > a - 1, given=[a > b, b > a], printed=True, scope=whole)\n"
    "own = claim('our own', TRUE)\n",
    "theorem_1": "bird = claim('Theorem 1', FALSE, printed=True, scope=whole, canary='REFUTED')\n"
    "second = claim('Theorem 1, a line', FALSE, printed=True, canary='REFUTED')\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("claims") / "p"
    place.mkdir()
    (place / "_paper.py").write_text(PAPER)
    for stem, text in FILES.items():
        (place / f"{stem}.py").write_text(HEAD + text)
    return place


@pytest.fixture(scope="module")
def results(folder: Path) -> list[ClaimResult]:
    return check([folder], jobs=0, cache=None)


def test_every_numbered_result_stands_as_its_whole_statement_does(
    folder: Path, results: list[ClaimResult]
) -> None:
    found = numbered(results, papers_of([folder])["p"])
    assert {one.number: one.standing for one in found} == {
        "Lemma 1": Standing.PROVED,
        "Lemma 2": Standing.REFUTED,
        "Lemma 3": Standing.ASSUMING,
        "Lemma 4": Standing.NOT_MECHANISED,
        "Lemma 5": Standing.OPEN,
        "Lemma 6": Standing.NOT_STATED,
        "Lemma 7": Standing.EMPTY,
        "Theorem 1": Standing.NOT_STATED,
    }
    assert [one.number for one in found if one.repaired] == ["Lemma 2"]
    assert of_results(found) == (
        "of 8 results 1 proved whole, 1 refuted whole (1 proved after a repair), 1 vacuous or ill posed, "
        "1 proved assuming facts, 1 open, 1 not mechanised, 2 not stated"
    )


def test_without_a_list_of_results_only_what_is_stated_whole_is_told(results: list[ClaimResult]) -> None:
    found = numbered(results, None)
    assert [one.number for one in found] == [f"Lemma {n}" for n in (1, 2, 3, 4, 5, 7)]
    assert of_results([]) == ""


def test_lines_are_what_is_printed_and_not_whole_and_assumed_ones_count_apart(
    results: list[ClaimResult],
) -> None:
    found = lines(results)
    assert [one.id for one in found] == ["p/lemma_6.it", "p/lemma_6.line", "p/lemma_6.assumed"]
    assert dict(marks(found)) == {"proved": 1, "proved assuming facts": 1, "refuted": 1}


def test_the_summary_never_mixes_them(folder: Path, results: list[ClaimResult]) -> None:
    (told,) = summaries(results, papers_of([folder]))
    parts = told.split("; ")
    assert parts[0].startswith("p: of 8 results 1 proved whole, 1 refuted whole")
    assert parts[1:4] == [
        "of 3 printed lines, parts and cases 1 proved, 1 proved assuming facts, 1 refuted",
        "of 2 repairs and claims of our own 2 proved",
        "2 canaries",
    ]
    assert "results" not in summaries([one for one in results if "lemma_6" in one.id])[0]


def test_the_closing_line_counts_canaries_apart(results: list[ClaimResult]) -> None:
    told = closing([one for one in results if "theorem_1" in one.id], 1.0)
    assert told.startswith("2 claims in 1.0 s: 2 canaries")
    assert "refuted" not in told
    assert "false as printed" not in told
    assert "explain" not in told
    assert "2 false as printed" in closing(results, 1.0)
