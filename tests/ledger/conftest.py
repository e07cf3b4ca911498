"""Where the ledgers of the tests lie."""

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


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server of our own, without its database: on the loopback device, gone after the tests."""
    pytest.importorskip("psycopg")
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
                text=True, timeout=600, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
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


@pytest.fixture(params=["a file", "a server"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place that is empty: first one, then the other."""
    if request.param == "a file":
        return str(tmp_path / "jobs.ledger")
    place: str = request.getfixturevalue("place")
    return place
