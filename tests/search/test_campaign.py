"""Campaigns: what a spec means, what a ledger keeps, and what no kill can lose."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed_campaign import SPEC, TASKS, work

from certify import InputError, verify
from certify.certificates import Certificate
from certify.cli import main
from certify.common.processes import WorkerDiedError
from certify.ledger import Accepted, Ledger, LedgerError
from certify.ledger.place import file_system
from certify.search.campaigns.campaign import run_campaign
from certify.search.campaigns.executors import Executor, Local
from certify.search.campaigns.spec import read_spec, spec_of
from certify.search.campaigns.tasks import run_task

SCRIPT = Path(__file__).with_name("killed_campaign.py")
GRID = {"grid": {"r": [1, 2], "rstar": [1], "eps2": ["0", "1/2"]}, "starts": 2}


class Here(Executor):
    """Runs in this process."""

    slots = 1

    def submit(self, work, batch):
        from concurrent.futures import Future

        future = Future()
        future.set_result(work(batch))
        return future

    def close(self):
        pass


def result(task: int, value: float | None = 0.5) -> Accepted:
    return Accepted(task, value, 0.1, {"n": task})


# ---- specs ----------------------------------------------------------------------------------------------


def test_a_grid_is_every_combination_and_the_same_file_the_same_tasks() -> None:
    spec = spec_of(GRID)
    assert [(t["r"], t["eps2"]) for t in spec.tasks] == [(1, "0"), (1, "1/2"), (2, "0"), (2, "1/2")]
    assert spec == spec_of(json.loads(json.dumps(GRID)))
    assert len({tuple(t["seed"]) for t in spec.tasks}) == 4


def test_a_sample_lies_in_its_ranges_and_depends_on_the_seed_alone() -> None:
    data = {"sample": {"count": 40, "r": [2, 5], "rstar": [1, 2], "eps2": ["0", "2"]}, "seed": 3}
    spec = spec_of(data)
    assert len(spec.tasks) == 40
    assert {t["r"] for t in spec.tasks} == {2, 3, 4, 5}
    assert spec == spec_of(data)
    assert spec != spec_of({**data, "seed": 4})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"gird": {}}, "gird"),
        ({"grid": {"r": [], "rstar": 1}}, "grid.r"),
        ({"grid": {"r": 1, "rstar": 2}}, "r"),
        ({"grid": {"rstar": 1}}, "grid.r"),
        ({"grid": {"r": 1, "rstar": 1, "eps": 1}}, "grid.eps"),
        ({"grid": {"r": 1.5, "rstar": 1}}, "grid.r"),
        ({"grid": {"r": 1, "rstar": 1, "eps2": "1e"}}, "grid.eps2"),
        ({"grid": {"r": 1, "rstar": 1, "eps2": -1}}, "eps2"),
        ({"grid": 3}, "grid"),
        ({"sample": {"count": 1}}, "grid"),
        ({"grid": {"r": list(range(1, 13)) * 300, "rstar": [1] * 300}}, "grid"),
        ({"class": "hermitian"}, "class"),
        ({"class": "asymmetric", "grid": {"n1": 2, "n2": 2, "r": 3, "rstar": 1}}, "r"),
        ({"class": "asymmetric", "grid": {"n1": 2, "n2": 2, "r": 1, "rstar": 1, "mu": 0}}, "mu"),
        ({"starts": 0}, "starts"),
        ({"seed": "a"}, "seed"),
        ({"impossible": "maybe"}, "impossible"),
    ],
)
def test_a_spec_that_means_nothing_is_refused_by_the_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as error:
        spec_of({**GRID, **change})
    assert error.value.field == field
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("change", [{"count": 0}, {"r": [3, 2]}, {"r": [1, 2, 3]}, {"count": 10**9}])
def test_a_sample_that_means_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        spec_of({"sample": {"count": 3, "r": [1, 2], "rstar": 1, **change}})


def test_impossible_questions_may_be_skipped() -> None:
    spec = spec_of({"grid": {"r": [1, 2], "rstar": [1, 2]}, "impossible": "skip"})
    assert [(t["r"], t["rstar"]) for t in spec.tasks] == [(1, 1), (2, 1), (2, 2)]
    with pytest.raises(InputError, match="leaves no question"):
        spec_of({"grid": {"r": 1, "rstar": 2}, "impossible": "skip"})


@pytest.mark.parametrize("text", ["name = ", "\x00", "[grid]\nr = 1\n[grid]\n"])
def test_what_is_not_toml_is_refused_by_the_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "spec.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=r"spec\.toml"):
        read_spec(file)
    with pytest.raises(InputError, match="no such file"):
        read_spec(tmp_path / "none.toml")


# ---- tasks ----------------------------------------------------------------------------------------------


def test_a_task_has_the_same_result_every_time_and_its_certificate_is_accepted() -> None:
    task = spec_of(GRID).tasks[3]
    first, second = run_task(3, task), run_task(3, task)
    assert first.result == second.result
    assert verify(Certificate.from_json(first.certificates[first.result["certificate"]])).accepted


def test_an_asymmetric_task_has_the_same_result_every_time() -> None:
    data = {"class": "asymmetric", "grid": {"n1": 2, "n2": 2, "r": 1, "rstar": 1}, "starts": 2}
    task = spec_of(data).tasks[0]
    first, second = run_task(0, task), run_task(0, task)
    assert first.result == second.result
    assert first.value == pytest.approx(0.5, abs=1e-6)


# ---- the ledger -----------------------------------------------------------------------------------------


def test_a_result_is_accepted_once_and_the_first_one_stays(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.sqlite", {"a": 1}, 5) as ledger:
        assert ledger.accept([result(1), result(3)], {"ab": b"data"}) == [result(1), result(3)]
        before = ledger.hash()
        assert ledger.accept([result(3, 0.1), result(1, 0.2)]) == []
        assert ledger.accept([result(2), result(2, 0.7)], {"ab": b"data"}) == [result(2)]
        assert ledger.unfinished() == [0, 4]
        assert ledger.certificate("ab") == b"data"
        assert ledger.certificate("cd") is None
        assert ledger.hash() != before
        assert list(ledger.results()) == [result(1), result(2), result(3)]
    with Ledger(tmp_path / "a.sqlite", {"a": 1}, 5) as ledger:
        assert [task for task, _, _ in ledger.summaries()] == [1, 2, 3]


def test_seconds_are_no_part_of_the_hash_and_order_is_none(tmp_path: Path) -> None:
    hashes = set()
    for name, order, seconds in (("a", (0, 1, 2), 0.1), ("b", (2, 0, 1), 9.0)):
        with Ledger(tmp_path / name, {}, 3) as ledger:
            for task in order:
                ledger.accept([Accepted(task, 0.5, seconds, {"n": task})])
            hashes.add(ledger.hash())
    assert len(hashes) == 1


def test_another_spec_is_refused_and_says_what_changed(tmp_path: Path) -> None:
    Ledger(tmp_path / "a", {"seed": 1, "name": "x"}, 5).close()
    for spec, tasks in (({"seed": 2, "name": "x"}, 5), ({"seed": 1, "name": "x"}, 6)):
        with pytest.raises(InputError, match="another campaign") as error:
            Ledger(tmp_path / "a", spec, tasks)
        assert error.value.field == "--ledger"
    with pytest.raises(InputError, match="seed changed"):
        Ledger(tmp_path / "a", {"seed": 2, "name": "x"}, 5)


def test_one_process_owns_a_ledger(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a", {}, 1), pytest.raises(LedgerError, match="in use"):
        Ledger(tmp_path / "a", {}, 1)
    Ledger(tmp_path / "a", {}, 1).close()


def test_a_task_outside_the_campaign_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a", {}, 2) as ledger, pytest.raises(LedgerError, match="task 2"):
        ledger.accept([result(0), result(2)])


def test_a_file_that_is_no_ledger_or_damaged_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, though longer than a header of one hundred bytes" * 4)
    with pytest.raises(LedgerError, match=r"no ledger|not a database"):
        Ledger(tmp_path / "text", {}, 1)
    with Ledger(tmp_path / "a", {}, 5000) as ledger:
        ledger.accept([Accepted(n, 0.5, 0.0, {"filler": "x" * 200}) for n in range(5000)])
        kept = ledger.hash()
    data = bytearray((tmp_path / "a").read_bytes())
    whole = bytes(data)
    data[40960:45056] = os.urandom(4096)
    (tmp_path / "a").write_bytes(bytes(data))
    with pytest.raises(LedgerError) as error:
        Ledger(tmp_path / "a", {}, 5000)
    assert len(str(error.value).splitlines()) == 1
    (tmp_path / "a").write_bytes(whole)
    with Ledger(tmp_path / "a", {}, 5000) as ledger:
        assert ledger.hash() == kept


def test_an_altered_result_is_noticed_when_it_is_read(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a", {}, 2) as ledger:
        ledger.accept([result(0), result(1)])
    with sqlite3.connect(tmp_path / "a") as connection:
        connection.execute("update results set result = '{\"n\":7}' where task = 1")
    connection.close()
    with Ledger(tmp_path / "a", {}, 2) as ledger, pytest.raises(LedgerError, match="task 1 was altered"):
        list(ledger.results())


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    """The limit on the size of a file stands in for a disk without space."""
    script = (
        "import resource, signal, sys\n"
        "from certify.ledger import Accepted, Ledger, LedgerError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "with Ledger(sys.argv[1], {}, 100000) as ledger:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "    done = 0\n"
        "    try:\n"
        "        while True:\n"
        "            ledger.accept([Accepted(done, 0.5, 0.0, {'filler': 'x' * 2000})])\n"
        "            done += 1\n"
        "    except LedgerError as error:\n"
        "        print(done, str(error).count(chr(10)))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a")], capture_output=True, text=True, timeout=600
    )
    done, newlines = map(int, answer.stdout.split())
    assert done > 10
    assert newlines == 0
    with Ledger(tmp_path / "a", {}, 100000) as ledger:
        assert [task for task, _, _ in ledger.summaries()] == list(range(done))
        assert ledger.accept([result(done)]) == [result(done)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes where it likes")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(LedgerError, match="permission denied"):
        Ledger(folder / "a", {}, 1)


@pytest.mark.parametrize("place", [".", "no/such/folder/a", "mysql://host/db", "postgresql://", "://"])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    with pytest.raises((InputError, LedgerError)) as error:
        Ledger(place, {}, 1)
    assert "--ledger" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_network_file_systems_are_told_by_the_mount_that_is_nearest() -> None:
    mounts = (
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 22 0:50 / /shared rw,nosuid shared:1 - nfs4 server:/shared rw\n"
        "41 40 0:51 / /shared/a\\040b rw - ext4 /dev/sdb rw\n"
        "a line that is none\n"
    )
    assert file_system(Path("/srv/x"), mounts) == "ext4"
    assert file_system(Path("/shared/me/x"), mounts) == "nfs4"
    assert file_system(Path("/shared/a b/x"), mounts) == "ext4"
    assert file_system(Path("/shareds/x"), mounts) == "ext4"


def test_a_large_ledger_is_opened_resumed_and_listed(tmp_path: Path) -> None:
    count = 20_000
    with Ledger(tmp_path / "a", {}, count + 1) as ledger:
        ledger.accept([Accepted(n, n / count, 0.1, {"n": n}) for n in range(count)])
    with Ledger(tmp_path / "a", {}, count + 1) as ledger:
        assert ledger.unfinished() == [count]
        assert len(ledger.summaries()) == count


# ---- running --------------------------------------------------------------------------------------------


def test_an_interrupted_campaign_takes_up_what_is_left(tmp_path: Path) -> None:
    spec = spec_of(GRID)
    calls = []

    def failing(batch):
        calls.extend(task for task, _ in batch)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return [run_task(*item) for item in batch]

    with Ledger(tmp_path / "a", spec.document, 4) as ledger:
        with pytest.raises(KeyboardInterrupt):
            run_campaign(spec, ledger, Here(), work=failing)
        assert len(ledger.unfinished()) == 3
        state = run_campaign(spec, ledger, Here())
        assert (state.done, state.new) == (4, 3)
        interrupted = ledger.hash()
    with Ledger(tmp_path / "b", spec.document, 4) as ledger:
        run_campaign(spec, ledger, Here())
        assert ledger.hash() == interrupted


def test_a_task_that_kills_every_worker_is_given_up_and_the_rest_are_done(tmp_path: Path) -> None:
    class Fragile(Here):
        def submit(self, work, batch):
            from concurrent.futures import Future

            future = Future()
            if any(task == 7 for task, _ in batch):
                future.set_exception(WorkerDiedError("died"))
            else:
                future.set_result(work(batch))
            return future

    with Ledger(tmp_path / "a", SPEC.document, TASKS) as ledger:
        state = run_campaign(SPEC, ledger, Fragile(), work=quick)
        assert state.done == TASKS
        assert state.failed == {"WorkerDiedError": 1}


def quick(batch):
    from certify.search.campaigns.tasks import Outcome

    return [Outcome(task, 0.5, 1e-3, {"n": task}, {}) for task, _ in batch]


def children(pid: int) -> list[int]:
    """The processes below a process, workers of its fork server among them."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *children(int(child))]
    return found


def workers_of(pid: int) -> list[int]:
    """Those below it that have processes no more, and a parent that is the fork server."""
    try:
        return [child for child in children(pid) if not children(child)]
    except OSError:
        return []


def test_no_kill_loses_a_result_or_takes_it_twice(tmp_path: Path) -> None:
    """Fifty workers and five coordinators are killed; the results are those of an undisturbed run."""
    with Ledger(tmp_path / "quiet", SPEC.document, TASKS) as ledger:
        run_campaign(SPEC, ledger, Here(), work=work)
        undisturbed = ledger.hash()
    place, kills = tmp_path / "killed", tmp_path / "kills"
    kills.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent), "KILLS": str(kills)}
    coordinators = 0
    while True:
        process = subprocess.run(
            [sys.executable, str(SCRIPT), str(place)],
            capture_output=True, env=environment, text=True, timeout=600,
        )  # fmt: skip
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, process.stderr
        coordinators += 1
    done, _, disturbed = process.stdout.split()
    assert int(done) == TASKS
    assert disturbed == undisturbed
    assert len(list(kills.glob("killed-*"))) >= 50
    assert coordinators == 5
    with Ledger(place, SPEC.document, TASKS) as ledger:
        assert [task for task, _, _ in ledger.summaries()] == list(range(TASKS))


def test_workers_do_not_outlive_a_coordinator_that_was_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent)}
    process = subprocess.Popen([sys.executable, str(SCRIPT), str(tmp_path / "a")], env=environment)
    while len(below := workers_of(process.pid)) < 3 and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    limit = time.monotonic() + 600
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in below):
        assert time.monotonic() < limit, "a worker is still there"
        time.sleep(0.05)


# ---- the command ----------------------------------------------------------------------------------------


def write(folder: Path, text: str) -> str:
    file = folder / "spec.toml"
    file.write_text(text)
    return str(file)


def test_the_command_runs_resumes_and_lists(tmp_path: Path, capsys) -> None:
    spec = write(tmp_path, 'name = "two"\nstarts = 2\n[grid]\nr = [1, 2]\nrstar = 1\n')
    ledger = str(tmp_path / "ledger.sqlite")
    assert main(["campaign", "run", spec, "--ledger", ledger, "--workers", "1", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["tasks"], first["done"], first["new"]) == (2, 2, 2)
    assert first["best"] == pytest.approx(0.5, abs=1e-7)
    assert main(["campaign", "run", spec, "--ledger", ledger, "--workers", "1", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert (second["new"], second["hash"]) == (0, first["hash"])
    assert main(["campaign", "show", spec, "--ledger", ledger]) == 0
    assert "2 of 2 questions" in capsys.readouterr().out
    assert main(["campaign", "show", spec, "--ledger", ledger, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["task"] for line in lines] == [0, 1]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler"),
        (["--scheduler", "nonsense"], "--scheduler"),
        (["--workers", "0"], "--workers"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_no_work_starts_where_it_cannot_run(tmp_path: Path, capsys, monkeypatch, more, field) -> None:
    monkeypatch.setattr("certify.search.campaigns.executors.CONNECT_SECONDS", 1)
    spec = write(tmp_path, "[grid]\nr = 1\nrstar = 1\n")
    assert main(["campaign", "run", spec, "--ledger", str(tmp_path / "a"), *more]) == 2
    error = capsys.readouterr().err
    assert field in error
    assert not (tmp_path / "a").exists()


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    spec = spec_of({"grid": {"r": [1, 2, 3], "rstar": 1}, "starts": 1})
    hashes = set()
    for workers in (1, 2):
        with Ledger(tmp_path / f"{workers}", spec.document, 3) as ledger, Local(workers) as executor:
            run_campaign(spec, ledger, executor)
            hashes.add(ledger.hash())
    assert len(hashes) == 1
