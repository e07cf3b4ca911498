"""What claims are quoted from: papers, their numbered results, and the place of a file."""

from pathlib import Path
from typing import Any

import pytest

from certify import check
from certify.claims import collect, paper, source
from certify.claims.paper import named_after
from certify.common.errors import InputError

PAPER = (
    "from certify.claims import paper\n"
    "PAPER = paper(key={key!r}, authors=('A. Author', 'B. Author'), year=2021, title='On squares',\n"
    "              arxiv='2101.00001', results={{'Lemma 3.9': 14, 'Theorem 1': None}})\n"
)
CLAIM = (
    "from certify.claims import claim, reals, source\n(a,) = reals('a')\n"
    "{source}\nfirst = claim('the first display', a**2 + 1 >= 2 * a, printed=True)\n"
)


def write(folder: Path, stem: str = "lemma_3_9", place: str = "", key: str = "squares") -> Path:
    target = folder / "squares"
    target.mkdir(exist_ok=True)
    (target / "_paper.py").write_text(PAPER.format(key=key))
    (target / f"{stem}.py").write_text(CLAIM.format(source=place))
    return target


def cites(folder: Path) -> dict[str, Any]:
    (result,) = check([folder], jobs=0, cache=None)
    document = result.document()
    assert document["result"] == document["cites"]["number"]
    found: dict[str, Any] = document["cites"]
    return found


def test_rows_cite_the_paper_with_the_page_of_the_result(tmp_path: Path) -> None:
    assert cites(write(tmp_path)) == {
        "authors": ["A. Author", "B. Author"],
        "year": 2021,
        "title": "On squares",
        "arxiv": "2101.00001",
        "doi": None,
        "page": 14,
        "number": "Lemma 3.9",
    }


def test_the_source_of_a_file_precedes_its_name_and_its_page_that_of_the_paper(tmp_path: Path) -> None:
    found = cites(write(tmp_path, "steps", "SOURCE = source('Lemma 3.9', page=15)"))
    assert (found["number"], found["page"]) == ("Lemma 3.9", 15)


def test_the_source_of_a_claim_precedes_that_of_its_file(tmp_path: Path) -> None:
    folder = write(tmp_path)
    file = folder / "lemma_3_9.py"
    file.write_text(file.read_text().replace("printed=True", "printed=True, source=source('Theorem 1')"))
    assert cites(folder)["number"] == "Theorem 1"


def test_a_folder_without_a_paper_cites_the_number_alone(tmp_path: Path) -> None:
    (tmp_path / "lemma_2.py").write_text(CLAIM.format(source=""))
    found = cites(tmp_path)
    assert (found["number"], found["authors"], found["title"], found["page"]) == ("Lemma 2", [], None, None)


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("lemma_3_9", "Lemma 3.9"),
        ("theorem_c_9", "Theorem C.9"),
        ("theorem_3_1_steps", "Theorem 3.1"),
        ("theorem_2_end", "Theorem 2"),
        ("appendix_a", "Appendix A"),
        ("equation_11", "Equation 11"),
        ("example_2x2", None),
        ("facts_44", None),
        ("zhang_2022", None),
        ("lemma", None),
        ("introduction", None),
    ],
)
def test_the_name_of_a_file_tells_the_number_where_it_looks_like_one(stem: str, number: str | None) -> None:
    found = named_after(stem)
    assert (found and found.number) == number


@pytest.mark.parametrize(
    "number", ["3.9", "Lemma", "lemma 3.9", "Lemma 3.9, second display", "Lemma 3_9", ""]
)
def test_a_source_that_is_no_kind_and_number_is_an_input_error(number: str) -> None:
    with pytest.raises(InputError, match="is no numbered item"):
        source(number)


@pytest.mark.parametrize("page", [0, -1, True, 1.5, "14"])
def test_a_page_that_is_no_positive_integer_is_an_input_error(page: Any) -> None:
    with pytest.raises(InputError, match="is no page"):
        source("Lemma 3.9", page)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"authors": "A. Author"}, "is no list of names"),
        ({"authors": ()}, "is no list of names"),
        ({"year": "2021"}, "is no year"),
        ({"title": " "}, "is empty"),
        ({"results": {"3.9": 1}}, "is no numbered item"),
        ({"results": {"Lemma 3.9": 0}}, "is no page"),
        ({"lint_except": {"Lemma 4": "why"}}, "is no result of the paper"),
        ({"lint_except": {"Lemma 3.9": ""}}, "no reason for Lemma 3.9"),
    ],
)
def test_a_paper_with_a_wrong_field_is_an_input_error(changed: dict[str, Any], problem: str) -> None:
    fields: dict[str, Any] = {
        "key": "squares",
        "authors": ("A. Author",),
        "year": 2021,
        "title": "On squares",
        "results": {"Lemma 3.9": None},
    }
    assert paper(**fields).results == {"Lemma 3.9": None}
    with pytest.raises(InputError, match=problem):
        paper(**{**fields, **changed})


def test_a_paper_under_another_name_than_its_folder_is_an_error_of_its_claims(tmp_path: Path) -> None:
    (broken,) = collect([write(tmp_path, key="cubes")]).broken
    assert "the key is 'cubes'; give the name of the folder" in broken.problem


def test_a_source_that_is_a_text_is_an_error_that_says_what_to_write(tmp_path: Path) -> None:
    (broken,) = collect([write(tmp_path, place="SOURCE = 'Lemma 3.9'")]).broken
    assert "write SOURCE = source(" in broken.problem


def test_only_whole_folders_tell_what_their_papers_state(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert set(collect([tmp_path]).papers) == {"squares"}
    assert not collect([folder / "lemma_3_9.py"]).papers
