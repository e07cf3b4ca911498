"""Collection, links, the lock, canaries, memory of earlier verdicts, and what people see of them."""

import json
import os
import re
import subprocess
import sys
import textwrap
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pytest

from certify import InputError, check
from certify.checking.check import LockError, lock_path
from certify.claims import Grade, Verdict, collect
from certify.claims.results.lock import read_lock, violations, write_lock
from certify.cli import main
from certify.report.layers import layers

GOOD = '''
"""Lemma 2."""
from certify import Instance
from certify.claims import AtInstance, Computed, Random, Unmechanised, claim

SMALL = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5")

def even(n):
    return "" if n * (n + 1) % 2 == 0 else f"fails at {n}"

def odd(n):
    return "" if n % 2 else f"{n} is even"

def coin(rng):
    return bool(rng.random() < 0.5)

escape = claim("escape", AtInstance(SMALL, "no counterexample"), printed=True)
spurious = claim("spurious", AtInstance(SMALL, "counterexample"), printed=True, canary="REFUTED")
CASES = [{"n": n} for n in range(9)]
parity = claim("parity", Computed("n(n+1) is even", even, CASES, of="all n"), rests_on=["lemma.escape"])
all_odd = claim("all odd", Computed("every n is odd", odd, [{"n": 1}, {"n": 2}]))
both = claim("both", Computed("1 is odd", odd, [{"n": 1}]), rests_on=["lemma.all_odd"])
repaired = all_odd.repaired("only 1", Computed("1 and 3 are odd", odd, [{"n": 1}, {"n": 3}]))
heads = claim("heads", Random("heads in half of the throws", coin, 400, at_least=0.4))
rate = claim("rate", Unmechanised("the rate is linear", "hidden constants"))
'''


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / "paper" / f"{name}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text))
    return file


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    write(tmp_path, "lemma", GOOD)
    return tmp_path


def verdicts(folder: Path, **options: object) -> dict[str, str]:
    results = check([folder], jobs=0, cache=None, **options)  # type: ignore[arg-type]
    return {result.id.split(".")[-1]: result.verdict.value for result in results}


def test_a_claim_that_kills_its_process_costs_no_other_claim_its_verdict(paper: Path) -> None:
    write(
        paper,
        "deadly",
        """
        import os, signal
        from certify.claims import Computed, claim

        def deadly(n):
            os.kill(os.getpid(), signal.SIGKILL)

        dies = claim("dies", Computed("it ends", deadly, [{"n": 1}]))
        """,
    )
    results = {one.id.split(".")[-1]: one for one in check([paper], jobs=2, cache=None)}
    assert "the process that checked it died" in results["dies"].how
    assert {name for name, one in results.items() if one.verdict is Verdict.ERROR} == {"dies"}


def test_every_kind_of_statement_gets_the_verdict_it_deserves(paper: Path) -> None:
    assert verdicts(paper) == {
        "escape": "PROVED",
        "spurious": "REFUTED",
        "parity": "SUPPORTED",
        "all_odd": "REFUTED",
        "both": "PROVED",
        "repaired": "PROVED",
        "heads": "SUPPORTED",
        "rate": "NOT_MECHANISED",
    }


def test_only_certificates_of_the_kernel_have_its_grade(paper: Path) -> None:
    for result in check([paper], jobs=0, cache=None):
        assert (result.grade is Grade.KERNEL) == bool(result.certificates)


def test_what_rests_on_a_refuted_line_is_not_refuted_but_no_longer_proved(paper: Path) -> None:
    both = next(r for r in check([paper], jobs=0, cache=None) if r.id == "paper/lemma.both")
    assert (both.verdict, both.transitive) == (Verdict.PROVED, Verdict.UNDECIDED)
    assert both.open_links == ("paper/lemma.all_odd",)


def test_a_refuted_claim_names_the_case_that_fails(paper: Path) -> None:
    refuted = next(r for r in check([paper], jobs=0, cache=None) if r.id == "paper/lemma.all_odd")
    assert refuted.witness == {"n": "2", "failure": "2 is even"}


def test_one_bad_file_is_one_line_and_the_rest_still_run(paper: Path) -> None:
    write(paper, "broken", "import no_such_module_at_all\n")
    write(paper, "raises", "raise RuntimeError('first line\\nsecond line')\n")
    results = {result.id: result for result in check([paper], jobs=0, cache=None)}
    assert results["paper/broken"].verdict is results["paper/raises"].verdict is Verdict.ERROR
    assert "\n" not in results["paper/raises"].how
    assert results["paper/lemma.escape"].verdict is Verdict.PROVED


def test_a_check_that_raises_is_an_error_of_that_claim_alone(paper: Path) -> None:
    write(
        paper,
        "crash",
        """
        from certify.claims import Computed, claim
        def crash():
            raise ZeroDivisionError("no")
        crashing = claim("crashing", Computed("never", crash))
        """,
    )
    found = verdicts(paper)
    assert found["crashing"] == "ERROR"
    assert found["both"] == "PROVED"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('a = claim("a", Unmechanised("x", "y"), rests_on=["lemma.nothing"])', "no claim"),
        (
            'a = claim("a", Unmechanised("x", "y"), rests_on=["links.b"])\n'
            'b = claim("b", Unmechanised("x", "y"), rests_on=["links.a"])',
            "cycle",
        ),
        ('a = claim("a", 1 == 1)', "constant"),
        ('x, y = reals("x y")\na = claim("a", Real((x,), (), x > y))', "the symbol y is not bound"),
        ('import sympy\na = claim("a", Real((), (), sympy.Symbol("x") > 0))', "is a sympy object"),
    ],
    ids=["dangling link", "cycle", "constant", "free symbol", "symbol of sympy"],
)
def test_a_claim_that_cannot_be_meant_is_an_error_in_one_line(tmp_path: Path, text: str, word: str) -> None:
    write(tmp_path, "links", f"from certify.claims import Real, Unmechanised, claim, reals\n{text}\n")
    found = collect([tmp_path])
    assert not found.claims
    assert found.broken
    assert all(word in item.problem and "\n" not in item.problem for item in found.broken)


def test_two_files_cannot_share_an_id(tmp_path: Path) -> None:
    for place in ("one", "two"):
        write(
            tmp_path / place,
            "lemma",
            'from certify.claims import *\na = claim("a", Unmechanised("x", "y"))\n',
        )
    assert "the id is taken" in collect([tmp_path]).broken[0].problem


def test_a_missing_path_is_named() -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        check(["no/such/place"])


def test_an_unchanged_claim_is_recalled_and_a_changed_one_is_decided_again(
    paper: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = check([paper], jobs=0, cache=cache)
    again = check([paper], jobs=0, cache=cache)
    assert [r.verdict for r in again] == [r.verdict for r in first]
    assert {r.id.split(".")[-1] for r in again if r.cached} >= {"escape", "spurious", "all_odd", "both"}
    write(paper, "lemma", GOOD.replace('"2/5"', '"1/5"'))
    changed = {r.id.split(".")[-1]: r.cached for r in check([paper], jobs=0, cache=cache)}
    assert not changed["escape"]
    assert changed["both"]


def test_a_damaged_certificate_is_not_believed(paper: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    check([paper], "escape", jobs=0, cache=cache)
    for stored in (cache / "certificates").glob("??/*.json"):
        stored.write_bytes(stored.read_bytes().replace(b"2/5", b"3/5"))
    result = check([paper], "escape", jobs=0, cache=cache)[0]
    assert (result.verdict, result.cached) == (Verdict.PROVED, False)


def test_a_forged_outcome_of_kernel_grade_is_not_believed(paper: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    check([paper], "spurious", jobs=0, cache=cache)
    for stored in (cache / "outcomes").glob("*.json"):
        forged = json.loads(stored.read_text()) | {"verdict": "PROVED", "certificates": []}
        stored.write_text(json.dumps(forged))
    result = check([paper], "spurious", jobs=0, cache=cache)[0]
    assert (result.verdict, result.cached) == (Verdict.REFUTED, False)


def test_processes_give_the_verdicts_of_this_one(paper: Path) -> None:
    apart = {r.id: r.verdict for r in check([paper], jobs=2, cache=None)}
    here = {r.id: r.verdict for r in check([paper], jobs=0, cache=None)}
    assert apart == here


def test_the_lock_accepts_what_it_recorded_and_finds_every_change_for_the_worse(paper: Path) -> None:
    results = check([paper], jobs=0, cache=None)
    write_lock(lock_path([paper]), results)
    check([paper], jobs=0, cache=None, locked=True)
    entries = read_lock(lock_path([paper]))
    assert violations(entries, results) == []
    missing = violations(entries, results[1:])
    assert len(missing) == 1
    assert "was not found" in missing[0]
    for change, word in (
        ({"verdict": Verdict.UNDECIDED}, "is UNDECIDED, and was PROVED"),
        ({"verdict": Verdict.REFUTED}, "is REFUTED, and was PROVED"),
        ({"grade": Grade.SOLVER}, "is known by solver"),
        ({"statement_hash": "0" * 64}, "has changed"),
    ):
        worse = type(results[0])(**{**vars(results[0]), **change})
        lines = violations(entries, [worse, *results[1:]])
        assert any(word in line for line in lines)
    lost = type(results[1])(**{**vars(results[1]), "verdict": Verdict.PROVED})
    assert any("canary" in line for line in violations(entries, [results[0], lost, *results[2:]]))


def test_a_changed_statement_fails_the_locked_check_and_carries_the_results(paper: Path) -> None:
    write_lock(lock_path([paper]), check([paper], jobs=0, cache=None))
    write(paper, "lemma", GOOD.replace('"2/5"', '"1/5"'))
    with pytest.raises(LockError, match="the statement has changed") as caught:
        check([paper], jobs=0, cache=None, locked=True)
    assert len(caught.value.results) == 8


def test_a_missing_or_broken_lock_is_named(paper: Path) -> None:
    with pytest.raises(InputError, match="no such lock"):
        check([paper], locked=True)
    lock_path([paper]).write_text("{}")
    with pytest.raises(InputError, match="is not a lock"):
        check([paper], locked=True)


def test_the_command_prints_each_claim_and_exits_by_canaries_and_errors(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(paper), "--cache", "", "--jobs", "1", "--select", "paper/lemma.a*"]) == 0
    printed = capsys.readouterr().out
    assert "REFUTED" in printed
    assert "2 is even" in printed
    write(paper, "lemma", GOOD.replace('canary="REFUTED"', 'canary="PROVED"'))
    assert main(["check", str(paper), "--cache", "", "--jobs", "1", "--select", "*spurious"]) == 1
    assert "CANARY" in capsys.readouterr().out
    assert main(["check", str(paper / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_json_has_the_fields_of_the_contract(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(paper), "--json", "--cache", "", "--jobs", "1", "--select", "both"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    fields = [
        "id",
        "paper",
        "cites",
        "printed",
        "repairs",
        "verdict",
        "grade",
        "witness",
        "certificate",
        "rests_on",
        "seconds",
    ]
    assert set(fields) <= set(entry)
    assert entry["transitive"] == "UNDECIDED"


def test_sarif_lists_what_is_to_be_looked_at_and_where(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(paper, "broken file", "import no_such_module_at_all\n")
    target = tmp_path / "out.sarif"
    monkeypatch.chdir(paper)
    main(["check", ".", "--cache", "", "--jobs", "1", "--sarif", str(target)])
    log = json.loads(target.read_text())
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    levels = {finding["message"]["text"].split(":")[0]: finding["level"] for finding in run["results"]}
    assert levels == {"all odd": "error", "rate": "note", "paper/broken file": "error"}
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for finding in run["results"]:
        assert finding["ruleId"] in rules
        uri = finding["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert (paper / unquote(uri)).is_file()
    changed = GOOD.replace('canary="REFUTED"', 'canary="PROVED"').replace("all_odd = claim(", "x = claim(")
    write(paper, "lemma", changed.split("all_odd.repaired")[0].rsplit("\n", 2)[0] + "\n")
    main(["check", ".", "--cache", "", "--jobs", "1", "--sarif", str(target), "--select", "*spurious"])
    (finding,) = json.loads(target.read_text())["runs"][0]["results"]
    assert finding["level"] == "error"


def test_explain_names_witness_repair_and_links(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "paper/lemma.all_odd", str(paper)]) == 0
    printed = capsys.readouterr().out
    assert "2 is even" in printed
    assert "is repaired by paper/lemma.repaired" in printed
    assert main(["explain", "lemma.all_odd", str(paper)]) == 2
    assert "did you mean paper/lemma.all_odd" in capsys.readouterr().err


def test_the_graph_puts_each_claim_above_what_it_rests_on(paper: Path, tmp_path: Path) -> None:
    results = check([paper], jobs=0, cache=None)
    rows = layers({result.id: result.rests_on for result in results})
    level = {name: height for height, row in enumerate(rows) for name in row}
    assert sorted(level) == sorted(result.id for result in results)
    for result in results:
        assert all(level[result.id] > level[link] for link in result.rests_on)
    for name in ("graph.svg", "graph.html"):
        assert main(["graph", str(paper), "-o", str(tmp_path / name), "--jobs", "1"]) == 0
        assert "all odd" in (tmp_path / name).read_text()
    assert main(["graph", str(paper), "-o", str(tmp_path / "graph.png")]) == 2


def test_pytest_collects_claims_and_fails_on_what_is_refuted(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncertify_paths = claims\n")
    write(pytester.path / "claims", "lemma", GOOD)
    outcome = pytester.runpytest_subprocess("claims")
    outcome.assert_outcomes(passed=6, failed=1, skipped=1)
    outcome.stdout.fnmatch_lines(["*paper/lemma.all_odd is REFUTED: n = 2*"])


EXPERIMENT = """
from certify.claims import Computed, claim

def holds(n):
    return ""

run = claim("run", Computed("n", holds, [{"n": 1}]), experiment=True)
"""


def test_junit_tells_verdicts_and_experiments_wait_until_they_are_asked_for(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeini("[pytest]\ncertify_paths = claims\n")
    write(pytester.path / "claims", "lemma", GOOD)
    write(pytester.path / "claims", "long", EXPERIMENT)
    pytester.runpytest_subprocess("claims", "--junitxml=out.xml").assert_outcomes(
        passed=6, failed=1, skipped=2
    )
    cases = {case.get("name"): case for case in ET.parse(pytester.path / "out.xml").iter("testcase")}
    assert len(cases) == 9
    failure = cases["all_odd"].find("failure")
    assert failure is not None
    assert "is REFUTED: n = 2" in str(failure.text)
    told = {p.get("name"): p.get("value") for p in cases["escape"].iter("property")}
    assert told == {"verdict": "PROVED", "grade": "kernel", "scope": "line", "assuming": ""}
    skipped = cases["run"].find("skipped")
    assert skipped is not None
    assert "an experiment" in str(skipped.get("message"))
    asked = pytester.runpytest_subprocess("claims/paper/long.py", "--certify-experiments")
    asked.assert_outcomes(passed=1)


def test_tests_of_ones_own_may_ask_for_a_claim(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncertify_paths = claims\n")
    write(pytester.path / "claims", "lemma", GOOD)
    pytester.makepyfile(
        """
        import pytest

        def test_lemma(certify_claim):
            assert certify_claim("paper/lemma.escape").verdict == "PROVED"

        @pytest.mark.certify_claim("paper/lemma.all_odd")
        def test_rests_on_what_is_false():
            assert False
        """
    )
    outcome = pytester.runpytest_subprocess()
    assert outcome.parseoutcomes()["passed"] >= 1
    outcome.stdout.no_fnmatch_line("*test_rests_on_what_is_false*FAILED*")


def test_a_set_among_the_cases_leaves_the_hash_of_a_statement_as_it_is() -> None:
    """The order of a set differs from process to process; the statement does not."""
    script = (
        "from certify.claims import Computed\n"
        "def check(x):\n    return ''\n"
        "import inspect\n"
        "inspect.getsource = lambda _: 'check'\n"
        "print(Computed('says', check, [{'x': {'R1', 'R2', 'R3', frozenset({'a', 'b'})}}]).hash)\n"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(hashes) == 1


def test_a_folder_is_held_to_its_own_part_of_the_lock(tmp_path: Path) -> None:
    text = """
    import sympy
    from certify.claims import claim, reals
    x, = reals("x")
    one = claim("one", x**2 >= 0)
    two = claim("two", x**2 + 1 > 0)
    """
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lemma.py").write_text(textwrap.dedent(text))
    write_lock(tmp_path / "certify.lock", check([tmp_path], jobs=0, cache=None))
    for path in (tmp_path / "first", tmp_path / "first" / "lemma.py", tmp_path):
        assert check([path], locked=True, jobs=0, cache=None)
    shorter = textwrap.dedent(text).replace('two = claim("two", x**2 + 1 > 0)', "")
    (tmp_path / "second" / "lemma.py").write_text(shorter)
    assert check([tmp_path / "first"], locked=True, jobs=0, cache=None)
    for path in (tmp_path / "second", tmp_path / "second" / "lemma.py", tmp_path):
        with pytest.raises(LockError, match=r"second/lemma\.two"):
            check([path], locked=True, jobs=0, cache=None)
