"""Experiments: skipped unless asked for, run to their end, the same however often they are interrupted."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from certify import InputError, check
from certify.checking.check import lock_path
from certify.checking.experiments import Experiment, Progress
from certify.checking.fingerprint import fingerprint
from certify.claims import Computed, Grade, Random, Unmechanised, Verdict, claim, collect
from certify.claims.results.lock import read_lock, violations, write_lock
from certify.cli import main
from certify.provers.computation.experiment import Stretch, Tally, run_units

TEXT = '''
"""Proposition 5."""
import os
import time
from certify.claims import Computed, Random, claim

def slow_coin(rng):
    time.sleep(float(os.environ.get("SECONDS_OF_A_TRIAL", "0")))
    return bool(rng.random() < 0.5)

def small(n):
    return "" if n not in (700, 900) else f"fails at {n}"

def raises(rng):
    raise ZeroDivisionError("no")

CASES = [{"n": n} for n in range(1000)]
heads = claim("heads", Random("heads in half of the throws", slow_coin, 1500, at_least=0.4), experiment=True)
cases = claim("cases", Computed("n is neither 700 nor 900", small, CASES), experiment=True)
bad = claim("bad", Random("it raises", raises, 5, at_least=0.4), experiment=True, canary="ERROR")
plain = claim("plain", Computed("5 is no 700", small, [{"n": 5}]))
'''


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "claims" / "paper" / "prop.py"
    file.parent.mkdir(parents=True)
    file.write_text(textwrap.dedent(TEXT))
    return tmp_path / "claims"


def tally_of(paper: Path, cache: Path, name: str) -> Tally:
    found = collect([paper])
    one = next(item for item in found.claims if item.id == f"paper/prop.{name}")
    return Experiment(one, cache / "experiments", fingerprint(one, found.files[one.id])).tally


def command(paper: Path, cache: Path, name: str, jobs: int) -> list[str]:
    options = ["--experiments", "--select", f"*prop.{name}", "--cache", str(cache), "--jobs", str(jobs)]
    start = "from certify.cli import main; raise SystemExit(main())"
    return [sys.executable, "-c", start, "check", str(paper), *options]


def interrupted(paper: Path, cache: Path, name: str, jobs: int, by: int, after: int) -> str:
    """Start the experiment, end it by a signal once `after` units are on disk; what it said on stderr.

    Trials wait, so that a busy machine comes to the signal long before all of them are done.
    """
    process = subprocess.Popen(
        command(paper, cache, name, jobs),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"SECONDS_OF_A_TRIAL": "0.2"},
        # A shell has what it starts in the background ignore interrupts, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 600
    while tally_of(paper, cache, name).done < after:
        assert process.poll() is None, "it ended before it could be interrupted"
        assert time.monotonic() < until
        time.sleep(0.1)
    process.send_signal(by)
    _, said = process.communicate(timeout=600)  # ends when every process that writes to it has
    assert process.returncode == (130 if by == signal.SIGINT else -by)
    return said


def test_without_being_asked_for_an_experiment_is_not_run_and_no_error(paper: Path, tmp_path: Path) -> None:
    results = {r.title: r for r in check([paper], jobs=0, cache=tmp_path / "cache")}
    for name in ("heads", "cases", "bad"):
        assert (results[name].verdict, results[name].grade) == (Verdict.UNDECIDED, Grade.NONE)
        assert results[name].how == "an experiment; run with --experiments"
        assert results[name].skipped
        assert results[name].canary_sings
    assert results["plain"].verdict is Verdict.PROVED
    assert not results["plain"].skipped


def test_interrupted_and_undisturbed_runs_give_identical_counts(paper: Path, tmp_path: Path) -> None:
    calm = check([paper], "heads", jobs=0, cache=tmp_path / "calm", experiments=True)[0]
    cache = tmp_path / "cache"
    interrupted(paper, cache, "heads", 2, signal.SIGKILL, after=20)
    partial = tally_of(paper, cache, "heads")
    assert 20 <= partial.done < 1500
    said = interrupted(paper, cache, "heads", 1, signal.SIGINT, after=partial.done + 10)
    last = [line for line in said.splitlines() if "left" not in line]
    assert len(last) == 1
    assert "interrupted" in last[0]
    assert "goes on" in last[0]
    skipped = check([paper], "heads", jobs=0, cache=cache)[0]
    assert skipped.skipped
    assert "of 1,500 done" in skipped.how
    resumed = check([paper], "heads", jobs=2, cache=cache, experiments=True)[0]
    assert (resumed.verdict, resumed.how) == (calm.verdict, calm.how)
    assert "of 1,500 trials" in resumed.how
    assert tally_of(paper, cache, "heads") == tally_of(paper, tmp_path / "calm", "heads")


def test_a_change_of_what_a_trial_calls_starts_the_counts_anew(paper: Path, tmp_path: Path) -> None:
    file = paper / "paper" / "prop.py"
    text = file.read_text().replace("rng.random() < 0.5", "fair(rng)")
    file.write_text(text + "\n\ndef fair(rng):\n    return rng.random() < 0.5\n")
    first = check([paper], "heads", jobs=0, cache=tmp_path, experiments=True)[0]
    file.write_text(file.read_text() + "\n# a remark\nUNUSED = 1\n")
    assert check([paper], "heads", jobs=0, cache=tmp_path)[0].how == first.how
    file.write_text(file.read_text().replace("return rng.random() < 0.5", "return rng.random() < 0.45"))
    assert check([paper], "heads", jobs=0, cache=tmp_path)[0].skipped
    assert tally_of(paper, tmp_path, "heads").done == 0


@pytest.mark.parametrize("jobs", [0, 3])
def test_the_first_case_that_fails_is_found_with_any_number_of_processes(
    paper: Path, tmp_path: Path, jobs: int
) -> None:
    found = check([paper], "cases", jobs=jobs, cache=tmp_path / "cache", experiments=True)[0]
    assert found.verdict is Verdict.REFUTED
    assert found.witness == {"n": "700", "failure": "fails at 700"}


def test_what_an_experiment_found_is_remembered_and_shown_without_running_it(
    paper: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = check([paper], "heads", jobs=0, cache=cache, experiments=True)[0]
    again = check([paper], "heads", jobs=0, cache=cache)[0]
    assert (again.verdict, again.grade, again.how) == (first.verdict, first.grade, first.how)
    assert again.cached
    assert not again.skipped


def test_a_trial_that_raises_is_an_error_of_that_experiment_alone(paper: Path, tmp_path: Path) -> None:
    results = check([paper], "prop.[bp]*", jobs=0, cache=tmp_path / "cache", experiments=True)
    assert {r.title: (r.verdict.value, r.how) for r in results if r.title == "bad"} == {
        "bad": ("ERROR", "ZeroDivisionError: no")
    }
    assert any(r.verdict is Verdict.PROVED for r in results)


def test_the_lock_does_not_ask_for_experiments_but_for_their_statements(paper: Path, tmp_path: Path) -> None:
    cache, lock = tmp_path / "cache", lock_path([paper])
    ran = check([paper], "heads", jobs=0, cache=cache, experiments=True)
    write_lock(lock, ran)
    skipped = check([paper], "heads", jobs=0, cache=None)
    assert violations(read_lock(lock), skipped) == []
    write_lock(lock, skipped)
    assert read_lock(lock)["paper/prop.heads"]["verdict"] == "SUPPORTED"
    file = paper / "paper" / "prop.py"
    file.write_text(file.read_text().replace("at_least=0.4", "at_least=0.45"))
    changed = check([paper], "heads", jobs=0, cache=None)
    assert "statement has changed" in violations(read_lock(lock), changed)[0]
    write_lock(lock, changed)
    assert read_lock(lock)["paper/prop.heads"]["verdict"] == "UNDECIDED"


def test_progress_tells_units_and_rate_and_reaches_the_end(paper: Path) -> None:
    told: list[Progress] = []
    check([paper], "heads", jobs=0, cache=None, experiments=True, progress=told.append)
    done = [item.done for item in told]
    assert done == sorted(done)
    assert (done[-1], told[-1].total) == (1500, 1500)
    assert all(item.rate > 0 for item in told)


def test_off_a_terminal_progress_is_a_line_for_every_tenth_at_most(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    select = ["--select", "*prop.heads", "--cache", "", "--jobs", "1"]
    assert main(["check", str(paper), "--experiments", *select]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert 1 <= len(lines) <= 11
    assert "1,500 of 1,500" in lines[-1]


@pytest.mark.parametrize(
    "change",
    [
        {"stretches": [[0, 10, 11]]},
        {"stretches": [[0, 10, 3], [5, 20, 3]]},
        {"stretches": [[0, 1600, 3]]},
        {"stretches": [[-5, 10, 3]]},
        {"stretches": "all"},
        {"failed": [3, "no"]},
        {"statement": "0" * 64},
        {"seed": 1},
        {"schema": "certify/tally/0"},
    ],
)
def test_counts_that_cannot_be_are_not_believed(
    paper: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    (one,) = [item for item in collect([paper]).claims if item.title == "heads"]
    kept = Experiment(one, tmp_path)
    kept.tally.add(Stretch(0, 10, 4))
    kept.save()
    assert Experiment(one, tmp_path).tally == kept.tally
    assert kept.file is not None
    kept.file.write_text(json.dumps(json.loads(kept.file.read_text()) | change))
    assert Experiment(one, tmp_path).tally == Tally(1500)


def test_units_counted_twice_are_refused() -> None:
    tally = Tally(10)
    tally.add(Stretch(2, 5, 1))
    tally.add(Stretch(5, 7, 2))
    assert tally.stretches == [(2, 7, 3)]
    assert tally.gaps() == [(0, 2), (7, 10)]
    with pytest.raises(ValueError, match="twice"):
        tally.add(Stretch(6, 8, 0))


def test_a_trial_depends_on_its_index_alone() -> None:
    statement = Random("coin", lambda rng: rng.random() < 0.5, 40, at_least=0.1)
    apart = [run_units(statement, unit, unit + 1, 60).happened for unit in range(40)]
    assert sum(apart) == run_units(statement, 0, 40, 60).happened
    assert 0 < sum(apart) < 40


def test_only_what_has_trials_or_cases_can_be_an_experiment() -> None:
    assert claim("a", Computed("x", lambda: "", [{}]), experiment=True).experiment
    with pytest.raises(InputError, match="experiment"):
        claim("a", Unmechanised("x", "y"), experiment=True)


def test_the_processes_of_an_interrupted_experiment_end_with_it(paper: Path, tmp_path: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc")
    mark = str(tmp_path / "cache-of-this-test")
    interrupted(paper, Path(mark), "heads", 2, signal.SIGINT, after=10)
    until = time.monotonic() + 600
    while any(mark in _command_line(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        assert time.monotonic() < until
        time.sleep(0.1)


def _command_line(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
