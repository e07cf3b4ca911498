"""What people type into the forms of the page, as the documents that the API takes.

Here it is only taken apart: what the numbers have to be, `certify.service.jobs.work.checked` says for both.
"""

import itertools
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from certify.common.errors import InputError
from certify.service.documents import parse

Fields = Mapping[str, str]
Document = dict[str, Any]
MOST_FIELDS = 40
LARGEST_FORM = 128 * 1024  # bytes
INSTANCE = ("document", "X", "Z", "delta", "eps0", "eps1", "eps2")
CLAIM = ("statement", "seconds")
SEARCH = ("r", "rstar", "eps0", "eps1", "eps2", "seconds", "seed", "starts", "mu", "n1", "n2")
LARGEST_GRID = 48
_ROWS, _ENTRIES = re.compile(r"[;\r\n]+"), re.compile(r"[\s,]+")
_WHOLE = {"r", "rstar", "n1", "n2", "seed", "starts"}
# What each phase diagram is filled with, unless something else is typed.
GRIDS: dict[str, dict[str, str]] = {
    "ranks": {"r": "1 2 3 4", "rstar": "1 2"},
    "eps2": {"r": "1 4", "rstar": "1", "eps2": "0 1/2 1 2 3"},
    "asymmetric": {"n1": "3", "n2": "3", "r": "1 2", "rstar": "1", "mu": "1/4 1 4"},
    "noise": {"r": "1 2", "rstar": "1", "eps0": "0 1/40 1/20 1/10 1/5"},
}
GRID_SECONDS = "5"


class Example(NamedTuple):
    """Something to fill a form with."""

    title: str
    fields: Fields


_EXAMPLE_1_3 = {"X": "1\n0", "Z": "0\n3/2"}
INSTANCES = {
    "escape": Example("X = e₁, Z = 3/2 e₂, below δ*", {**_EXAMPLE_1_3, "delta": "2/5"}),
    "example-1.3": Example("Zhang, Example 1.3", {**_EXAMPLE_1_3, "delta": "4/9", "eps2": "13/18"}),
    "rank-deficient": Example(
        "X of lower rank", {"X": "1 0\n1 0\n0 0\n0 0", "Z": "0\n0\n1\n2", "delta": "1/2"}
    ),
}
CLAIMS = {
    "holds": Example(
        "one that holds", {"statement": "for all a, b with a > 0, b > 0: a**3 + b**3 >= a**2*b + a*b**2"}
    ),
    "fails": Example("one that does not", {"statement": "for all x, y with x > 0, y > 0: x*y <= (x + y)/2"}),
    "matrices": Example(
        "one on matrices of any size",
        {"statement": "for all matrices X (n x r), symmetric S (n x n): tr(X.T*S*X) == tr(S*X*X.T)"},
    ),
}


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a form's body, the last of a name. Raises InputError for what is no form."""
    if len(body) > LARGEST_FORM:
        raise InputError("form", f"is larger than {LARGEST_FORM:,} bytes", "send it to the API")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise InputError("form", "cannot be read", "send it from the page, in UTF-8") from None
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def instance(fields: Fields) -> Document:
    """The instance of the form: the pasted document, or the matrices and numbers.

    Raises:
        InputError: the document is no JSON object, or a matrix is missing.
    """
    if fields.get("document", "").strip():
        return _pasted(fields["document"])
    document: Document = {"schema": "certify/instance/1"}
    for name in ("X", "Z"):
        document[name] = matrix(fields.get(name, ""))
        if not document[name]:
            raise InputError(name, "is empty", "write its rows, one in a line")
    for name in ("eps0", "eps1", "eps2"):
        document[name] = fields.get(name, "").strip() or "0"
    if fields.get("delta", "").strip():
        document["delta"] = fields["delta"].strip()
    return document


def matrix(text: str) -> list[list[str]]:
    """Rows in lines (or between semicolons), entries between spaces or commas."""
    rows = [_ENTRIES.split(row.strip(" \t,")) for row in _ROWS.split(text) if row.strip()]
    return [[entry for entry in row if entry] for row in rows]


def written(rows: Any) -> str:
    """A matrix as the form shows it; "" for what is none."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return ""
    return "\n".join(" ".join(map(str, row)) for row in rows)


def of_instance(document: Mapping[str, Any]) -> dict[str, str]:
    """The fields that make a document."""
    numbers = {name: str(document[name]) for name in INSTANCE[3:] if document.get(name) is not None}
    return {"X": written(document.get("X")), "Z": written(document.get("Z")), **numbers}


def claim(fields: Fields) -> Document:
    """The claim of the form. Raises InputError for seconds that are no number."""
    document: Document = {"statement": fields.get("statement", "").strip()}
    if fields.get("seconds", "").strip():
        document["seconds"] = _number(fields["seconds"], "seconds")
    return document


def search(fields: Fields) -> Document:
    """The search of the form. Raises InputError where a number is none."""
    document: Document = {}
    for name in SEARCH:
        text = fields.get(name, "").strip()
        if text and name in _WHOLE:
            document[name] = _whole(text, name)
        elif text:
            document[name] = _number(text, name) if name == "seconds" else text
    return document


def grid(picture: str, fields: Fields) -> list[Document]:
    """The searches that a phase diagram is to be filled with; impossible ones (r < r*) are left out.

    Raises:
        InputError: a list is empty or too long, or an entry is no number.
    """
    axes = GRIDS[picture]
    values: list[list[Any]] = []
    for name in axes:
        entries = [entry for entry in _ENTRIES.split(fields.get(name, "").strip()) if entry]
        if not entries:
            raise InputError(name, "is empty", f"write one or more values, such as {axes[name]}")
        values.append([_whole(entry, name) if name in _WHOLE else entry for entry in dict.fromkeys(entries)])
    if math.prod(map(len, values)) > LARGEST_GRID:
        first = next(iter(axes))
        raise InputError(first, f"makes more than {LARGEST_GRID} searches", "write fewer values")
    common: Document = {"seconds": _number(fields.get("seconds") or GRID_SECONDS, "seconds"), "seed": 0}
    questions = [dict(zip(axes, combination, strict=True)) for combination in itertools.product(*values)]
    wanted = [{**question, **common} for question in questions if question["r"] >= question["rstar"]]
    if not wanted:
        raise InputError("r", "is below r* everywhere", "write an r of at least r*")
    return wanted


def place(field: str, names: tuple[str, ...]) -> str:
    """The field of a form that a JSON pointer is about; "" where it has none."""
    first = re.split(r"[/\[]", field.lstrip("/"), maxsplit=1)[0]
    return first if first in names else ""


def _pasted(text: str) -> Document:
    fix = 'paste an instance file: {"schema": "certify/instance/1", "X": …, "Z": …}'
    try:
        document = parse(text)
    except InputError as error:
        raise InputError("document", error.problem, error.fix) from None
    except (ValueError, RecursionError) as error:
        said = (str(error).splitlines() or [""])[0][:100]
        raise InputError("document", f"is not JSON ({said})", fix) from None
    if not isinstance(document, dict):
        raise InputError("document", "is not a JSON object", fix)
    return document


def _whole(text: str, name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()):
        raise InputError(name, f"{text.strip()[:40]!a} is not a whole number", "write digits only")
    return int(text)


def _number(text: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(name, f"{text.strip()[:40]!a} is not a number", "write a number such as 20")
    return value
