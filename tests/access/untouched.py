"""Whether anything was written: cheaply, and where something was, in which table."""

import hashlib
import sqlite3
from pathlib import Path

# A look that was refused may be told in the trail, and that somebody's browser is in use.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
# What somebody typed is kept for them alone, whoever has the query; of a key each use is counted.
EXCEPTED = frozenset(
    {"trail", "web_sessions", "inbox_events", "heartbeats", "unsent_words", "api_keys"}
)


class Untouched:
    """Over the file of an SQLite database, by a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._tables = [
            name for (name,) in self._connection.execute(_TABLES) if name not in EXCEPTED
        ]
        self._version = self._now()
        self._marks = self._read()

    def changed(self) -> list[str]:
        """The tables that have been written to since the last time this was asked."""
        version = self._now()
        if version == self._version:
            return []
        before, self._version, self._marks = self._marks, version, self._read()
        return [name for name, mark in self._marks.items() if before[name] != mark]

    def keep(self) -> None:
        """All of it as it is now, to be put back."""
        self._kept = sqlite3.connect(":memory:")
        self._connection.backup(self._kept)
        self._version, self._marks = self._now(), self._read()
        self._kept_marks, self._kept_version = self._marks, self._version

    def put_back(self) -> None:
        if self._now() != self._kept_version:
            self._kept.backup(self._connection)
            self._kept_version = self._version = self._now()
            self._marks = self._kept_marks

    def close(self) -> None:
        self._connection.close()

    def _now(self) -> int:
        """Another once any other connection has committed anything."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _read(self) -> dict[str, str]:
        return {name: self._mark(name) for name in self._tables}

    def _mark(self, table: str) -> str:
        rows = self._connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        return hashlib.sha256(repr(rows).encode()).hexdigest()
