"""Results of one campaign, each accepted exactly once, in SQLite or PostgreSQL.

The embedded file has one owner, keeps SQLite's rollback journal (no write-ahead log) and is synced at every
commit: what was accepted survives any kill. Unfinished tasks are those without a result; nothing else is
remembered about them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sql
from sqlalchemy import exc

from certify.errors import InputError
from certify.ledger.place import LedgerError, Ownership, refuse_network

SCHEMA = "certify/ledger/1"
ADVISORY = 0x63657274  # the lock of a PostgreSQL ledger, together with a hash of its name

_metadata = sql.MetaData()
_campaign = sql.Table(
    "campaign",
    _metadata,
    sql.Column("schema", sql.Text, primary_key=True),
    sql.Column("spec", sql.Text, nullable=False),
    sql.Column("tasks", sql.Integer, nullable=False),
)
_results = sql.Table(
    "results",
    _metadata,
    sql.Column("task", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("digest", sql.Text, nullable=False),
    sql.Column("value", sql.Float),
    sql.Column("seconds", sql.Float, nullable=False),
    sql.Column("result", sql.Text, nullable=False),
)
_certificates = sql.Table(
    "certificates",
    _metadata,
    sql.Column("address", sql.Text, primary_key=True),
    sql.Column("data", sql.LargeBinary, nullable=False),
)


@dataclass(frozen=True)
class Accepted:
    """A result as it stands in the ledger.

    Attributes:
        task: its number in the campaign.
        value: the number a list is sorted by; None for a failure.
        seconds: what it took; no part of the digest.
        result: the rest, JSON data.
    """

    task: int
    value: float | None
    seconds: float
    result: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 of all that two runs must have in common."""
        return hashlib.sha256(f"{self.task}\n{canonical(self.result)}".encode()).hexdigest()


def canonical(value: object) -> str:
    """The one way to write JSON data."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Ledger:
    """One campaign's ledger, opened and owned.

    Args:
        place: a file, created if it does not exist, or the URL of a PostgreSQL database.
        spec: what the campaign is, as JSON data; a ledger of another campaign is refused.
        tasks: how many tasks it has.

    Raises:
        InputError: a network file system, a URL that is not PostgreSQL's, or the ledger of another campaign.
        LedgerError: in use by another process, unreadable, damaged, read-only, or the disk is full.
    """

    def __init__(self, place: str | Path, spec: Mapping[str, Any], tasks: int) -> None:
        self.place, self.tasks = str(place), tasks
        self._owner: Ownership | None = None
        if "://" in self.place:
            self._engine, self._connection = self._server(self.place)
        else:
            self._engine, self._connection = self._file(Path(self.place))
        try:
            with self._guard():
                _metadata.create_all(self._connection)
                self._connection.commit()
            self._bind(canonical(spec))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the ledger back."""
        self._connection.close()
        self._engine.dispose()
        if self._owner is not None:
            self._owner.give_back()

    def accept(
        self, results: Sequence[Accepted], certificates: Mapping[str, bytes] | None = None
    ) -> list[Accepted]:
        """Commit results, and return those that were new: a task's first result is the one that stays."""
        with self._guard():
            numbers = [item.task for item in results]
            if any(not 0 <= task < self.tasks for task in numbers):
                raise LedgerError(f"--ledger: task {max(numbers)} is not one of {self.tasks}")
            known = set(
                self._connection.scalars(sql.select(_results.c.task).where(_results.c.task.in_(numbers)))
            )
            new = []
            for item in results:
                if item.task not in known:
                    known.add(item.task)
                    new.append(item)
            if new:
                self._connection.execute(_results.insert(), [_row(item) for item in new])
            self._keep(certificates or {})
            self._connection.commit()
        return new

    def unfinished(self) -> list[int]:
        """The tasks without a result, in order."""
        with self._guard():
            done = set(self._connection.scalars(sql.select(_results.c.task)))
        return [task for task in range(self.tasks) if task not in done]

    def summaries(self) -> list[tuple[int, float | None, float]]:
        """Task, value and seconds of every result, in the order of the tasks."""
        query = sql.select(_results.c.task, _results.c.value, _results.c.seconds).order_by(_results.c.task)
        with self._guard():
            return [(task, value, seconds) for task, value, seconds in self._connection.execute(query)]

    def results(self) -> Iterator[Accepted]:
        """Every result, in the order of the tasks. Raises LedgerError where one is not what was committed."""
        query = sql.select(_results).order_by(_results.c.task)
        with self._guard():
            for row in self._connection.execute(query):
                item = Accepted(row.task, row.value, row.seconds, json.loads(row.result))
                if item.digest != row.digest:
                    raise LedgerError(f"--ledger: the result of task {row.task} was altered; restore a copy")
                yield item

    def certificate(self, address: str) -> bytes | None:
        """The certificate of an address."""
        query = sql.select(_certificates.c.data).where(_certificates.c.address == address)
        with self._guard():
            return self._connection.scalar(query)

    def hash(self) -> str:
        """SHA-256 of all digests in order: two runs of one campaign have the same."""
        query = sql.select(_results.c.digest).order_by(_results.c.task)
        with self._guard():
            return hashlib.sha256("\n".join(self._connection.scalars(query)).encode()).hexdigest()

    def _keep(self, certificates: Mapping[str, bytes]) -> None:
        query = sql.select(_certificates.c.address).where(_certificates.c.address.in_(list(certificates)))
        missing = set(certificates) - set(self._connection.scalars(query))
        if missing:
            rows = [{"address": address, "data": certificates[address]} for address in sorted(missing)]
            self._connection.execute(_certificates.insert(), rows)

    def _bind(self, spec: str) -> None:
        """Make the ledger that of this campaign, or see that it is."""
        with self._guard():
            row = self._connection.execute(sql.select(_campaign)).first()
            if row is None:
                self._connection.execute(
                    _campaign.insert(), {"schema": SCHEMA, "spec": spec, "tasks": self.tasks}
                )
                self._connection.commit()
                return
        if row.schema != SCHEMA:
            raise LedgerError(
                f"--ledger: written as {row.schema}, and this is {SCHEMA}; use the version it is of"
            )
        if row.spec != spec or row.tasks != self.tasks:
            changed = _difference(json.loads(row.spec), json.loads(spec))
            raise InputError(
                "--ledger", f"is of another campaign ({changed})", "give a new file for a new spec"
            )

    def _file(self, path: Path) -> tuple[sql.Engine, sql.Connection]:
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise InputError("--ledger", f"{str(path)!a} is no file in a folder that exists", "name one")
        refuse_network(path)
        self._owner = Ownership(path)
        self._owner.take()
        engine = sql.create_engine(f"sqlite:///{path}", connect_args={"timeout": 5})
        try:
            with self._guard():
                connection = engine.connect()
                for pragma in ("journal_mode=DELETE", "synchronous=FULL"):
                    connection.exec_driver_sql(f"PRAGMA {pragma}")
                found = " ".join(str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()).split())
                connection.rollback()
            if found != "ok":
                raise LedgerError(f"--ledger: {path.name} is damaged ({found}); restore a copy of it")
        except BaseException:
            engine.dispose()
            self._owner.give_back()
            raise
        return engine, connection

    def _server(self, url: str) -> tuple[sql.Engine, sql.Connection]:
        try:
            address = sql.make_url(url)
        except exc.ArgumentError:
            address = None
        if address is None or address.get_backend_name() != "postgresql":
            raise InputError("--ledger", "is no PostgreSQL URL", 'write "postgresql+psycopg://…", or a file')
        try:
            engine = sql.create_engine(address)
        except (ImportError, exc.ArgumentError):
            raise InputError("--ledger", "needs psycopg", 'pip install "certify[cluster]"') from None
        with self._guard():
            connection = engine.connect()
            owned = connection.scalar(sql.select(sql.func.pg_try_advisory_lock(ADVISORY)))
            connection.commit()
        if not owned:
            connection.close()
            engine.dispose()
            raise LedgerError("--ledger: the database is in use by another process; wait for it")
        return engine, connection

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """A failure of the database, as one line; the transaction it was in is rolled back."""
        try:
            yield
        except exc.SQLAlchemyError as error:
            if hasattr(self, "_connection") and not self._connection.closed:
                try:
                    self._connection.rollback()
                except exc.SQLAlchemyError:
                    self._connection.invalidate()
            reason = " ".join(str(getattr(error, "orig", None) or error).split())
            raise LedgerError(f"--ledger: {reason}; {_advice(reason)}") from None


def _row(item: Accepted) -> dict[str, Any]:
    return {
        "task": item.task,
        "digest": item.digest,
        "value": item.value,
        "seconds": item.seconds,
        "result": canonical(item.result),
    }


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    keys: Iterable[str] = sorted(set(old) | set(new))
    changed = [key for key in keys if old.get(key) != new.get(key)]
    return f"{', '.join(changed) or 'tasks'} changed"


def _advice(reason: str) -> str:
    known = {
        "full": "free some space and run the same command again",
        "readonly": "choose a folder you can write",
        "malformed": "the file is damaged; restore a copy of it",
        "not a database": "the file is no ledger; name another",
        "connection": "see that the server is there",
    }
    return next(
        (advice for word, advice in known.items() if word in reason.lower()), "what was committed stays"
    )
