"""The database a ledger lies in, opened and owned: SQLite in a file, or PostgreSQL.

The embedded file has one owner, keeps SQLite's rollback journal (no write-ahead log) and is synced at every
commit: what was accepted survives any kill.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sql
from sqlalchemy import event, exc

from certify.common.errors import InputError
from certify.ledger.place import LedgerError, Ownership, refuse_network

ADVISORY = 0x63657274  # the lock of a PostgreSQL ledger, one for each database
PATIENCE = 2.0  # seconds in which a server notices that an owner was killed
KINDS = {"campaign": "the ledger of a campaign", "service": "the ledger of a service"}

_metadata = sql.MetaData()
_certificates = sql.Table(
    "certificates",
    _metadata,
    sql.Column("address", sql.Text, primary_key=True),
    sql.Column("data", sql.LargeBinary, nullable=False),
)
_CERTIFICATE = sql.select(_certificates.c.data).where(_certificates.c.address == sql.bindparam("address"))


def canonical(value: object) -> str:
    """The one way to write JSON data. Raises TypeError, ValueError or RecursionError where it is none."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Database:
    """A ledger's database, with the certificates kept in it.

    It is used by one thread at a time, which need not be the one that opened it.

    Args:
        place: a file, created if it does not exist, or the URL of a PostgreSQL database.
        kind: which of KINDS it is, and so the name of a table that only such a ledger has.
        journal: what SQLite does with its rollback journal at a commit; PERSIST is the faster.

    Raises:
        InputError: a network file system, a URL that is not PostgreSQL's, or a ledger of another kind.
        LedgerError: in use by another process, unreadable, damaged, read-only, or the disk is full.
    """

    def __init__(
        self, place: str | Path, kind: str, journal: Literal["DELETE", "PERSIST"] = "DELETE"
    ) -> None:
        self.place = str(place)
        self._owner: Ownership | None = None
        if "://" in self.place:
            self._engine, self.connection = self._server(self.place)
        else:
            self._engine, self.connection = self._file(Path(self.place), journal)
        try:
            with self.guard():
                tables = sql.inspect(self.connection).get_table_names()
                self.connection.commit()
            for other, words in KINDS.items():
                if other in tables and other != kind:
                    fix = f"give {KINDS[kind]} a file or a database of its own"
                    raise InputError("--ledger", f"is {words}", fix)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the database back."""
        self.connection.close()
        self._engine.dispose()
        if self._owner is not None:
            self._owner.give_back()

    def create(self, tables: sql.MetaData) -> None:
        """Make those tables that are not there, and that of the certificates."""
        with self.transaction():
            _metadata.create_all(self.connection)
            tables.create_all(self.connection)

    @contextmanager
    def guard(self) -> Iterator[None]:
        """A failure of the database, as one line; the transaction it was in is rolled back."""
        try:
            yield
        except exc.SQLAlchemyError as error:
            if hasattr(self, "connection"):
                self._roll_back()
            reason = " ".join(str(getattr(error, "orig", None) or error).split())
            raise LedgerError(f"--ledger: {reason}; {_advice(reason)}") from None

    @contextmanager
    def transaction(self) -> Iterator[sql.Connection]:
        """All of what is done inside, committed, or none of it, whatever is raised."""
        with self.guard():
            try:
                yield self.connection
                self.connection.commit()
            except BaseException:
                self._roll_back()
                raise

    def certificate(self, address: str) -> bytes | None:
        """The certificate of an address."""
        if not (address.isascii() and address.isalnum()):
            return None
        with self.transaction() as connection:
            return connection.scalar(_CERTIFICATE, {"address": address})

    def keep(self, certificates: Mapping[str, bytes]) -> None:
        """Add those certificates that are not there, as part of the transaction that is under way."""
        query = sql.select(_certificates.c.address).where(_certificates.c.address.in_(list(certificates)))
        missing = set(certificates) - set(self.connection.scalars(query)) if certificates else set()
        if missing:
            rows = [{"address": address, "data": certificates[address]} for address in sorted(missing)]
            self.connection.execute(_certificates.insert(), rows)

    def _roll_back(self) -> None:
        if not self.connection.closed:
            try:
                self.connection.rollback()
            except exc.SQLAlchemyError:
                self.connection.invalidate()

    def _file(self, path: Path, journal: str) -> tuple[sql.Engine, sql.Connection]:
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise InputError("--ledger", f"{str(path)!a} is no file in a folder that exists", "name one")
        refuse_network(path)
        self._owner = Ownership(path)
        self._owner.take()
        options = {"timeout": 5, "check_same_thread": False}
        engine = sql.create_engine(f"sqlite:///{path}", connect_args=options)
        try:
            with self.guard():
                connection = engine.connect()
                for pragma in (f"journal_mode={journal}", "synchronous=FULL"):
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
        event.listen(engine, "connect", _own)
        event.listen(engine, "close", _give_back)
        try:
            with self.guard():
                return engine, engine.connect()
        except BaseException:
            engine.dispose()
            raise


def check_schema(found: str, known: str) -> None:
    """Raise LedgerError where a ledger was written by another version."""
    if found != known:
        raise LedgerError(f"--ledger: written as {found}, and this is {known}; use the version it is of")


def _own(connection: Any, _: object) -> None:
    """Take a PostgreSQL ledger: a lock ends with its connection, so every new one takes it again.

    The server notices a little late that an owner was killed, and holds its lock until then.
    """
    waits = [0.05] * round(PATIENCE / 0.05)
    while not _asked(connection, "pg_try_advisory_lock"):
        if not waits:
            connection.close()
            raise LedgerError("--ledger: the database is in use by another process; wait for it")
        time.sleep(waits.pop())


def _give_back(connection: Any, _: object) -> None:
    """Release the lock while the connection lives: the server ends its side only after `close` returned."""
    with suppress(Exception):  # a connection that is broken holds no lock for long
        _asked(connection, "pg_advisory_unlock")


def _asked(connection: Any, function: str) -> bool:
    """What the server's function says of the ledger's lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({ADVISORY})")
        (answer,) = cursor.fetchone()
    connection.commit()
    return bool(answer)


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
