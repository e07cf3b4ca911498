"""The index of claims: all of the snapshot, lists without gaps, never a snapshot that is no longer true."""

import asyncio
import hashlib
import itertools
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify import InputError, check, verify
from certify.claims import ClaimResult, Grade, Verdict
from certify.claims.collect import Collection
from certify.service.library.claims_index import ClaimsIndex
from certify.service.library.snapshot import _claims as claims_of
from certify.service.library.snapshot import digest, results_of

LEMMA = '''"""Lemma 1 (A & B): squares."""

from certify.claims import Computed, claim, reals

x, y = reals("x y")

def fails(n):
    return f"at n = {n} the left side is 17/8"

square = claim("Lemma 1, a square", x**2 - 2*x*y + y**2 >= 0, printed=True)
wrong = claim("Lemma 1, <second> display", Computed("first & foremost", fails, [{"n": 3}]), printed=True,
    extraction_doubt="a smudge")
wrong_repaired = wrong.repaired("y -> x", x**2 + 1 >= 0)
'''
THEOREM = '''"""Theorem 2 (A & B): it follows."""
from certify.claims import Computed, claim

def holds():
    return ""

whole = claim("Theorem 2", Computed("the THEOREM", holds),
    rests_on=["lemma_1.square", "lemma_1.wrong"])
'''


def write(folder: Path) -> Path:
    paper = folder / "proofs" / "paper"
    paper.mkdir(parents=True)
    (paper / "lemma_1.py").write_text(LEMMA)
    (paper / "theorem_2.py").write_text(THEOREM)
    (paper / "broken.py").write_text("1 / 0\n")
    return folder / "proofs"


def loaded(claims_index: ClaimsIndex) -> ClaimsIndex:
    asyncio.run(claims_index.load())
    return claims_index


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def claims_index(proofs: Path) -> ClaimsIndex:
    return loaded(ClaimsIndex([proofs], proofs.parent / "ledger.claims.json"))


def test_a_book_of_nothing_is_empty_and_has_an_answer_to_everything(tmp_path: Path) -> None:
    claims_index = loaded(ClaimsIndex([], tmp_path / "file"))
    assert claims_index.state["state"] == "empty"
    assert (claims_index.papers(), claims_index.claims(), claims_index.errata()) == ([], ([], None), [])
    assert (
        claims_index.paper("p"),
        claims_index.claim("p/q.r"),
        claims_index.graph("p"),
        claims_index.certificate("0" * 64),
    ) == (None,) * 4


def test_a_loaded_book_is_ready_and_has_every_claim_that_was_checked(
    claims_index: ClaimsIndex, proofs: Path
) -> None:
    assert claims_index.state | {"made": ""} == {
        "state": "ready",
        "done": 5,
        "of": 5,
        "detail": "",
        "made": "",
    }
    rows, after = claims_index.claims()
    assert after is None
    asked = [replace(result, seconds=0.0, cached=False) for result in check([proofs], jobs=0, cache=None)]
    held = [claims_index.claim(row["id"]) for row in rows]
    assert all(held)
    raw = json.loads((proofs.parent / "ledger.claims.json").read_bytes())["claims"]
    assert [replace(result, seconds=0.0, cached=False) for result in results_of(raw)] == asked
    assert all(isinstance(result, ClaimResult) for result in results_of(raw))


def test_no_field_of_a_result_is_lost_in_a_snapshot() -> None:
    values: dict[Any, object] = {
        str: "a word",
        bool: True,
        float: 1.5,
        tuple[str, ...]: ("first", "second"),
        Mapping[str, str]: {"x": "1/2"},
        Mapping[str, Any]: {"number": "Theorem 1.4", "page": 3},
        Verdict: Verdict.REFUTED,
        Grade: Grade.BALL,
    }
    full = ClaimResult(**{field.name: values[field.type] for field in fields(ClaimResult)})
    bare = ClaimResult("p/a.b", "p", "t", "s", "0", False, "", Verdict.ERROR, Grade.NONE, "")
    for result in (full, replace(full, canary="", model=""), bare):
        rows = json.loads(json.dumps(claims_of([result], Collection((), {}, ()))))
        assert results_of(rows) == [result]


def test_a_paper_has_its_authors_its_results_and_its_counts(claims_index: ClaimsIndex) -> None:
    (paper,) = claims_index.papers()
    assert (paper["name"], paper["title"], paper["claims"]) == ("paper", "A & B", 5)
    assert paper["verdicts"] == {"PROVED": 3, "REFUTED": 1, "ERROR": 1}
    assert paper["printed"] == {"PROVED": 1, "REFUTED": 1}
    found = claims_index.paper("paper")
    assert found is not None
    results = {result["id"]: result for result in found["results"]}
    lemma = results["paper/lemma_1"]
    assert lemma["description"] == "Lemma 1 (A & B): squares."
    assert lemma["title"] == "Lemma 1"
    assert lemma["source"] == "proofs/paper/lemma_1.py"
    assert [(one["id"], one["verdict"]) for one in lemma["claims"]] == [
        ("paper/lemma_1.square", "PROVED"),
        ("paper/lemma_1.wrong", "REFUTED"),
        ("paper/lemma_1.wrong_repaired", "PROVED"),
    ]


def test_a_claim_has_its_formula_and_what_it_is_linked_to(claims_index: ClaimsIndex) -> None:
    wrong, whole = claims_index.claim("paper/lemma_1.wrong"), claims_index.claim("paper/theorem_2.whole")
    assert wrong is not None
    assert whole is not None
    (repaired,) = wrong["repaired_by"]
    assert ElementTree.fromstring(repaired["math"]).tag.endswith("math")
    assert repaired["change"] == "y -> x"
    assert wrong["math"] is None
    assert wrong["extraction_doubt"] == "a smudge"
    assert [one["id"] for one in wrong["supports"]] == ["paper/theorem_2.whole"]
    assert [(one["id"], one["verdict"]) for one in whole["rests_on"]] == [
        ("paper/lemma_1.square", "PROVED"),
        ("paper/lemma_1.wrong", "REFUTED"),
    ]
    assert (whole["verdict"], whole["transitive"]) == ("PROVED", "UNDECIDED")
    assert whole["source"] == "proofs/paper/theorem_2.py"
    back = claims_index.claim("paper/lemma_1.wrong_repaired")
    assert back is not None
    assert back["repairs"]["id"] == "paper/lemma_1.wrong"


def test_a_certificate_is_served_under_the_hash_of_its_bytes(claims_index: ClaimsIndex) -> None:
    addresses = [address for row in claims_index.claims()[0] for address in row["certificate"] or ()]
    assert addresses
    for address in addresses:
        data = claims_index.certificate(address)
        assert data is not None
        assert hashlib.sha256(data).hexdigest() == address
        assert verify(json.loads(data)).accepted


def test_the_errata_are_the_printed_lines_that_fail_with_their_repairs(claims_index: ClaimsIndex) -> None:
    (entry,) = claims_index.errata()
    assert entry == claims_index.errata("paper")[0]
    assert claims_index.errata("other") == []
    assert entry["line"]["id"] == "paper/lemma_1.wrong"
    assert entry["line"]["extraction_doubt"] == "a smudge"
    assert [one["id"] for one in entry["repairs"]] == ["paper/lemma_1.wrong_repaired"]
    assert [one["id"] for one in entry["above"]] == ["paper/theorem_2.whole"]


def test_the_graph_has_the_results_with_links_to_the_pages_of_their_claims(claims_index: ClaimsIndex) -> None:
    graph = claims_index.graph("paper")
    assert graph is not None
    assert [(one["id"], len(one["claims"])) for one in graph["results"]] == [
        ("paper/lemma_1", 3),
        ("paper/theorem_2", 1),
    ]
    assert graph["edges"] == [["paper/theorem_2", "paper/lemma_1"]]
    lemma, theorem = graph["results"]
    assert theorem["y"] > lemma["y"]
    assert ElementTree.fromstring(graph["svg"]).tag.endswith("svg")
    targets = set(re.findall(r'xlink:href="(/[^"]*)"', graph["svg"]))
    assert targets == {f"/claims/{row['id']}" for row in claims_index.claims()[0] if row["statement"]}
    assert "<title>Lemma 1, &lt;second&gt; display: REFUTED</title>" in graph["svg"]


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "paper": st.sampled_from(["paper", "other"]),
        "verdict": st.sampled_from(["PROVED", "REFUTED", "UNDECIDED"]),
        "grade": st.sampled_from(["kernel", "exact"]),
        "printed": st.booleans(),
        "q": st.sampled_from(["", "lemma", "LEMMA square", "<second>", "the theorem", "nowhere"]),
    },
)


@given(filters=FILTERS, limit=st.integers(1, 6))
def test_pages_hold_each_claim_of_a_list_once_and_in_order(
    claims_index: ClaimsIndex, filters: dict, limit: int
) -> None:
    every, _ = claims_index.claims()
    wanted = [
        row
        for row in every
        if all(row[name] == value for name, value in filters.items() if name != "q")
        and all(
            word in f"{row['id']} {row['title']} {row['statement']}".lower()
            for word in filters.get("q", "").lower().split()
        )
    ]
    found, cursor = [], None
    for _ in itertools.count():
        page, cursor = claims_index.claims(**filters, cursor=cursor, limit=limit)
        assert len(page) == limit or cursor is None
        found += page
        if cursor is None:
            break
    assert found == wanted


@pytest.mark.parametrize("cursor", ["", "paper/none.x", "\ud800", "x" * 10**6])
def test_a_cursor_that_no_list_gave_is_refused(claims_index: ClaimsIndex, cursor: str) -> None:
    with pytest.raises(InputError, match="cursor"):
        claims_index.claims(cursor=cursor)


def test_what_is_asked_for_may_be_any_text(claims_index: ClaimsIndex) -> None:
    for text in ("\ud800", "\0", "x" * 10**6, "'; drop"):
        assert claims_index.claims(q=text) == ([], None)
        assert (claims_index.claim(text), claims_index.paper(text), claims_index.certificate(text)) == (
            None,
            None,
            None,
        )


def test_a_true_snapshot_is_taken_and_not_made_again(
    claims_index: ClaimsIndex, proofs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asyncio.create_subprocess_exec", lambda *_, **__: pytest.fail("made again"))
    again = loaded(ClaimsIndex([proofs], proofs.parent / "ledger.claims.json"))
    assert again.state["state"] == "ready"
    assert again.state["made"] == claims_index.state["made"]
    assert again.claims() == claims_index.claims()


def test_any_change_below_the_paths_makes_another_digest(tmp_path: Path) -> None:
    folder = write(tmp_path)
    seen = {digest([folder])}
    assert digest([folder]) in seen
    file = folder / "paper" / "theorem_2.py"
    file.write_text(THEOREM + "\n")
    seen.add(digest([folder]))
    (folder / "certify.lock").write_text("{}")
    seen.add(digest([folder]))
    file.rename(file.with_name("theorem_3.py"))
    seen.add(digest([folder]))
    assert len(seen) == 4
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert digest([folder]) in seen


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"schema": "other"}', b'{"schema": "certify/book/2"}']
)
def test_a_damaged_snapshot_is_no_snapshot(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "file").write_bytes(damage)
    claims_index = ClaimsIndex([tmp_path], tmp_path / "file")
    assert claims_index._read() == ""
    assert claims_index.claims() == ([], None)


def test_the_old_book_stays_where_the_new_one_cannot_be_made(
    claims_index: ClaimsIndex, proofs: Path, tmp_path: Path
) -> None:
    folder, file = write(tmp_path), tmp_path / "ledger.claims.json"
    (folder / "paper" / "broken.py").write_text("import os\nos._exit(3)\n")
    file.write_bytes((proofs.parent / "ledger.claims.json").read_bytes())
    failed = loaded(ClaimsIndex([folder], file))
    assert failed.state["state"] == "failed"
    assert failed.state["detail"] == "the process that checks the claims ended with 3"
    assert failed.claims() == claims_index.claims()


def test_a_path_that_does_not_exist_is_named_in_one_line(tmp_path: Path) -> None:
    claims_index = loaded(ClaimsIndex([tmp_path / "none"], tmp_path / "file"))
    assert claims_index.state["state"] == "failed"
    assert str(tmp_path / "none") in claims_index.state["detail"]
    assert len(claims_index.state["detail"].splitlines()) == 1


def test_closing_ends_the_process_that_makes_the_snapshot(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "paper" / "broken.py").write_text(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\ntime.sleep(600)\n"
    )

    async def begin_and_close() -> int:
        claims_index = ClaimsIndex([folder], tmp_path / "file")
        claims_index.start()
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            await asyncio.sleep(0.05)
        claims_index.close()
        pid = int((tmp_path / "pid").read_text())
        while running(pid):
            await asyncio.sleep(0.05)
        return pid

    assert not running(asyncio.run(asyncio.wait_for(begin_and_close(), 600)))
    assert not (tmp_path / "file").exists()


def running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_the_server_reads_its_book_without_the_libraries_that_make_it() -> None:
    code = (
        "import sys, certify.service.library.claims_index, certify.service.site.phases\n"
        "print([name for name in ('sympy', 'numpy', 'matplotlib', 'certify.claims') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
