"""What a computation decided hangs on its data, by value: no text that leaves something out stands for it."""

import enum
import functools
import math
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy

from certify import InputError, Instance, check
from certify.checking.fingerprint import fingerprint
from certify.claims import Computed, Random, collect


def holds(**_: Any) -> str:
    return ""


@dataclass(frozen=True)
class Pair:
    left: Any
    right: Any


class Kind(enum.Enum):
    ONE = 1
    TWO = 2


class Plain:
    def __init__(self, inner: Any) -> None:
        self.inner = inner


def long(entry: int) -> np.ndarray[Any, Any]:
    table = np.arange(5000)
    table[2500] = entry
    return table


def closing(over: Any) -> Callable[..., str]:
    def check(x: int = 0) -> str:
        return str(over) if x else ""

    return check


def with_default(value: Any) -> Callable[..., str]:
    def check(x: Any = value) -> str:
        return "" if x else "no"

    return check


DIFFERENT = {
    "the middle of a long array": (long(2500), long(-1)),
    "the middle of a long list": (list(range(5000)), [*range(2500), -1, *range(2501, 5000)]),
    "the middle of a matrix of objects": (
        np.array([Fraction(i) for i in range(2000)], dtype=object),
        np.array([Fraction(i + (i == 1000), 1) for i in range(2000)], dtype=object),
    ),
    "the last digit of a float": (0.1, 0.1 + 2**-56),
    "the sign of zero": (0.0, -0.0),
    "an integer and the float of it": (1, 1.0),
    "an integer and a truth value": (1, True),
    "a number and its text": (1, "1"),
    "a fraction and its text": (Fraction(1, 2), "1/2"),
    "a list and a tuple": ([1, 2], (1, 2)),
    "a list and its text": ([1, 2], "[1, 2]"),
    "the type of an array": (np.array([1, 2]), np.array([1.0, 2.0])),
    "the width of an array": (np.array([1], dtype="<i4"), np.array([1], dtype="<i8")),
    "the order of bytes": (np.array([1], dtype="<i4"), np.array([2**24], dtype=">i4")),
    "the shape of an array": (np.zeros((2, 3)), np.zeros((3, 2))),
    "an empty array's shape": (np.zeros((0, 3)), np.zeros((3, 0))),
    "what is masked": (np.ma.array([1, 2], mask=[0, 1]), np.ma.array([1, 2], mask=[1, 0])),
    "what is under a mask": (np.ma.array([1, 2], mask=[0, 1]), np.ma.array([1, 3], mask=[0, 1])),
    "an entry deep in a dictionary": ({"a": [{"b": (1, 2)}]}, {"a": [{"b": (1, 3)}]}),
    "a key": ({1: "x"}, {"1": "x"}),
    "a member of a set": ({1, 2}, {1, 3}),
    "a set and a frozen one": ({1}, frozenset({1})),
    "a field of a dataclass": (Pair(1, [2]), Pair(1, [3])),
    "an attribute of an object": (Plain([1, 2]), Plain([1, 3])),
    "a member of an enumeration": (Kind.ONE, Kind.TWO),
    "an entry of a sympy matrix": (sympy.eye(30), sympy.eye(15).diag(sympy.eye(15), -sympy.eye(15))),
    "an assumption of a symbol": (sympy.Symbol("x"), sympy.Symbol("x", positive=True)),
    "the digits of a sympy float": (sympy.Float("0.1", 15), sympy.Float("0.1", 30)),
    "a rational": (sympy.Rational(1, 3), sympy.Rational(333, 1000)),
    "a sympy array": (sympy.Array([[1, 2]]), sympy.Array([[1], [2]])),
    "an instance": (Instance([[1], [0]], [[0], [1]]), Instance([[1], [0]], [[0], [1]], eps0=1)),
    "decimals": (Decimal("1.0"), Decimal("1.00")),
    "bytes": (b"ab", b"ac"),
    "a range": (range(5), range(0, 5, 2)),
    "a complex number": (1 + 2j, 1 + 3j),
    "a function": (math.sqrt, math.exp),
    "a ufunc": (np.sin, np.cos),
    "an argument that is bound": (functools.partial(math.pow, 2), functools.partial(math.pow, 3)),
    "what a function closes over": (closing(1), closing(2)),
    "a default": (with_default([1]), with_default([2])),
    "a bound method": ([1].count, [2].count),
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFERENT)
def test_different_data_makes_another_statement(name: str) -> None:
    one, other = (Computed("says", holds, [{"x": value}]) for value in DIFFERENT[name])
    assert one.hash != other.hash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.arange(6).reshape(2, 3), np.asfortranarray(np.arange(6).reshape(2, 3))),
        (long(7), long(7).copy()),
        (np.arange(10)[::2], np.array([0, 2, 4, 6, 8])),
        ({3, 1, 2}, {2, 3, 1}),
        (Plain([1]), Plain([1])),
        (sympy.Dummy("x") + 1, sympy.Dummy("x") + 1),
        (closing([1]), closing([1])),
        (Instance([[1], [0]], [[0], [1]]), Instance([["1"], ["0"]], [["0"], ["1"]])),
    ],
)
def test_the_same_data_makes_the_same_statement(one: Any, other: Any) -> None:
    assert Computed("says", holds, [{"x": one}]).hash == Computed("says", holds, [{"x": other}]).hash


def endless() -> list[Any]:
    inside: list[Any] = []
    inside.append([inside])
    return inside


def deep() -> Any:
    value: Any = 0
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        object(),
        threading.Lock(),
        (x for x in ()),
        np.random.default_rng(0),
        random.Random(0),
        {"inside": [np.random.RandomState(0)]},
        endless(),
        deep(),
        np.zeros(2, dtype=[("a", "O")]),
        memoryview(b"ab"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_data_that_cannot_be_told_exactly_is_refused(value: Any) -> None:
    with pytest.raises(InputError) as refused:
        Computed("says", holds, [{"n": 1}, {"n": 2, "table": value}]).document()
    assert refused.value.field == "cases[1].table"
    assert "\n" not in str(refused.value)
    assert refused.value.fix.startswith(("give", "make"))


@pytest.mark.parametrize("check_", [functools.partial(holds, x=1), print, Plain, 7])
def test_a_check_that_is_no_function_is_refused(check_: Any) -> None:
    with pytest.raises(InputError, match="check"):
        Computed("says", check_)
    with pytest.raises(InputError, match="event"):
        Random("says", check_, 10)


@pytest.mark.parametrize("cases", [[], [1], [{1: 2}], [("n", 1)]])
def test_cases_that_are_no_arguments_are_refused(cases: Any) -> None:
    with pytest.raises(InputError, match="cases"):
        Computed("says", holds, cases)


OUTSIDE = """
import functools
import json
from pathlib import Path
import numpy as np
from certify.claims import Computed, Random, claim
from _table import ROWS, read
import _table

DATA = json.loads((Path(__file__).parent / "data.json").read_text())
ARRAY = np.array(DATA)
UNUSED = 1

class Held:
    rows = tuple(DATA)

    @staticmethod
    def first():
        return DATA[0]

@functools.cache
def remembered():
    return len(DATA)

def make(values):
    def inner(x=len(values)):
        return "" if sum(values) + x < 10**6 else "too large"
    return inner

def by_name(): return "" if len(DATA) else "none"
def by_array(): return "" if ARRAY.size else "none"
def by_helper(): return by_name()
def by_class(): return "" if Held.first() == Held.rows[0] else "none"
def by_import(): return "" if ROWS else "none"
def by_module(): return "" if _table.ROWS else "none"
def by_function(): return "" if read() else "none"
def by_cache(): return "" if remembered() else "none"
def by_default(x=tuple(DATA)): return "" if x else "none"
by_closure = make(DATA)
def nothing(): return ""

CHECKS = [by_name, by_array, by_helper, by_class, by_import, by_module, by_function, by_cache, by_default,
          by_closure]
name = claim("name", Computed("x", by_name))
array = claim("array", Computed("x", by_array))
helper = claim("helper", Computed("x", by_helper))
inside = claim("inside", Computed("x", by_class))
imported = claim("imported", Computed("x", by_import))
module = claim("module", Computed("x", by_module))
function = claim("function", Computed("x", by_function))
kept = claim("kept", Computed("x", by_cache))
default = claim("default", Computed("x", by_default))
closure = claim("closure", Computed("x", by_closure))
argument = claim("argument", Computed("x", lambda f: f(), [{"f": by_name}]))
chance = claim("chance", Random("x", lambda rng: bool(len(DATA)), 10))
other = claim("other", Computed("x", nothing))
"""
TABLE = """
import json
from pathlib import Path
ROWS = json.loads((Path(__file__).parent / "data.json").read_text())
def read(): return ROWS
"""
READERS = {
    "name",
    "array",
    "helper",
    "inside",
    "imported",
    "module",
    "function",
    "kept",
    "default",
    "closure",
}
READERS |= {"argument", "chance"}


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "lemma.py").write_text(OUTSIDE)
    (folder / "_table.py").write_text(TABLE)
    (folder / "data.json").write_text("[1, 2, 3]")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(__import__("sys").modules, "_table", raising=False)
    return folder


def fingerprints(folder: Path) -> dict[str, tuple[str, str]]:
    import sys

    sys.modules.pop("_table", None)
    found = collect([folder])
    assert not found.broken
    return {
        claim.id.split(".")[-1]: (fingerprint(claim, found.files[claim.id]), claim.statement.hash)
        for claim in found.claims
    }


def test_data_from_a_file_that_a_module_reads_is_part_of_what_decided(outside: Path) -> None:
    before = fingerprints(outside)
    assert fingerprints(outside) == before
    (outside / "data.json").write_text("[1, 2, 4]")
    after = fingerprints(outside)
    assert {name for name in before if before[name] != after[name]} == READERS


def test_a_remark_and_what_no_check_uses_change_nothing(outside: Path) -> None:
    before = fingerprints(outside)
    file = outside / "lemma.py"
    file.write_text(file.read_text().replace("UNUSED = 1", "UNUSED = 2  # a remark"))
    after = fingerprints(outside)
    assert {name for name in before if before[name] != after[name]} <= {"argument", "chance"}  # lambdas


@pytest.mark.parametrize(
    "reads",
    [
        "open(FILE).read()",
        "Path(FILE).read_text()",
        "np.load(FILE + '.npy')",
        "os.read(os.open(FILE, os.O_RDONLY), 10)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "sqlite3.connect(FILE)",
        "quietly()",
    ],
)
def test_a_check_that_reads_a_file_while_it_runs_is_refused(tmp_path: Path, reads: str) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "data.txt").write_text("text")
    np.save(folder / "data.txt.npy", np.zeros(3))
    (folder / "lemma.py").write_text(
        "import os, sqlite3, subprocess\nfrom pathlib import Path\nimport numpy as np\n"
        "from certify.claims import Computed, Random, claim\n"
        f"FILE = {str(folder / 'data.txt')!r}\n"
        "def quietly():\n"
        "    try:\n        open(FILE)\n    except Exception:\n        pass\n"
        f"def check():\n    {reads}\n    return ''\n"
        "def event(rng):\n    return not check()\n"
        "one = claim('one', Computed('x', check))\n"
        "two = claim('two', Random('x', event, 5))\n"
    )
    for result in check([folder], jobs=0, cache=None):
        assert result.verdict == "ERROR"
        assert "reads" in result.how
        assert "give it as a case" in result.how


def test_a_check_may_write_a_file_read_it_back_and_import_code(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "lemma.py").write_text(
        "from certify.claims import Computed, claim\n"
        f"FILE = {str(folder / 'made.txt')!r}\n"
        "def check():\n"
        "    import statistics, colorsys\n"
        "    with open(FILE, 'w') as file:\n        file.write('x')\n"
        "    with open(FILE) as file:\n        return '' if file.read() == 'x' else 'no'\n"
        "one = claim('one', Computed('x', check))\n"
    )
    (result,) = check([folder], jobs=0, cache=None)
    assert result.verdict == "PROVED", result.how


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("TABLE = iter(map(str, [object()]))", "TABLE: a value of type builtins.object has no exact form"),
        ("TABLE = object()", "TABLE: a value of type builtins.object has no exact form"),
        ("TABLE = np.random.default_rng(0)", "TABLE: a value of type numpy.random"),
        ("TABLE = memoryview(b'ab')", "TABLE: a value of type builtins.memoryview has no exact form"),
    ],
)
def test_what_a_check_reads_and_cannot_be_told_exactly_is_an_error_of_the_claim(
    tmp_path: Path, line: str, problem: str
) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "lemma.py").write_text(
        "import numpy as np\nfrom certify.claims import Computed, claim\n"
        f"{line}\ndef check():\n    return '' if TABLE else 'no'\n"
        "def fine():\n    return ''\n"
        "one = claim('one', Computed('x', check))\nother = claim('other', Computed('x', fine))\n"
    )
    results = {r.id: r for r in check([folder], jobs=0, cache=None)}
    assert results["paper/lemma.other"].verdict == "PROVED"
    assert results["paper/lemma.one"].verdict == "ERROR"
    assert results["paper/lemma.one"].how.startswith(problem)
    assert ";" in results["paper/lemma.one"].how


def test_an_entry_in_the_middle_of_a_table_that_changes_is_decided_anew(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    text = (
        "import numpy as np\nfrom certify.claims import Computed, claim\n"
        "TABLE = np.zeros(5000)\nTABLE[2500] = ENTRY\n"
        "def given(table):\n    return '' if not table.any() else f'{table.sum()} is left'\n"
        "def read():\n    return given(TABLE)\n"
        "one = claim('one', Computed('all entries are zero', given, [{'table': TABLE}]))\n"
        "two = claim('two', Computed('all entries are zero', read))\n"
    )
    (folder / "lemma.py").write_text(text.replace("ENTRY", "0"))
    assert [r.verdict for r in check([folder], jobs=0, cache=tmp_path / "cache", store=True)] == [
        "PROVED"
    ] * 2
    (folder / "lemma.py").write_text(text.replace("ENTRY", "0.0"))
    assert not any(r.cached for r in check([folder], "two", jobs=0, cache=tmp_path / "cache"))
    (folder / "lemma.py").write_text(text.replace("ENTRY", "1"))
    results = check([folder], jobs=0, cache=tmp_path / "cache")
    assert [r.verdict for r in results] == ["REFUTED"] * 2
    assert not any(r.cached for r in results)


def small(n: int) -> str:
    return "" if n < 5 else f"{n} is not small"


@pytest.mark.parametrize(
    ("cases", "of", "verdict"),
    [
        ([1, 2], "", "PROVED"),
        ([1, 2], "all n >= 1", "SUPPORTED"),
        ([1], "all n >= 1", "SUPPORTED"),
        ([1, 7], "", "REFUTED"),
        ([1, 7], "all n >= 1", "REFUTED"),
    ],
)
def test_a_family_looked_at_in_some_members_is_never_proved(cases: list[int], of: str, verdict: str) -> None:
    from certify.provers import Budget, decide_statement

    statement = Computed("n is small", small, [{"n": n} for n in cases], of=of)
    outcome = decide_statement(statement, Budget())
    assert (outcome.verdict, outcome.grade) == (verdict, "exact")
    members = f"n = {', '.join(map(str, cases))}"
    assert members in statement.text()
    assert of in statement.text()
    if verdict == "SUPPORTED":
        assert f"({members}), of {of}" in outcome.how


def test_a_check_with_symbols_says_that_sympy_decides_it() -> None:
    from certify.provers import Budget, decide_statement

    statement = Computed("the square expands", holds, symbols="all real eps")
    assert statement.text() == "for all real eps, as sympy computes with symbols: the square expands"
    outcome = decide_statement(statement, Budget())
    assert (outcome.verdict, outcome.grade) == ("PROVED", "exact")
    assert outcome.how == "sympy, with symbols for all real eps"
    assert Computed("the square expands", holds).hash != statement.hash


def test_the_flag_complete_is_gone() -> None:
    with pytest.raises(TypeError, match="complete"):
        Computed("says", holds, complete=True)  # type: ignore[call-arg]


def test_many_cases_are_told_in_short_and_hashed_in_full() -> None:
    cases = [{"n": n} for n in range(1000)]
    statement = Computed("holds", small, cases)
    assert statement.text() == "for n = 0, 1, 2, ..., 999 (1,000 cases): holds"
    cases[500] = {"n": -1}
    assert Computed("holds", small, cases).text() == statement.text()
    assert Computed("holds", small, cases).hash != statement.hash
