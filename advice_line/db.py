"""The database: engine, transactions, migrations; SQLite when embedded, PostgreSQL when outgrown.

SQLite runs in WAL with full synchronisation, every writing transaction begins IMMEDIATE (a
deferred one that reads and then writes loses updates between processes without an error) and one
lock per process queues the writers, which keeps the slowest of 16 threads at tens of milliseconds.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
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
        self._writers = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed when the block ends; raises `errors.Busy` when locked out."""
        with self._turn(), self._said_plainly(), Session(self.engine) as session:
            session.connection(execution_options={"advice_line_writes": True})
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look; nothing written in it is kept."""
        with self._said_plainly(), Session(self.engine) as session:
            if not self.sqlite:  # where each statement would else see its own moment
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session
            session.rollback()

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
    return not str(error.orig).startswith(("no such", "near ", "unrecognized"))


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
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )
    event.listen(engine, "connect", _set_up_postgresql)
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


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("advice_line_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
