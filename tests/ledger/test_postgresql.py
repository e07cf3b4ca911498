"""A ledger in a PostgreSQL server keeps the promises that one in a file keeps."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql

from certify import InputError
from certify.cli import main
from certify.ledger import Accepted, Ledger, LedgerError

pytest.importorskip("psycopg")


def tool(name: str) -> str:
    """A program of PostgreSQL's: Debian keeps those of the server off the path."""
    for folder in [None, *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]:
        found = shutil.which(name, path=folder)
        if found:
            return found
    pytest.skip(f"PostgreSQL is not installed: there is no {name}")


def server_user() -> str | None:
    """Whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    pytest.skip("the server refuses to run as root, and there is no other user here")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server of our own, without its database: on the loopback device, gone after the tests."""
    initdb, control, user = tool("initdb"), tool("pg_ctl"), server_user()
    # Not below pytest's folder, which only its owner may enter; sockets need a short path.
    with tempfile.TemporaryDirectory(prefix="ledger", ignore_cleanup_errors=True) as folder:
        if user is not None:
            shutil.chown(folder, user)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        data, log = f"{folder}/data", f"{folder}/log"

        def run(*command: str) -> None:
            done = subprocess.run(
                command, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True, timeout=60, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
            assert done.returncode == 0, done.stderr

        run(initdb, "-D", data, "-A", "trust", "-U", "certify", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=10"
        run(control, "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://certify@127.0.0.1:{port}/"
        finally:
            run(control, "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture
def place(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"test_{abs(hash(request.node.name)) % 10**9}"
    engine = sql.create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sql.text(f"create database {name}"))
        yield server + name
        connection.execute(sql.text(f"drop database {name} with (force)"))
    engine.dispose()


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


def test_a_connection_that_is_lost_is_one_line_and_loses_nothing_committed(place: str) -> None:
    """The server ends the connection between two batches, as it does when it is restarted."""
    engine = sql.create_engine(place, isolation_level="AUTOCOMMIT")
    with Ledger(place, {}, 3) as ledger:
        ledger.accept([result(0)])
        with engine.connect() as connection:
            query = (
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            )
            connection.execute(sql.text(f"{query} and pid <> pg_backend_pid()"))
        with pytest.raises(LedgerError) as error:
            ledger.accept([result(1)])
        assert len(str(error.value).splitlines()) == 1
    engine.dispose()
    with Ledger(place, {}, 3) as ledger:
        assert ledger.unfinished() == [1, 2]
        assert ledger.accept([result(1)]) == [result(1)]


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
