"""The list of what does not hold as printed: complete, in readable numbers, and no more than was decided."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.cli import main
from certify.report.errata import entries, html, markdown

TEXT = """
from certify.claims import Computed, Unmechanised, claim, reals

a, b = reals("a b")

def holds():
    return ""

def fails(n):
    return f"at n = {n} the left side is 17/8"

first = claim("Lemma 1, first <display>", Computed("first & foremost", fails, [{"n": 3}]), printed=True)
first_repaired = first.repaired("b^2 -> b", Computed("as it should be", holds))
doubtful = claim("Lemma 1, second display", Computed("second", fails, [{"n": 1}]), printed=True,
    note="a note", extraction_doubt="the sign may be a smudge")
theorem = claim("Theorem 2", Computed("the theorem", holds), printed=True,
    rests_on=["lemma.first"])
theorem_3 = claim("Theorem 3", Computed("another", holds), rests_on=["lemma.first_repaired"])
corollary = claim("Corollary 4", Computed("it follows", holds), rests_on=["lemma.theorem"])
own = claim("a line of our own", Computed("not printed", fails, [{"n": 2}]))
open_line = claim("Lemma 5", Unmechanised("constants", "hidden"), printed=True)
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[ClaimResult]:
    file = tmp_path_factory.mktemp("claims") / "paper" / "lemma.py"
    file.parent.mkdir()
    file.write_text(TEXT)
    other = file.parent.parent / "other" / "fact.py"
    other.parent.mkdir()
    other.write_text(TEXT[: TEXT.index("first = ")] + "\nfine = claim('f', Computed('f', holds))\n")
    return check([file.parent.parent], jobs=0, cache=None)


def test_only_printed_lines_that_do_not_hold_are_listed(results: list[ClaimResult]) -> None:
    found = entries(results)
    assert [entry.line.id for entry in found["paper"]] == ["paper/lemma.first", "paper/lemma.doubtful"]
    assert found["other"] == []


@pytest.mark.parametrize("form", [markdown, html])
def test_an_entry_has_all_that_is_known(
    results: list[ClaimResult], form: Callable[[list[ClaimResult]], str]
) -> None:
    text = " ".join(form(results).split())
    for part in (
        "at n = 3 the left side is 17/8",
        "b^2 -&gt; b: PROVED by exact" if form is html else "b^2 -> b: PROVED by exact",
        "certify explain paper/lemma.first",
        "Theorem 2 (paper/lemma.theorem), PROVED by exact as a step; its proof is open, as 1 of",
        "Theorem 3 (paper/lemma.theorem_3), PROVED by exact, and so is all it rests on",
        "by way of these also 1 further claims; 0 of them are PROVED together",
        "the sign may be a smudge",
        "a note",
        "no repaired version is recorded",
        "2 of the 4 lines transcribed as printed do not hold; a repaired version of 1 of them is proved.",
        "It does not mean that the result it belongs to is false",
        "None of the 0 lines",
    ):
        assert part in text, part
    assert "Corollary 4" not in text
    assert "a line of our own" not in text
    assert "Lemma 5" not in text


def test_markdown_fits_a_terminal(results: list[ClaimResult]) -> None:
    assert max(len(line) for line in markdown(results).splitlines() if not line.startswith("#")) <= 96


class Balance(HTMLParser):
    """Fails where an element is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name == "src" for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_self_contained_and_for_any_screen(results: list[ClaimResult]) -> None:
    text = html(results)
    reader = Balance()
    reader.feed(text)
    assert reader.open == []
    assert {"article", "dl", "h2"} <= reader.seen
    assert not reader.seen & {"script", "link", "img", "iframe"}
    assert "first &lt;display&gt;" in text
    assert 'name="viewport"' in text
    assert "prefers-color-scheme:dark" in text
    assert "http" not in text


def test_long_and_fractional_numbers_are_readable() -> None:
    from certify.report.errata import _readable

    assert _readable("3") == "3"
    assert _readable("17/8") == "17/8 (about 2.125)"
    assert _readable("sqrt(2)/2") == "sqrt(2)/2"
    long = _readable(f"{10**80 + 1}/{3 * 10**80}")
    assert len(long) < 100
    assert "about 0.333333" in long


def test_the_command_writes_or_prints_and_refuses_what_it_cannot_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "paper" / "lemma.py"
    file.parent.mkdir()
    file.write_text(TEXT)
    options = [str(tmp_path / "paper"), "--jobs", "1", "--cache", ""]
    assert main(["report", "--errata", "-o", str(tmp_path / "e.html"), *options]) == 0
    assert (tmp_path / "e.html").read_text().startswith("<!doctype html>")
    assert "2 lines do not hold as printed" in capsys.readouterr().out
    assert main(["report", "--errata", *options]) == 0
    assert capsys.readouterr().out.startswith("# Lines that do not hold as printed")
    assert main(["report", *options]) == 2
    assert "add --errata" in capsys.readouterr().err
    assert main(["report", "--errata", "-o", str(tmp_path / "e.pdf"), *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
