"""The database: engine, transactions, migrations; SQLite when embedded, PostgreSQL when outgrown.

SQLite runs in WAL with full synchronisation, every writing transaction begins IMMEDIATE (a
deferred one that reads and then writes loses updates between processes without an error) and one
lock per process queues the writers, which keeps the slowest of 16 threads at tens of milliseconds.
"""

import select
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InvalidatePoolError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session

from advice_line.errors import Busy, Misconfigured
from advice_line.migrations import newest

# Waited for twice at most (this process's turn, then the lock of another): together less than the
# four seconds after which the carrier stops listening and nobody hears "one moment".
BUSY_SECONDS = 1.5
CONNECT_SECONDS = 2
# An upgrade has no caller on the line: it waits for another's to be over.
UPGRADE_SECONDS = 60
POOL_SIZE = 16
# What lay unused for longer may have been dropped on the way by something that told neither end.
ASKED_AFTER_SECONDS = 30
_UNUSED_SINCE = "unused_since"
_LOOKING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """One engine and its way of writing. Safe to share between threads."""

    def __init__(self, url: str, named: str = "DATABASE_URL") -> None:
        """`named` is where the address was given.

        Raises `errors.Misconfigured` when it is that of no database which we can keep a site in.
        """
        if not _usable(url):
            raise Misconfigured(
                f"{named} must be such as sqlite:///advice-line.sqlite3 or "
                "postgresql+psycopg://user@host/name."
            )
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        alone = {} if self.sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._for_one_read = self.engine.execution_options(**alone)
        self._writers = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed when the block ends; raises `errors.Busy` when locked out."""
        with self._turn(), self._said_plainly(), Session(self.engine) as session:
            session.connection(execution_options={"advice_line_writes": True})
            yield session
            session.commit()

    @contextmanager
    def trying(self) -> Iterator[Session]:
        """The same, of which nothing is kept."""
        with self._turn(), self._said_plainly(), Session(self.engine) as session:
            session.connection(execution_options={"advice_line_writes": True})
            yield session
            session.rollback()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look; writing in it is an error."""
        with self._said_plainly(), Session(self.engine) as session:
            if self.sqlite:
                session.connection(execution_options={"advice_line_looks": True})
                yield session
                session.rollback()
                return
            # Where each statement would else see its own moment. It ends with a commit, having
            # nothing to keep: at a rollback psycopg forgets every statement it has prepared, and
            # the next ones are parsed and planned anew.
            session.connection(execution_options=_LOOKING)
            yield session
            session.commit()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """For one statement that reads: by itself it sees one moment, so that PostgreSQL need not
        be told where a transaction begins and ends, two trips more."""
        with self._said_plainly(), self._for_one_read.connect() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.sqlite:
            yield
            return
        if not self._writers.acquire(timeout=BUSY_SECONDS):
            raise Busy
        try:
            yield
        finally:
            self._writers.release()

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise Busy from error
        except DBAPIError as error:
            if error.connection_invalidated or _busy(error):
                raise Busy from error
            raise

    def upgrade(self) -> None:
        """Run what migrations are missing, in one transaction; a second process waits its turn."""
        from advice_line.migrations import running  # noqa: PLC0415 # see there

        with self.rebuilding() as connection:
            running.upgrade(connection)

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """One transaction that may make and change tables, committed when the block ends."""
        with self.engine.connect() as plain:
            if self.sqlite:
                _wait_longer(plain)
            connection = plain.execution_options(advice_line_writes=True)
            # Begun here, or Alembic would commit each of SQLite's migrations by itself.
            with connection.begin():
                if not self.sqlite:
                    connection.execute(text("SET LOCAL lock_timeout = 0"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(714025)"))
                yield connection

    def behind(self) -> bool:
        """Whether migrations are missing."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return True
            there = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
            return set(there) != newest.heads()

    def dispose(self) -> None:
        self.engine.dispose()


def _busy(error: DBAPIError) -> bool:
    """Locked, full or away; a fault of ours (a missing table, bad SQL) is none of these."""
    if not isinstance(error, OperationalError):
        return False
    ours = ("no such", "near ", "unrecognized", "attempt to write a readonly")
    return not str(error.orig).startswith(ours)


def _usable(url: str) -> bool:
    """SQLite must have a file: what lies in memory is gone with the process."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        return False
    if parsed.get_backend_name() == "sqlite":
        return parsed.database not in (None, "", ":memory:")
    return parsed.drivername in ("postgresql", "postgresql+psycopg")


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(
            url,
            pool_size=POOL_SIZE,
            pool_timeout=BUSY_SECONDS,
            connect_args={"timeout": BUSY_SECONDS},
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        pool_timeout=BUSY_SECONDS,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )
    event.listen(engine, "connect", _set_up_postgresql)
    event.listen(engine, "checkin", _note_when_unused)
    event.listen(engine, "checkout", _StillThere(engine.dialect))
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: BEGIN IMMEDIATE is ours to send.
    connection.isolation_level = None
    cursor = connection.cursor()
    _switch_to_wal(cursor)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    """Of two processes that meet a new file both want to switch it, and SQLite has the second fail
    at once instead of waiting as it does for any other lock."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)


def _wait_longer(connection: Connection) -> None:
    """Let this one connection wait for a lock as long as an upgrade may; the pool loses it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    connection.detach()
    driver.execute(f"PRAGMA busy_timeout={UPGRADE_SECONDS * 1000}")


def _set_up_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # A row that somebody holds must not hold a live call: it becomes `Busy`.
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'")
    cursor.close()
    connection.commit()


def _note_when_unused(_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info[_UNUSED_SINCE] = monotonic()


class _StillThere:
    """Before a connection is used again: one that its server has ended is left for a new one.

    SQLAlchemy's own `pool_pre_ping` asks the server each time. Whoever ends a connection says so,
    and it can be seen here without a trip to the server that something was said."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def __call__(
        self, connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection
    ) -> None:
        """Raises `InvalidatePoolError`, at which the pool connects anew."""
        since = entry.info.get(_UNUSED_SINCE)
        if since is None:  # it was made for this use
            return
        lately = monotonic() - since < ASKED_AFTER_SECONDS
        assert self._dialect.dbapi is not None
        try:
            if not (lately and _nothing_said(connection)):
                self._dialect.do_ping(connection)
        except self._dialect.dbapi.Error as error:
            raise InvalidatePoolError from error


def _nothing_said(connection: DBAPIConnection) -> bool:
    heard = select.poll()
    heard.register(connection.fileno(), select.POLLIN)
    return not heard.poll(0)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes, looks = (options.get(f"advice_line_{each}", False) for each in ("writes", "looks"))
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if looks else 'OFF'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
