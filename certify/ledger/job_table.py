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
# A list uses the first of these whose columns it filters by. Each holds the other filters too, so that SQLite
# reads no row that a list does not show.
_FILTERS = ("kind", "state", "verdict", "owner")
INDEXES = (("kind", "verdict"), ("verdict",), ("kind", "state"), ("owner",), ("kind",), ("state",))
for _index in INDEXES:
    _others = [name for name in _FILTERS if name not in _index]
    sql.Index(f"jobs_{'_'.join(_index)}", *(jobs.c[name] for name in (*_index, "id", *_others)))

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
    """What `JobLedger.jobs` asks; the columns of `given` have their values.

    It asks for all that is sealed, so that no row is listed that its own page refuses.
    """
    values = {name: [text] for name, text in given.items()}
    if finished:
        values.setdefault("state", list(FINISHED))
    index = next((names for names in INDEXES if (given or values).keys() >= set(names)), ())
    query = sql.select(*SEALED, jobs.c.digest)
    for name, texts in values.items():
        column = jobs.c[name] if name in index else jobs.c[name].concat("")  # which no other index serves
        query = query.where(column == texts[0] if len(texts) == 1 else column.in_(texts))
    if before is not None:
        query = query.where(jobs.c.id < min(max(before, 0), LAST))
    return query.order_by(jobs.c.id.desc()).limit(limit)
