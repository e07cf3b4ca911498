"""Earlier outcomes: recalled while they can be believed; no wrong verdict from a file tampered with."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import certify.checking.fingerprint
from certify import ClaimResult, check
from certify.checking.outcomes import Cache, Decided, Store, believed, record
from certify.claims import Grade, Verdict, collect
from certify.cli import main
from certify.provers.audit import settles

TEXT = """
from certify import Instance
from certify.claims import AtInstance, Computed, Random, claim, reals
from certify.claims.statements.words import Words, matrix, sizes, tr

a, b = reals("a b")
n, = sizes("n")
X, Y = matrix("X", n, n), matrix("Y", n, n)
SMALL = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5")
LIMIT = 5

def helper(n):
    return n < LIMIT

def small(n):
    return "" if helper(n) else f"{n} is not small"

def coin(rng):
    return bool(rng.random() < 0.5)

square = claim("square", given=[a > 0], show=a**2 + b**2 >= 2 * a * b)
cube = claim("cube", given=[a > 0], show=a**2 + a + 1 > 0)
false = claim("false", given=[a > 0], show=a > 1)
trace = claim("trace", Words(tr(X * Y), "==", tr(Y * X)))
escape = claim("escape", AtInstance(SMALL, "no counterexample"))
spurious = claim("spurious", AtInstance(SMALL, "counterexample"))
computed = claim("computed", Computed("n is small", small, [{"n": 1}]))
wrong = claim("wrong", Computed("n is small", small, [{"n": 7}]))
heads = claim("heads", Random("heads", coin, 100, at_least=0.2))
"""
KERNEL = {"square", "cube", "false", "trace", "escape", "spurious"}
TRUE = {
    "square": "PROVED",
    "cube": "PROVED",
    "false": "REFUTED",
    "trace": "PROVED",
    "escape": "PROVED",
    "spurious": "REFUTED",
    "computed": "PROVED",
    "wrong": "REFUTED",
    "heads": "SUPPORTED",
}


def name(result: ClaimResult) -> str:
    return result.id.split(".")[-1]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with claims in `claims`, their outcomes in `cache`, and stored ones beside the claims."""
    folder = tmp_path_factory.mktemp("decided")
    file = folder / "claims" / "paper" / "lemma.py"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT)
    results = check([folder / "claims"], jobs=0, cache=folder / "cache", store=True)
    assert {name(r): r.verdict.value for r in results} == TRUE
    assert {name(r) for r in results if r.grade is Grade.KERNEL} == KERNEL
    return folder


@pytest.fixture
def home(decided: Path, tmp_path: Path) -> Path:
    """The same, in a place of its own and without the store."""
    shutil.copytree(decided, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "claims" / "certificates")
    return tmp_path / "home"


def again(home: Path) -> dict[str, ClaimResult]:
    return {name(r): r for r in check([home / "claims"], jobs=0, cache=home / "cache")}


def records(home: Path) -> dict[str, Path]:
    """The file of each outcome, by the name of the claim."""
    found = {claim.id.split(".")[-1]: claim.statement.hash for claim in collect([home / "claims"]).claims}
    return {key: home / "cache" / "outcomes" / f"{value}.json" for key, value in found.items()}


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a record and give it the checksum that belongs to it."""
    from certify.checking.outcomes import _sum

    document = json.loads(path.read_text())
    change(document)
    document["sum"] = _sum(document)
    path.write_text(json.dumps(document))


def test_what_has_not_changed_is_recalled(home: Path) -> None:
    results = again(home)
    assert {key: r.verdict.value for key, r in results.items()} == TRUE
    assert all(r.cached for r in results.values())


def test_changed_provers_decide_again_what_the_kernel_has_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certify.checking.fingerprint, "_of_prover", lambda *_: "0" * 64)
    results = again(home)
    assert {key for key, r in results.items() if r.cached} == KERNEL
    assert {key: r.verdict.value for key, r in results.items()} == TRUE


def test_a_change_of_what_a_check_calls_decides_it_again_and_nothing_else(home: Path) -> None:
    file = home / "claims" / "paper" / "lemma.py"
    file.write_text(TEXT.replace("LIMIT = 5", "LIMIT = 8") + "\n# a remark\n")
    results = again(home)
    assert results["wrong"].verdict is Verdict.PROVED
    assert {key for key, r in results.items() if not r.cached} == {"computed", "wrong"}


def test_anew_believes_nothing(home: Path) -> None:
    results = check([home / "claims"], "cube", jobs=0, cache=home / "cache", anew=True)
    assert not results[0].cached


@pytest.mark.parametrize("verdict", ["PROVED", "REFUTED", "VACUOUS", "ILL_POSED", "SUPPORTED", "UNDECIDED"])
def test_a_flipped_verdict_at_the_grade_of_the_kernel_is_noticed(home: Path, verdict: str) -> None:
    for key in KERNEL:
        rewrite(records(home)[key], lambda document: document.update(verdict=verdict))
    results = again(home)
    assert {key: r.verdict.value for key, r in results.items()} == TRUE
    assert {key for key in KERNEL if results[key].cached} == {key for key in KERNEL if TRUE[key] == verdict}


def test_the_certificates_of_another_claim_prove_nothing_here(home: Path) -> None:
    of = {key: json.loads(path.read_text())["certificates"] for key, path in records(home).items()}
    pairs = [
        ("square", "cube"),
        ("cube", "square"),
        ("false", "cube"),
        ("trace", "escape"),
        ("escape", "spurious"),
    ]
    for key, other in pairs:
        verdict = "REFUTED" if key == "escape" else "PROVED"
        rewrite(records(home)[key], lambda d, o=other, v=verdict: d.update(certificates=of[o], verdict=v))  # type: ignore[misc]
    results = again(home)
    assert {key: r.verdict.value for key, r in results.items()} == TRUE
    assert not any(results[key].cached for key, _ in pairs)


def test_a_raised_grade_is_noticed(home: Path) -> None:
    for key in ("computed", "wrong", "heads"):
        rewrite(records(home)[key], lambda document: document.update(grade="kernel"))
    results = again(home)
    assert not any(results[key].cached for key in ("computed", "wrong", "heads"))
    assert results["computed"].grade is Grade.EXACT


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"PROVED"', '"REFUTED"').replace('"SUPPORTED"', '"PROVED"'),
        lambda text: text.replace('"exact"', '"solver"').replace('"sampled"', '"exact"'),
        lambda text: text.replace("{", '{"more":1,', 1),
        lambda _: "[]",
        lambda _: "",
        lambda _: "[" * 5000,
        lambda text: text.replace('"schema":"certify/outcome/1"', '"schema":"certify/outcome/2"'),
    ],
    ids=["cut", "verdict", "grade", "more", "list", "empty", "deep", "schema"],
)
def test_a_damaged_record_is_not_believed(home: Path, damage: Callable[[str], str]) -> None:
    keys = ("computed", "heads", "square")
    for key in keys:
        path = records(home)[key]
        changed = damage(path.read_text())
        if changed != path.read_text():
            path.write_text(changed)
        else:
            path.unlink()
    results = again(home)
    assert {key: r.verdict.value for key, r in results.items()} == TRUE
    assert not any(results[key].cached for key in keys)


@pytest.mark.parametrize("verdict", ["ERROR", "NOT_MECHANISED", "MAYBE"])
def test_a_record_of_what_is_no_outcome_is_not_believed(home: Path, verdict: str) -> None:
    rewrite(records(home)["computed"], lambda document: document.update(verdict=verdict))
    assert again(home)["computed"].verdict is Verdict.PROVED


def test_an_outcome_of_a_smaller_budget_is_not_enough_where_it_decided_nothing(home: Path) -> None:
    file = home / "claims" / "paper" / "lemma.py"
    file.write_text(
        TEXT.replace("100, at_least=0.2)", "100, at_least=0.2), seconds=60").replace(
            '[{"n": 1}])', '[{"n": 1}]), seconds=60'
        )
    )
    results = again(home)
    assert not results["heads"].cached
    assert results["computed"].cached


def test_what_is_stored_beside_the_lock_needs_no_cache(decided: Path) -> None:
    results = check([decided / "claims"], jobs=0, cache=None)
    assert all(r.cached for r in results)
    assert {name(r): r.verdict.value for r in results} == TRUE


def test_a_stored_line_that_was_altered_is_decided_again(decided: Path, tmp_path: Path) -> None:
    shutil.copytree(decided / "claims", tmp_path / "claims")
    (stored,) = (tmp_path / "claims" / "certificates").glob("*")
    text = stored.read_text()
    assert '"rule":"real"' in text
    stored.write_text(text.replace('"2/5"', '"3/5"').replace('"how":"', '"how":"x'))
    results = {name(r): r for r in check([tmp_path / "claims"], jobs=0, cache=None)}
    assert {key: r.verdict.value for key, r in results.items()} == TRUE
    assert not any(r.cached for r in results.values())
    stored.write_text("not a store\n" + text)
    assert not check([tmp_path / "claims"], "cube", jobs=0, cache=None)[0].cached


def test_the_same_outcomes_are_stored_in_the_same_bytes_and_each_certificate_once(
    decided: Path, tmp_path: Path
) -> None:
    (stored,) = (decided / "claims" / "certificates").glob("*")
    lines = stored.read_text().splitlines()
    assert len(lines) == len(set(lines))
    assert stored.name == "paper.jsonl"
    shutil.copytree(decided / "claims", tmp_path / "claims")
    check([tmp_path / "claims"], jobs=0, cache=None, store=True)
    assert (tmp_path / "claims" / "certificates" / "paper.jsonl").read_bytes() == stored.read_bytes()


def test_the_command_stores_beside_the_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims" / "paper" / "lemma.py"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT[: TEXT.index("false = ")])
    folder = str(tmp_path / "claims")
    options = ["--cache", "", "--jobs", "1"]
    assert main(["check", folder, "--update-lock", "--store", *options]) == 0
    assert (tmp_path / "claims" / "certify.lock").is_file()
    capsys.readouterr()
    assert main(["check", folder, "--locked", "--summary", *options]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "2 proved; 2 by kernel; " in line
    assert "2 certificates re-checked" in line
    assert "decided anew" not in line
    (tmp_path / "claims" / "certificates" / "paper.jsonl").unlink()
    assert main(["check", folder, "--locked", "--summary", *options]) == 0
    assert "2 decided anew" in capsys.readouterr().out
    file.write_text(file.read_text().replace("a**2 + a + 1 > 0", "a**2 + a + 2 > 0"))
    assert main(["check", folder, "--locked", "--summary", *options]) == 1
    assert "statement has changed" in capsys.readouterr().err
    assert main(["check", folder, "--store", "--select", "cube"]) == 2


def test_certificates_settle_their_own_statement_only(decided: Path) -> None:
    """Every list of certificates against every statement and verdict: only the true pairs are accepted."""
    found = collect([decided / "claims"])
    cache = Cache(decided / "cache")
    outcomes = {claim.id: cache.recall(claim, found.files[claim.id]) for claim in found.claims}
    for claim in found.claims:
        for other, outcome in outcomes.items():
            assert outcome is not None
            for verdict in Verdict:
                own = claim.id == other and outcome.grade is Grade.KERNEL and verdict is outcome.verdict
                assert settles(claim.statement, verdict, outcome.certificates) is own, (claim.id, other)


def test_a_record_is_read_as_it_was_written(decided: Path) -> None:
    found = collect([decided / "claims"])
    claim = next(item for item in found.claims if item.id.endswith("wrong"))
    file = found.files[claim.id]
    outcome = Store(decided / "claims" / "certificates").recall(claim, file)
    assert outcome is not None
    assert outcome.witness == {"n": "7", "failure": "7 is not small"}
    document = record(Decided(claim, file, outcome))
    assert believed(document, claim, file, {}.__getitem__) == outcome
