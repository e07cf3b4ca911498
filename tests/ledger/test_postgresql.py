"""A ledger in a PostgreSQL server keeps the promises that one in a file keeps."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from certify import InputError
from certify.cli import main
from certify.ledger import Accepted, JobLedger, Ledger, LedgerError, Submission

pytest.importorskip("psycopg")


def result(task: int, value: float | None = 0.5) -> Accepted:
    return Accepted(task, value, 0.1, {"n": task})


def test_a_result_is_accepted_once_and_the_first_one_stays(place: str) -> None:
    with Ledger(place, {"a": 1}, 5) as ledger:
        assert ledger.accept([result(1), result(3, None)], {"ab": b"\x00data"}) == [
            result(1),
            result(3, None),
        ]
        assert ledger.accept([result(3, 0.1), result(1, 0.2)]) == []
        assert ledger.accept([result(2), result(2, 0.7)], {"ab": b"\x00data"}) == [result(2)]
        assert ledger.unfinished() == [0, 4]
        assert ledger.certificate("ab") == b"\x00data"
        assert ledger.certificate("cd") is None
    with Ledger(place, {"a": 1}, 5) as ledger:
        assert list(ledger.results()) == [result(1), result(2), result(3, None)]
        assert ledger.unfinished() == [0, 4]


def test_the_hash_is_that_of_a_file(place: str, tmp_path: Path) -> None:
    hashes = set()
    for ledger_at in (place, tmp_path / "a"):
        with Ledger(ledger_at, {}, 3) as ledger:
            ledger.accept([result(2), result(0, 1 / 3)])
            ledger.accept([result(1, None)])
            hashes.add(ledger.hash())
    assert len(hashes) == 1


def test_another_spec_is_refused_and_says_what_changed(place: str) -> None:
    Ledger(place, {"seed": 1}, 5).close()
    with pytest.raises(InputError, match="seed changed"):
        Ledger(place, {"seed": 2}, 5)
    with pytest.raises(InputError, match="another campaign"):
        Ledger(place, {"seed": 1}, 6)
    Ledger(place, {"seed": 1}, 5).close()


def test_one_process_owns_a_ledger_and_gives_it_back(place: str) -> None:
    with Ledger(place, {}, 1), pytest.raises(LedgerError, match="in use"):
        Ledger(place, {}, 1)
    Ledger(place, {}, 1).close()


@pytest.fixture
def slow_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's side of a closed connection goes on for a while."""
    psycopg = pytest.importorskip("psycopg")
    closed: list[Any] = []
    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "close", lambda connection: closed.append(connection))
        yield
    for connection in closed:
        connection.close()


@pytest.mark.usefixtures("slow_server")
@pytest.mark.parametrize("kind", [lambda place: Ledger(place, {}, 1), JobLedger], ids=["campaign", "service"])
def test_a_ledger_that_was_given_back_is_free_at_once(place: str, kind: Any) -> None:
    """The server once held the lock until it had ended its side of the connection."""
    for _ in range(3):
        kind(place).close()


def test_the_ledger_of_an_owner_that_was_killed_is_taken_when_the_server_has_noticed(place: str) -> None:
    script = (
        "import os, signal, sys\n"
        "from certify.ledger import Ledger\n"
        "ledger = Ledger(sys.argv[1], {}, 1)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    for _ in range(5):
        owner = subprocess.run([sys.executable, "-c", script, place], capture_output=True)
        assert owner.returncode == -signal.SIGKILL, owner.stderr
        Ledger(place, {}, 1).close()


def test_a_task_outside_the_campaign_is_refused_and_nothing_of_its_batch_stays(place: str) -> None:
    with Ledger(place, {}, 2) as ledger:
        with pytest.raises(LedgerError, match="task 2"):
            ledger.accept([result(0), result(2)])
        assert ledger.unfinished() == [0, 1]
        assert ledger.accept([result(0)]) == [result(0)]


def test_an_altered_result_is_noticed_when_it_is_read(place: str) -> None:
    with Ledger(place, {}, 2) as ledger:
        ledger.accept([result(0), result(1)])
    engine = sql.create_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("update results set result = '{\"n\":7}' where task = 1")
    engine.dispose()
    with Ledger(place, {}, 2) as ledger, pytest.raises(LedgerError, match="task 1 was altered"):
        list(ledger.results())


def end_connections(place: str) -> None:
    """What the server does when it is restarted."""
    engine = sql.create_engine(place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        query = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        connection.execute(sql.text(f"{query} and pid <> pg_backend_pid()"))
    engine.dispose()


def test_a_connection_that_is_lost_is_one_line_and_loses_nothing_committed(place: str) -> None:
    """The server ends the connection between two batches."""
    with Ledger(place, {}, 3) as ledger:
        ledger.accept([result(0)])
        end_connections(place)
        with pytest.raises(LedgerError) as error:
            ledger.accept([result(1)])
        assert len(str(error.value).splitlines()) == 1
    with Ledger(place, {}, 3) as ledger:
        assert ledger.unfinished() == [1, 2]
        assert ledger.accept([result(1)]) == [result(1)]


def test_a_service_goes_on_when_the_server_is_there_again_and_counts_anew(place: str) -> None:
    job = Submission("decide", "a job", {}, "ci")
    with JobLedger(place) as ledger:
        ledger.submit([job])
        assert ledger.counts()["waiting"] == 1
        end_connections(place)
        with pytest.raises(LedgerError) as error:
            ledger.submit([job])
        assert len(str(error.value).splitlines()) == 1
        assert ledger.counts()["waiting"] == 1
        assert ledger.submit([job]) == [(2, True)]
        with pytest.raises(LedgerError, match="in use"):
            JobLedger(place)


def test_a_service_that_lost_its_ledger_to_another_process_writes_no_more(place: str) -> None:
    job = Submission("decide", "a job", {}, "ci")
    with JobLedger(place) as ledger:
        end_connections(place)
        with pytest.raises(LedgerError):
            ledger.submit([job])
        with JobLedger(place) as other:
            for _ in range(2):
                with pytest.raises(LedgerError, match="in use by another process"):
                    ledger.submit([job])
            assert other.submit([job]) == [(1, True)]
        assert ledger.submit([job]) == [(2, True)]


def test_the_command_runs_and_resumes_there(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "spec.toml").write_text("starts = 1\n[grid]\nr = [1, 2]\nrstar = 1\n")
    command = ["campaign", "run", str(tmp_path / "spec.toml"), "--ledger", place, "--workers", "1"]
    assert main(command) == 0
    assert "2 of 2 questions have a result, 2 new" in capsys.readouterr().out
    assert main(command) == 0
    assert "2 of 2 questions have a result, 0 new" in capsys.readouterr().out


def test_a_server_that_does_not_answer_or_a_database_that_is_not_there_is_one_line(server: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for url in (f"postgresql+psycopg://certify@127.0.0.1:{port}/a", f"{server}no_such_database"):
        with pytest.raises(LedgerError) as error:
            Ledger(url, {}, 1)
        assert len(str(error.value).splitlines()) == 1
        assert "--ledger" in str(error.value)
