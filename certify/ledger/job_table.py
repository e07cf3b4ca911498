"""How jobs are kept: their table, its indexes, and what is asked of it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql

FINISHED = ("done", "failed", "cancelled")
LAST = 2**31 - 1  # the largest number a job may have

metadata = sql.MetaData()
service = sql.Table("service", metadata, sql.Column("schema", sql.Text, primary_key=True))
jobs = sql.Table(
    "jobs",
    metadata,
    # What a list shows comes first, so that SQLite reads no more of a long row.
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("owner", sql.Text, nullable=False),
    sql.Column("submitted", sql.Double, nullable=False),
    sql.Column("state", sql.Text, nullable=False),
    sql.Column("finished", sql.Double),
    sql.Column("seconds", sql.Double),
    sql.Column("verdict", sql.Text),
    sql.Column("grade", sql.Text),
    sql.Column("value", sql.Double),
    sql.Column("certificates", sql.Text, nullable=False),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("key", sql.Text, unique=True),
    sql.Column("asked", sql.Text, nullable=False),
    sql.Column("digest", sql.Text, nullable=False),
    sql.Column("request", sql.Text, nullable=False),
    sql.Column("result", sql.Text),
    sql.Column("failure", sql.Text),
)
# One for each filter of a list, which also holds the others: a list reads no row that it does not show.
# Of two that serve a list SQLite takes the one made last, and a verdict is the rarest thing to ask for.
_FILTERS = ("kind", "state", "owner", "verdict")
for _name in _FILTERS:
    _others = [name for name in _FILTERS if name != _name]
    sql.Index(f"jobs_{_name}", jobs.c[_name], jobs.c.id, *(jobs.c[name] for name in _others))

LISTED = jobs.c[
    "id", "kind", "owner", "submitted", "state", "finished", "seconds", "verdict", "grade", "value",
    "certificates", "title",
]  # fmt: skip
SEALED = [column for column in jobs.c if column.name not in ("digest", "request")]
JOB = sql.select(jobs).where(jobs.c.id == sql.bindparam("job"))
REQUEST = sql.select(*jobs.c["id", "kind", "asked", "request"]).where(jobs.c.id == sql.bindparam("job"))
WAITING = sql.select(*jobs.c["id", "kind", "owner"]).where(jobs.c.state == "waiting").order_by(jobs.c.id)
FINISH = (
    sql.update(jobs)
    .where(jobs.c.id == sql.bindparam("job"))
    .values({name: sql.bindparam(name) for name in (
        "state", "finished", "seconds", "verdict", "grade", "value", "certificates", "result", "failure",
        "digest",
    )})
)  # fmt: skip


def listing(given: Mapping[str, str], finished: bool, before: int | None, limit: int) -> sql.Select[Any]:
    """What `JobLedger.jobs` asks; the columns of `given` have their values."""
    query = sql.select(*LISTED).where(*(jobs.c[name] == text for name, text in given.items()))
    if finished:
        query = query.where(jobs.c.state.in_(FINISHED))
    if before is not None:
        query = query.where(jobs.c.id < min(before, LAST))
    return query.order_by(jobs.c.id.desc()).limit(limit)
