"""What a processor spent on something, PostgreSQL's own part included: other programs of the
machine leave that alone, as far as they do not empty its caches."""

from pathlib import Path
from time import process_time

from advice_line.db import Database


class Unseen(Exception):
    """What PostgreSQL spends cannot be seen: it needs Linux's /proc."""

    def __str__(self) -> str:
        return "What PostgreSQL spends cannot be seen here: /proc/PID/schedstat is not there."


class Processor:
    def __init__(self, database: Database) -> None:
        """Of this process and of each of PostgreSQL that serves it by now; SQLite is in our own.
        Raises `Unseen`."""
        self._servers = [] if database.sqlite else _servers(database)

    def spent(self) -> float:
        """Milliseconds so far, ours and theirs."""
        theirs = sum(int(each.read_text(encoding="ascii").split()[0]) for each in self._servers)
        return process_time() * 1000 + theirs / 1_000_000


def analyse(database: Database) -> None:
    """As autovacuum does of itself, some minutes after so many rows came."""
    if not database.sqlite:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def _servers(database: Database) -> list[Path]:
    """Where the kernel counts what each has spent, in nanoseconds."""
    with database.engine.connect() as connection:
        pids = connection.exec_driver_sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend'"
        ).scalars()
        places = [Path(f"/proc/{pid}/schedstat") for pid in pids]
    if not all(each.exists() for each in places):
        raise Unseen
    return places
