"""No forged or damaged line of a store is believed, and it costs no more than itself."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from certify import check
from certify.checking.outcomes import Store, _sum
from certify.claims import Claim, Collection, Grade, Verdict, collect
from certify.claims.results.lock import read_lock
from certify.claims.results.verdict import POSSIBLE, possible
from certify.cli import main
from certify.common.errors import InputError
from certify.provers.outcome import Outcome

TEXT = """
from certify import Instance
from certify.claims import AtInstance, Computed, L1Point, Random, claim, reals
from certify.claims.statements.words import Words, matrix, sizes, tr

a, b = reals("a b")
n, = sizes("n")
X, Y = matrix("X", n, n), matrix("Y", n, n)
SMALL = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5")

LIMIT = 5

def small(n):
    return "" if n < LIMIT else f"{n} is not small"

def coin(rng):
    return bool(rng.random() < 0.5)

square = claim("square", given=[a > 0], show=a**2 + b**2 >= 2 * a * b)
cube = claim("cube", given=[a > 0], show=a**2 + a + 1 > 0)
false = claim("false", given=[a > 0], show=a > 1)
wrong = claim("wrong", given=[a > 0, b > 0], show=a > b)
there = claim("there", given=[a > 3], show=a * b > 5, exists=True)
empty = claim("empty", given=[a > 1, a < 0], show=b > 1)
trace = claim("trace", Words(tr(X * Y), "==", tr(Y * X)))
commute = claim("commute", Words(X * Y, "==", Y * X))
powers = claim("powers", Words(tr(X) * tr(X), "<=", tr(X * X)))
escape = claim("escape", AtInstance(SMALL, "no counterexample"))
spurious = claim("spurious", AtInstance(SMALL, "counterexample"))
sharp = claim("sharp", L1Point([[[1]]], [1], ([["1/2"]],), "critical"))
computed = claim("computed", Computed("n is small", small, [{"n": 1}]))
large = claim("large", Computed("n is small", small, [{"n": 7}]))
some = claim("some", Computed("n is small", small, [{"n": 1}], of="all n"))
heads = claim("heads", Random("heads", coin, 100, at_least=0.2))
"""
Lines = list[bytes]
Forge = Callable[["Home"], Lines]


class Home:
    """Claims, and the lines of their store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection: Collection = collect([folder])
        self.claims: dict[str, Claim] = {one.id.split(".")[-1]: one for one in self.collection.claims}
        self.lines: Lines = (folder / "certificates" / "paper.jsonl").read_bytes().split(b"\n")

    def record(self, name: str) -> dict[str, Any]:
        wanted = self.claims[name].statement.hash
        records = [json.loads(one) for one in self.lines if one.startswith(b'{"certificates":')]
        return next(one for one in records if one["statement"] == wanted)

    def certificate(self, name: str) -> dict[str, Any]:
        address = self.record(name)["certificates"][0]
        line = next(one for one in self.lines if hashlib.sha256(one).hexdigest() == address)
        found: dict[str, Any] = json.loads(line)
        return found

    def with_record(self, name: str, document: Any, *more: bytes) -> Lines:
        """The lines with another record of a claim, and further lines."""
        old = dump(self.record(name))
        new = document if isinstance(document, bytes) else dump(document)
        return [new if one == old else one for one in self.lines] + list(more)

    def edited(self, name: str, **fields: Any) -> Lines:
        """With other fields in a record, and the checksum that belongs to them."""
        document = {**self.record(name), **fields}
        return self.with_record(name, {**document, "sum": _sum(document)})

    def certified(self, name: str, certificate: Any, **fields: Any) -> Lines:
        """With another certificate for a claim, under its own address, and the record that names it."""
        line = certificate if isinstance(certificate, bytes) else dump(certificate)
        document = {**self.record(name), "certificates": [hashlib.sha256(line).hexdigest()], **fields}
        return self.with_record(name, {**document, "sum": _sum(document)}, line)

    def believed(self, lines: Lines) -> dict[str, Outcome | None]:
        """What each claim is believed to be where these lines are the store."""
        (self.folder / "certificates" / "paper.jsonl").write_bytes(b"\n".join(lines))
        store = Store(self.folder / "certificates")
        return {name: store.recall(one, self.collection.files[one.id]) for name, one in self.claims.items()}


def dump(document: Any) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forged") / "claims"
    (folder / "paper").mkdir(parents=True)
    (folder / "paper" / "lemma.py").write_text(TEXT)
    results = check([folder], jobs=0, cache=None, store=True)
    below = {r.id.split(".")[-1] for r in results if r.grade is not Grade.KERNEL}
    assert below == {"computed", "large", "some", "heads"}
    return folder


@pytest.fixture
def home(decided: Path, tmp_path: Path) -> Home:
    shutil.copytree(decided, tmp_path / "claims")
    return Home(tmp_path / "claims")


def changed(document: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    """A document with another value at a place."""
    copy = json.loads(json.dumps(document))
    at = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = to
    return dict(copy)


def retold(home: Home, name: str, **values: str) -> dict[str, Any]:
    """Another witness for a refutation by matrices, and the line that belongs to it."""
    witness = {**home.record(name)["witness"], **values}
    order = [*sorted(set(witness) - {"left", "right"}), "left", "right"]
    return {"witness": witness, "how": "at " + ", ".join(f"{one} = {witness[one]}" for one in order)}


def moved(home: Home, name: str, to: str) -> Lines:
    certificate = home.certificate(name)
    return home.certified(name, changed(certificate, "witness", "point", "coordinates", 0, to=to))


# A name, the claim that it is about, and the forgery.
FORGED: list[tuple[str, str, Forge]] = [
    *((f"{name} is {verdict}", name, lambda h, n=name, v=verdict: h.edited(n, verdict=v))
      for name, verdict in [
          ("square", "REFUTED"), ("square", "VACUOUS"), ("square", "ILL_POSED"), ("false", "PROVED"),
          ("false", "VACUOUS"), ("there", "REFUTED"), ("empty", "PROVED"), ("empty", "REFUTED"),
          ("trace", "REFUTED"), ("escape", "REFUTED"), ("spurious", "PROVED"), ("sharp", "PROVED"),
          ("square", "SUPPORTED"), ("square", "UNDECIDED"),
          ("heads", "PROVED"), ("heads", "REFUTED"), ("heads", "VACUOUS"), ("computed", "MAYBE"),
          ("computed", "ERROR"), ("computed", "NOT_MECHANISED"),
      ]),
    *((f"{name} by {grade}", name, lambda h, n=name, g=grade: h.edited(n, grade=g))
      for name, grade in [
          ("computed", "kernel"), ("computed", "sampled"), ("computed", "float"), ("computed", "none"),
          ("large", "kernel"), ("large", "sampled"), ("some", "kernel"), ("some", "solver"),
          ("heads", "kernel"), ("heads", "solver"), ("square", "sampled"), ("square", "float"),
          ("computed", "certain"),
      ]),
    *((f"the certificate of {other} for {name}", name,
       lambda h, n=name, o=other, v=verdict: h.certified(n, h.certificate(o), verdict=v, witness={}))
      for name, other, verdict in [
          ("square", "cube", "PROVED"), ("cube", "square", "PROVED"), ("false", "cube", "PROVED"),
          ("wrong", "false", "REFUTED"), ("false", "wrong", "REFUTED"), ("square", "empty", "VACUOUS"),
          ("square", "there", "PROVED"), ("trace", "sharp", "PROVED"), ("sharp", "trace", "PROVED"),
          ("sharp", "escape", "PROVED"),
      ]),
    ("no certificates", "square", lambda h: h.edited("square", certificates=[])),
    ("a certificate that is not there", "square", lambda h: h.edited("square", certificates=["0" * 64])),
    ("an address that is none", "square", lambda h: h.edited("square", certificates=["../../x"])),
    ("addresses that are no texts", "square", lambda h: h.edited("square", certificates=[1, None])),
    ("a true certificate beside a false one", "square", lambda h: h.edited(
        "square", certificates=[*h.record("square")["certificates"], "0" * 64])),
    ("the code of another", "computed", lambda h: h.edited("computed", code=h.record("heads")["code"])),
    ("no code", "computed", lambda h: h.edited("computed", code="")),
    ("a smaller budget", "heads", lambda h: h.edited("heads", seconds="0.5")),
    ("a budget that is no number", "heads", lambda h: h.edited("heads", seconds="nan")),
    ("the sum of another", "computed", lambda h: h.with_record(
        "computed", {**h.record("computed"), "sum": h.record("large")["sum"]})),
    ("a verdict without its sum", "large", lambda h: h.with_record(
        "large", {**h.record("large"), "verdict": "PROVED"})),
    ("another statement's record", "square", lambda h: h.edited(
        "cube", statement=h.claims["square"].statement.hash) ),
    ("two records of one statement", "large", lambda h: [
        *h.lines, dump((lambda d: {**d, "sum": _sum(d)})({**h.record("large"), "verdict": "PROVED"}))]),
    ("one field more", "computed", lambda h: h.edited("computed", more=1)),
    ("another schema", "computed", lambda h: h.edited("computed", schema="certify/outcome/2")),
    ("a witness moved in the record", "false", lambda h: h.edited("false", witness={"a": "1/3"})),
    ("a witness moved in the record and in words", "false", lambda h: h.edited(
        "false", witness={"a": "1/3"}, how="it fails at a = 1/3")),
    ("a witness moved in words", "false", lambda h: h.edited("false", how="it fails at a = 1/3")),
    ("a witness left out", "false", lambda h: h.edited("false", witness={})),
    ("a witness where there is none", "square", lambda h: h.edited("square", witness={"a": "1"})),
    ("matrices moved in the record and in words", "commute", lambda h: h.edited(
        "commute", **retold(h, "commute", X="[[0, 1], [0, 0]]", Y="[[0, 0], [1, 0]]"))),
    ("matrices moved in words", "commute", lambda h: h.edited(
        "commute", how=retold(h, "commute", X="[[0, 1], [0, 0]]")["how"])),
    ("matrices left out", "commute", lambda h: h.edited("commute", witness={})),
    ("a side moved in the record and in words", "powers", lambda h: h.edited(
        "powers", **retold(h, "powers", left="1000"))),
    ("a size moved in the record", "powers", lambda h: h.edited(
        "powers", witness=retold(h, "powers", n="7")["witness"])),
    ("an example moved", "there", lambda h: h.edited("there", witness={"a": "9", "b": "9"})),
    ("the other side, otherwise", "spurious", lambda h: h.edited(
        "spurious", witness={"the other side": "x"})),
    ("a point in the certificate moved inside", "false", lambda h: moved(h, "false", "2")),
    ("a point in the certificate moved outside", "false", lambda h: moved(h, "false", "-1")),
    ("a certificate by another rule", "false", lambda h: h.certified(
        "false", changed(h.certificate("false"), "rule", to="real"))),
    ("a certificate by no rule", "square", lambda h: h.certified(
        "square", changed(h.certificate("square"), "rule", to="none"))),
    ("a certificate of a stronger sentence", "square", lambda h: h.certified(
        "square", changed(h.certificate("square"), "statement", "given", to=[]))),
    ("a certificate with a float", "square", lambda h: h.certified(
        "square", dump(h.certificate("square"))[:-1] + b',"x":0.5}')),
    ("a certificate with white space", "square", lambda h: h.certified(
        "square", json.dumps(h.certificate("square"), sort_keys=True).encode())),
    ("a truncated certificate", "square", lambda h: h.certified(
        "square", dump(h.certificate("square"))[:-9])),
    ("brackets", "square", lambda h: h.certified("square", b'{"rule":' + b"[" * 100_000)),
    ("a number of many digits", "square", lambda h: h.certified(
        "square", b'{"rule":' + b"9" * 100_000 + b"}")),
    ("no UTF-8", "square", lambda h: h.certified("square", b'{"rule":"\xff\xfe"}')),
    ("NUL", "square", lambda h: h.certified("square", b"\x00" * 1000)),
    ("a certificate that is a list", "square", lambda h: h.certified("square", b"[1,2]")),
    ("a witness that is a list", "square", lambda h: h.certified(
        "square", changed(h.certificate("square"), "witness", to=[]))),
    ("a statement that is a text", "square", lambda h: h.certified(
        "square", changed(h.certificate("square"), "statement", to="true"))),
    *((f"a record with {what}", "computed", lambda h, f=field, v=value: h.edited("computed", **{f: v}))
      for what, field, value in [
          ("a list for words", "how", ["x"]), ("nothing for words", "how", None),
          ("an escape for the terminal", "how", "\x1b[2J PROVED"), ("a NUL", "how", "a\x00b"),
          ("a number for a verdict", "verdict", 1), ("a dictionary for a grade", "grade", {}),
          ("a list for a witness", "witness", []), ("numbers in a witness", "witness", {"n": 1}),
          ("a text for certificates", "certificates", "x"),
          ("a dictionary for certificates", "certificates", {}),
          ("a number for seconds", "seconds", 20), ("a list for a statement", "statement", []),
          ("a huge number", "seconds", "1e999999x"),
      ]),
    *((f"a line that is {what}", "computed", lambda h, v=value: h.with_record("computed", v))
      for what, value in [
          ("cut", b'{"certificates":[],"code"'), ("brackets", b'{"certificates":' + b"[" * 100_000),
          ("digits", b'{"certificates":' + b"9" * 100_000 + b"}"), ("no UTF-8", b'{"certificates":"\xff"}'),
          ("a surrogate", b'{"certificates":[],"statement":"\\ud800"}'), ("NUL", b'{"certificates":\x00}'),
          ("no statement", b'{"certificates":[]}'), ("empty", b""), ("NaN", b'{"certificates":NaN}'),
      ]),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "forge"), [one[1:] for one in FORGED], ids=[one[0] for one in FORGED])
def test_what_was_forged_is_not_believed_and_all_else_is(home: Home, claim: str, forge: Forge) -> None:
    honest = home.believed(home.lines)
    assert all(outcome is not None for outcome in honest.values())
    found = home.believed(forge(home))
    assert found[claim] is None
    others = set(honest) - {claim, "cube"}
    assert {name: found[name] for name in others} == {name: honest[name] for name in others}


def test_a_forged_record_below_the_kernel_is_marked_as_believed_and_strictly_decided_anew(home: Home) -> None:
    lines = home.edited("large", verdict="PROVED", witness={}, how="exact computation")
    assert home.believed(lines)["large"] is not None
    (told,) = check([home.folder], "large", jobs=0, cache=None)
    assert (told.verdict, told.basis, told.document()["basis"]) == ("PROVED", "believed", "believed")
    (decided,) = check([home.folder], "large", jobs=0, cache=None, strict=True)
    assert (decided.verdict, decided.basis) == ("REFUTED", "decided")
    (kernel,) = check([home.folder], "square", jobs=0, cache=None, strict=True)
    assert (kernel.cached, kernel.basis) == (True, "kernel")


def test_a_damaged_store_is_no_internal_error(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    lines = home.certified("square", dump(home.certificate("square"))[:-1] + b',"x":0.5}')
    (home.folder / "certificates" / "paper.jsonl").write_bytes(b"\n".join(lines))
    assert main(["check", str(home.folder), "--select", "square", "--cache", "", "--jobs", "1"]) == 0
    assert "internal error" not in capsys.readouterr().err


def test_pairs_that_cannot_be_are_no_outcomes_and_no_entries_of_a_lock(tmp_path: Path) -> None:
    refused = [(v, g) for v in Verdict for g in Grade if not possible(v, g)]
    assert (Verdict.PROVED, Grade.SAMPLED) in refused
    assert (Verdict.PROVED, Grade.FLOAT) in refused
    assert (Verdict.REFUTED, Grade.SAMPLED) in refused
    assert (Verdict.SUPPORTED, Grade.KERNEL) in refused
    assert set(POSSIBLE) == set(Verdict)
    lock = tmp_path / "certify.lock"
    for verdict, grade in refused:
        with pytest.raises(ValueError, match="cannot be known"):
            Outcome(verdict, grade, "")
        entry = {"statement": "0", "verdict": verdict, "grade": grade, "certificates": []}
        lock.write_text(json.dumps({"schema": "certify/lock/1", "claims": {"a/b.c": entry}}))
        with pytest.raises(InputError, match="is not a lock"):
            read_lock(lock)


def test_a_stale_store_fails_in_one_line_that_names_the_command(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--cache", "", "--jobs", "1"]
    assert main(["check", str(home.folder), "--update-lock", "--store", *options]) == 0
    capsys.readouterr()
    assert main(["check", str(home.folder), "--locked", "--stored", "--summary", *options]) == 0
    assert "decided anew" not in capsys.readouterr().out
    source = home.folder / "paper" / "lemma.py"
    source.write_text(source.read_text().replace("LIMIT = 5", "LIMIT = 6"))
    assert main(["check", str(home.folder), "--locked", "--stored", "--summary", *options]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "3 claims would be decided anew" in line
    assert f"certify check {home.folder} --update-lock --store" in line
    assert "make lock" in line


@pytest.mark.parametrize("option", ["anew", "store", "strict", "experiments"])
def test_deciding_nothing_does_not_go_with_deciding(home: Home, option: str) -> None:
    with pytest.raises(InputError, match="stored"):
        check([home.folder], jobs=0, cache=None, stored=True, **{option: True})  # type: ignore[arg-type]
