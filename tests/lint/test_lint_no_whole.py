"""Every numbered result of a paper has a whole statement, or a reason why not."""

from pathlib import Path

from certify.claims import collect
from certify.claims.lint.kinds import Finding
from certify.claims.lint.run import lint

PAPER = (
    "from certify.claims import paper\n"
    "PAPER = paper(key='p', authors=('A',), year=2021, title='T',\n"
    "              results={{'Lemma 1': None, 'Lemma 2': 3, 'Theorem 3': None}}, lint_except={{{reasons}}})\n"
)
HEAD = "from certify.claims import Unmechanised, case, claim, reals, whole\na, b = reals('a b')\n"


def findings(folder: Path, *, reasons: str = "", **files: str) -> list[Finding]:
    paper = folder / "p"
    paper.mkdir()
    (paper / "_paper.py").write_text(PAPER.format(reasons=reasons))
    for stem, text in files.items():
        (paper / f"{stem}.py").write_text(HEAD + text)
    return [one for one in lint(collect([folder])) if one.id.startswith("p: ")]


def test_results_without_a_whole_statement_are_found_by_number(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        lemma_1="first = claim('Lemma 1', Unmechanised('it', 'no rule'), printed=True, scope=whole)\n",
        lemma_2="second = claim('Lemma 2, a line', a >= b, printed=True)\n",
    )
    assert [one.id for one in found] == ["p: Lemma 2", "p: Theorem 3"]
    assert found[0].line.startswith("p: Lemma 2: no-whole: no whole statement; state it with scope=")


def test_neither_a_case_nor_a_repair_nor_a_canary_is_the_whole(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        lemma_1="first = claim('Lemma 1', a >= b, printed=True, scope=case('n = 1'))\n",
        lemma_2="line = claim('Lemma 2, a line', a >= b, printed=True)\n"
        "fixed = line.repaired('all', show=a > b, scope=whole)\n",
        theorem_3="bird = claim('Theorem 3', a >= b, printed=True, scope=whole, canary='REFUTED')\n",
    )
    assert [one.id for one in found] == ["p: Lemma 1", "p: Lemma 2", "p: Theorem 3"]


def test_a_reason_excuses_and_one_that_nothing_needs_is_found(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        reasons="'Lemma 1': 'quoted from elsewhere', 'Lemma 2': 'quoted too'",
        lemma_1="first = claim('Lemma 1', a >= b, printed=True, scope=whole)\n",
    )
    told = {one.id: (one.kind, one.reason) for one in found}
    assert told == {
        "p: Lemma 1": ("exception", ""),
        "p: Lemma 2": ("no-whole", "quoted too"),
        "p: Theorem 3": ("no-whole", ""),
    }


def test_a_single_file_tells_nothing_of_the_rest_of_its_paper(tmp_path: Path) -> None:
    findings(tmp_path, lemma_1="first = claim('Lemma 1, a line', a >= b, printed=True)\n")
    assert not lint(collect([tmp_path / "p" / "lemma_1.py"]))
