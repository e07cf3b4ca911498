"""No kill takes from a service what it has acknowledged."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from certify.ledger import JobLedger

SCRIPT = Path(__file__).with_name("killed_jobs.py")


def test_all_that_was_acknowledged_is_there_after_twelve_kills_and_no_job_finished_twice(
    tmp_path: Path,
) -> None:
    place, chance = tmp_path / "jobs.ledger", random.Random(0)
    submitted: dict[int, str] = {}
    finished: dict[int, int] = {}
    for seed in range(12):
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(place), str(seed)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        said = []
        while not said or not said[-1].startswith("finished"):  # however long that takes here
            said.append(process.stdout.readline())
            assert said[-1], "it ended by itself"
        time.sleep(0.2 * chance.random())
        process.kill()
        said += process.stdout.read().splitlines(keepends=True)
        process.stdout.close()
        assert process.wait() == -signal.SIGKILL
        for line in said:
            if not line.endswith("\n"):
                continue  # cut off by the kill
            match line.split():
                case ["submitted", job, key]:
                    assert int(job) not in submitted, "a number was given twice"
                    submitted[int(job)] = key
                case ["finished", job]:
                    assert int(job) not in finished, "a job was finished twice"
                    finished[int(job)] = seed
    assert len(submitted) >= 12
    assert len(finished) >= 12
    with JobLedger(place) as ledger:
        for number, key in submitted.items():
            job = ledger.job(number)
            assert job is not None
            assert job.request == {"n": key}
        for number, seed in finished.items():
            job = ledger.job(number)
            assert job is not None
            assert (job.state, job.result) == ("done", {"by": seed})
            assert ledger.certificate(str(number)) == b"c"
        counts = ledger.counts()
        assert counts["waiting"] == len(ledger.waiting())
        assert counts["waiting"] + counts["done"] >= len(submitted)
        assert counts["done"] >= len(finished)


def test_a_transaction_cut_off_before_its_commit_leaves_no_trace(tmp_path: Path) -> None:
    """The process dies when much of what it changes is in the file, and none of it committed."""
    script = (
        "import os, signal, sys\n"
        "from certify.ledger import Finish, JobLedger, Submission\n"
        "filler = {'filler': 'x' * 10000}\n"
        "ledger = JobLedger(sys.argv[1])\n"
        "ledger.submit([Submission('decide', 'a job', filler, 'tests', str(n)) for n in range(500)])\n"
        "ledger._database.connection.commit = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        "ledger.finish([Finish(n, 'done', result=filler) for n in range(1, 501)])\n"
    )
    place = tmp_path / "jobs.ledger"
    done = subprocess.run([sys.executable, "-c", script, str(place)], timeout=600)
    assert done.returncode == -signal.SIGKILL
    with JobLedger(place) as ledger:
        assert [job for job, _, _ in ledger.waiting()] == list(range(1, 501))
        for number in range(1, 501):
            job = ledger.job(number)
            assert job is not None
            assert (job.state, job.result) == ("waiting", None)


def test_a_file_is_synced_at_every_commit_and_has_no_write_ahead_log(tmp_path: Path) -> None:
    """What no kill of a process can show: the loss of power."""
    with JobLedger(tmp_path / "a") as ledger:
        ask = ledger._database.connection.exec_driver_sql
        assert ask("pragma synchronous").scalar() == 2
        assert ask("pragma journal_mode").scalar() == "persist"
