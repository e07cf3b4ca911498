"""What claims are quoted from: a paper, once for a folder, and a numbered result of it, once for a file.

PAPER = paper(key="zhang", authors=("Richard Y. Zhang",), year=2025, title="…", arxiv="2104.10790",
              results={"Theorem 1.2": 2, "Lemma 3.9": None})           # in proofs/zhang/_paper.py
SOURCE = source("Lemma 3.9", page=14)                                  # in proofs/zhang/lemma_3_9.py
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from certify.common.errors import InputError

FILE = "_paper.py"
_KINDS = (
    "theorem", "lemma", "proposition", "corollary", "fact", "example", "remark", "definition", "assumption",
    "equation", "algorithm", "table", "figure", "section", "appendix",
)  # fmt: skip
_RESULT = re.compile(r"[A-Z][a-z]+ (?:[A-Z]|\d+)(?:\.\d+)*")
_STEM = re.compile(rf"({'|'.join(_KINDS)})_((?:[a-z]|\d+)(?:_\d+)*)(?:_.*)?")


@dataclass(frozen=True)
class Source:
    """A place in a paper: "Lemma 3.9", and its page where that is known."""

    number: str
    page: int | None = None


@dataclass(frozen=True)
class Paper:
    """A paper, with its numbered results and their pages.

    Attributes:
        key: the name of its folder.
        authors, year, title, arxiv, doi: how it is cited; "" for an identifier that it does not have.
        results: its numbered results ("Theorem 1.4") with their pages, None where the page is not known. Each
            has a whole statement among the claims, or `lint` tells.
        lint_except: why a result has none, by its number.
    """

    key: str
    authors: tuple[str, ...]
    year: int
    title: str
    arxiv: str = ""
    doi: str = ""
    results: Mapping[str, int | None] = field(default_factory=dict)
    lint_except: Mapping[str, str] = field(default_factory=dict)


def paper(
    *,
    key: str,
    authors: Sequence[str],
    year: int,
    title: str,
    arxiv: str = "",
    doi: str = "",
    results: Mapping[str, int | None] | None = None,
    lint_except: Mapping[str, str] | None = None,
) -> Paper:
    """A paper. Put it into _paper.py beside the claims, under the name PAPER.

    Raises:
        InputError: authors that are one text, a result that is not named by kind and number, a page that is
            no positive integer, or an exception without a reason or for something else than a result.
    """
    if isinstance(authors, str) or not authors:
        raise InputError("authors", f"{authors!r} is no list of names", "give a tuple, one text an author")
    if isinstance(year, bool) or not isinstance(year, int):
        raise InputError("year", f"{year!r} is no year", "give an integer")
    if not title.strip():
        raise InputError("title", "is empty", "give the title of the paper")
    listed = dict(results or {})
    for number, page in listed.items():
        _checked(number, page, "results")
    reasons = dict(lint_except or {})
    for number, why in reasons.items():
        if number not in listed:
            raise InputError("lint_except", f"{number!r} is no result of the paper", "name one of results")
        if not why.strip():
            raise InputError("lint_except", f"no reason for {number}", "say why it has no whole statement")
    return Paper(key, tuple(authors), year, title, arxiv, doi, listed, reasons)


def source(number: str, page: int | None = None) -> Source:
    """The numbered item that the claims of a file are taken from. Put it into the file, under the name
    SOURCE.

    Raises:
        InputError: a number that is not a kind and a number, or a page that is no positive integer.
    """
    _checked(number, page, "source")
    return Source(number, page)


def cited(where: Source | None, what: Paper | None) -> dict[str, Any]:
    """A place in a paper as JSON data: authors, year, title, arXiv or DOI, page and number."""
    page = where.page if where else None
    if page is None and where is not None and what is not None:
        page = what.results.get(where.number)
    return {
        "authors": list(what.authors) if what else [],
        "year": what.year if what else None,
        "title": what.title if what else None,
        "arxiv": (what.arxiv or None) if what else None,
        "doi": (what.doi or None) if what else None,
        "page": page,
        "number": where.number if where else None,
    }


def named_after(stem: str) -> Source | None:
    """The place that a file's name tells: "lemma_3_9" and "lemma_3_9_steps" are Lemma 3.9."""
    found = _STEM.fullmatch(stem)
    if found is None:
        return None
    kind, number = found.groups()
    return Source(f"{kind.capitalize()} {number.replace('_', '.').upper()}")


def _checked(number: str, page: int | None, field_name: str) -> None:
    if not isinstance(number, str) or not _RESULT.fullmatch(number):
        raise InputError(field_name, f"{number!r} is no numbered item", 'write it as "Lemma 3.9"')
    if page is not None and (isinstance(page, bool) or not isinstance(page, int) or page < 1):
        raise InputError(field_name, f"{page!r} is no page", "give a positive integer, or None")
