"""Results of one campaign, each accepted exactly once, in SQLite or PostgreSQL.

Unfinished tasks are those without a result; nothing else is remembered about them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sql

from certify.common.errors import InputError
from certify.ledger.database import Database, canonical, check_schema
from certify.ledger.place import LedgerError
from certify.ledger.values import check_addresses, kept_json, kept_number

SCHEMA = "certify/ledger/1"

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
        return _digest(self.task, canonical(self.result))


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
        self.tasks = tasks
        self._database = Database(place, "campaign")
        self.place = self._database.place
        self._guard, self._connection = self._database.guard, self._database.connection
        try:
            self._database.create(_metadata)
            self._bind(kept_json("spec", spec))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the ledger back."""
        self._database.close()

    def accept(
        self, results: Sequence[Accepted], certificates: Mapping[str, bytes] | None = None
    ) -> list[Accepted]:
        """Commit results, and return those that were new: a task's first result is the one that stays.

        Raises InputError where something would not come back as it is; a value of -0.0 comes back as 0.0.
        """
        rows = [_row(item) for item in results]
        check_addresses(certificates or {})
        with self._guard():
            numbers = [item.task for item in results]
            if any(not 0 <= task < self.tasks for task in numbers):
                raise LedgerError(f"--ledger: task {max(numbers)} is not one of {self.tasks}")
            known = set(
                self._connection.scalars(sql.select(_results.c.task).where(_results.c.task.in_(numbers)))
            )
            new, inserted = [], []
            for item, row in zip(results, rows, strict=True):
                if item.task not in known:
                    known.add(item.task)
                    new.append(item)
                    inserted.append(row)
            if new:
                self._connection.execute(_results.insert(), inserted)
            self._database.keep(certificates or {})
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
        return self._database.certificate(address)

    def hash(self) -> str:
        """SHA-256 of all digests in order: two runs of one campaign have the same."""
        query = sql.select(_results.c.digest).order_by(_results.c.task)
        with self._guard():
            return hashlib.sha256("\n".join(self._connection.scalars(query)).encode()).hexdigest()

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
        check_schema(row.schema, SCHEMA)
        if row.spec != spec or row.tasks != self.tasks:
            changed = _difference(json.loads(row.spec), json.loads(spec))
            raise InputError(
                "--ledger", f"is of another campaign ({changed})", "give a new file for a new spec"
            )


def _digest(task: int, text: str) -> str:
    return hashlib.sha256(f"{task}\n{text}".encode()).hexdigest()


def _row(item: Accepted) -> dict[str, Any]:
    text = kept_json("result", item.result)
    return {
        "task": item.task,
        "digest": _digest(item.task, text),
        "value": kept_number("value", item.value),
        "seconds": kept_number("seconds", item.seconds),
        "result": text,
    }


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    keys: Iterable[str] = sorted(set(old) | set(new))
    changed = [key for key in keys if old.get(key) != new.get(key)]
    return f"{', '.join(changed) or 'tasks'} changed"
