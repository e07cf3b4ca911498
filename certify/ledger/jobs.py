"""The jobs of a service: what was asked, and what came of it, each accepted once and finished once."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sql

from certify.ledger import job_table as table
from certify.ledger.database import Database, canonical, check_schema
from certify.ledger.job import Conflict, Finish, Job, Submission, digest_of_request
from certify.ledger.place import LedgerError

__all__ = ["Conflict", "Finish", "Job", "JobLedger", "Submission"]
SCHEMA = "certify/service/1"


class JobLedger:
    """The ledger of one service, opened and owned; used by one thread at a time, whichever it is.

    Args:
        place: a file, created if it does not exist, or the URL of a PostgreSQL database.

    Raises:
        InputError: a network file system, a URL that is not PostgreSQL's, or the ledger of a campaign.
        LedgerError: in use by another process, unreadable, damaged, of another version, read-only, or the
            disk is full. Every method may raise it.
    """

    def __init__(self, place: str | Path) -> None:
        self._database = Database(place, "service", journal="PERSIST")
        self.place = self._database.place
        self._counts: Counter[str] | None = None
        try:
            self._database.create(table.metadata)
            with self._database.transaction() as connection:
                schema = connection.scalar(sql.select(table.service.c.schema))
                if schema is None:
                    connection.execute(table.service.insert(), {"schema": SCHEMA})
            check_schema(schema or SCHEMA, SCHEMA)
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

    def submit(self, submissions: Sequence[Submission]) -> list[tuple[int, bool] | Conflict]:
        """Commit jobs, and return for each its number and whether it is new.

        A key that its owner has used before stands for the job it was used for; where that job was another,
        a Conflict takes the place of the number.
        """
        keys = [item.fingerprint for item in submissions if item.fingerprint is not None]
        answers: list[tuple[int, bool] | Conflict] = []
        rows = []
        with self._change() as (connection, change):
            query = sql.select(*table.jobs.c["key", "id", "asked"]).where(table.jobs.c.key.in_(keys))
            known = {row.key: (row.id, row.asked) for row in connection.execute(query)} if keys else {}
            number = connection.scalar(sql.select(sql.func.max(table.jobs.c.id))) or 0
            now = time.time()
            for item in submissions:
                earlier = known.get(item.fingerprint)
                if earlier is not None:
                    job, asked = earlier
                    answers.append((job, False) if asked == item.asked else Conflict(job))
                    continue
                number += 1
                rows.append(_row(number, now, item))
                answers.append((number, True))
                if item.fingerprint is not None:
                    known[item.fingerprint] = number, item.asked
            if rows:
                connection.execute(table.jobs.insert(), rows)
            change["waiting"] += len(rows)
        return answers

    def earlier(self, item: Submission) -> tuple[int, bool] | Conflict | None:
        """What `submit` would return for a key that its owner has used before; None where it has not."""
        if item.key is None:
            return None
        query = sql.select(*table.jobs.c["id", "asked"]).where(table.jobs.c.key == item.fingerprint)
        with self._database.transaction() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return (row.id, False) if row.asked == item.asked else Conflict(row.id)

    def probe(self) -> None:
        """Nothing, where it can be read."""
        with self._database.transaction() as connection:
            connection.execute(sql.select(table.service.c.schema)).one()

    def finish(self, finishes: Sequence[Finish]) -> list[int]:
        """Commit what came of jobs, with its certificates; the numbers of those that were not finished yet.

        A job's first finish is the one that stays. Raises LedgerError where there is no such job, and then
        nothing of the batch is kept.
        """
        new: dict[int, Finish] = {}
        for item in finishes:
            new.setdefault(item.job, item)
        with self._change() as (connection, change):
            known = [job for job in new if 0 < job <= table.LAST]
            query = sql.select(*table.SEALED).where(table.jobs.c.id.in_(known))
            rows = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
            if unknown := new.keys() - rows.keys():
                raise LedgerError(f"--ledger: there is no job {min(unknown)} to finish")
            new = {job: item for job, item in new.items() if rows[job]["state"] == "waiting"}
            now = time.time()
            for job, item in new.items():
                rows[job].update(item.columns, finished=now)
                change[item.state] += 1
            updates = [{**rows[job], "digest": _digest(rows[job]), "job": job} for job in new]
            if updates:
                connection.execute(table.FINISH, updates)
            self._database.keep({a: data for item in new.values() for a, data in item.certificates.items()})
            change["waiting"] -= len(new)
        return list(new)

    def job(self, number: int) -> Job | None:
        """A job with all that is known of it. Raises LedgerError where it is not what was committed."""
        row = self._row(table.JOB, number)
        return None if row is None else _whole(row)

    def request(self, number: int) -> tuple[str, Mapping[str, Any]]:
        """The kind of a job and what was asked. Raises LedgerError where it is not there or was altered."""
        row = self._row(table.REQUEST, number)
        if row is None:
            raise LedgerError(f"--ledger: there is no job {number}")
        _check_request(row)
        return row.kind, json.loads(row.request)

    def jobs(
        self,
        *,
        kind: str | None = None,
        state: str | None = None,
        verdict: str | None = None,
        owner: str | None = None,
        finished: bool = False,
        before: int | None = None,
        limit: int,
    ) -> list[Job]:
        """Jobs, the newest first, without request, result and failure; those that were altered are left out.

        Args:
            kind, state, verdict, owner: what they must have.
            finished: whether they must have an end.
            before: a number they must lie below, such as the last of an earlier list.
            limit: how many at most.
        """
        wanted = {"kind": kind, "state": state, "verdict": verdict, "owner": owner}
        given = {name: text for name, text in wanted.items() if text is not None}
        if (finished and state == "waiting") or not all(text.isprintable() for text in given.values()):
            return []
        found: list[Job] = []
        with self._database.transaction() as connection:
            while len(found) < limit:
                asked = min(limit - len(found), table.LAST)
                rows = connection.execute(table.listing(given, finished, before, asked)).all()
                found += [_listed(row) for row in rows if _intact(row)]
                if len(rows) < asked:
                    break
                before = rows[-1].id
        return found

    def waiting(self) -> list[tuple[int, str, str]]:
        """Number, kind and owner of every job without an end, in order."""
        with self._database.transaction() as connection:
            return [(job, kind, owner) for job, kind, owner in connection.execute(table.WAITING)]

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        if self._counts is None:
            query = sql.select(table.jobs.c.state, sql.func.count()).group_by(table.jobs.c.state)
            with self._database.transaction() as connection:
                self._counts = Counter({row[0]: row[1] for row in connection.execute(query)})
        return {state: self._counts[state] for state in ("waiting", *table.FINISHED)}

    def finished_searches(self, limit: int) -> list[Job]:
        """Searches that came to an end, the newest first, with all that is known of them.

        Those that were altered are left out.
        """
        query = sql.select(table.jobs).where(table.jobs.c.kind == "search", table.jobs.c.state == "done")
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(table.jobs.c.id.desc()).limit(limit)).all()
        return [_whole(row) for row in rows if _intact(row) and _same_request(row)]

    def certificate(self, address: str) -> bytes | None:
        """The certificate of an address."""
        return self._database.certificate(address)

    def _row(self, query: sql.Select[Any], number: int) -> sql.Row[Any] | None:
        if not 0 < number <= table.LAST:
            return None
        with self._database.transaction() as connection:
            return connection.execute(query, {"job": number}).first()

    @contextmanager
    def _change(self) -> Iterator[tuple[sql.Connection, Counter[str]]]:
        """A transaction, and by how much it changes the counts; where it fails they are counted anew."""
        counts, self._counts = self._counts, None
        change: Counter[str] = Counter()
        with self._database.transaction() as connection:
            yield connection, change
        if counts is not None:
            counts.update(change)
            self._counts = counts


def _row(number: int, now: float, item: Submission) -> dict[str, Any]:
    row = dict.fromkeys(table.jobs.c.keys()) | {
        "id": number,
        "kind": item.kind,
        "owner": item.owner,
        "submitted": now,
        "state": "waiting",
        "certificates": "[]",
        "title": canonical(item.title),
        "key": item.fingerprint,
        "asked": item.asked,
        "request": item.text,
    }
    return row | {"digest": _digest(row)}


def _listed(row: sql.Row[Any]) -> Job:
    fields = {column.name: row._mapping[column.name] for column in table.LISTED}
    title, certificates = json.loads(row.title), tuple(json.loads(row.certificates))
    return Job(**fields | {"title": title, "certificates": certificates})


def _intact(row: sql.Row[Any]) -> bool:
    """Whether a row is what was committed, but for its request."""
    try:
        return bool(_digest(row._mapping) == row.digest)
    except (TypeError, ValueError):
        return False


def _whole(row: sql.Row[Any]) -> Job:
    """Raises LedgerError where the row is not what was committed."""
    _check_request(row)
    if not _intact(row):
        raise _altered(row.id)
    fields = {column.name: row._mapping[column.name] for column in table.LISTED}
    for name in ("title", "certificates", "request", "result", "failure"):
        text = row._mapping[name]
        fields[name] = None if text is None else json.loads(text)
    return Job(**fields | {"certificates": tuple(fields["certificates"])})


def _check_request(row: sql.Row[Any]) -> None:
    if not _same_request(row):
        raise _altered(row.id)


def _same_request(row: sql.Row[Any]) -> bool:
    return isinstance(row.request, str) and digest_of_request(row.kind, row.request) == row.asked


def _altered(job: int) -> LedgerError:
    return LedgerError(f"--ledger: job {job} was altered; restore a copy")


def _digest(row: Mapping[str, Any] | sql.RowMapping) -> str:
    """SHA-256 of a row: of its request through what was asked."""
    return hashlib.sha256(canonical([row[column.name] for column in table.SEALED]).encode()).hexdigest()
