"""One event, one transaction: what a door opens, what its steps write through, what commits.

Rows are written by prebuilt Core statements (the call path's budget is milliseconds) and read as
SQLModel rows; every state change is a guarded update whose row count says who was first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Executable, Insert, insert, inspect, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from advice_line.clock import Clock
from advice_line.db import Database
from advice_line.ledger.once import table_of
from advice_line.ledger.vault import Vault
from advice_line.tables.ledger import TrailEntry

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Work:
    """`now` is the event's one instant; `by` is who caused it, as the trail names them."""

    session: Session
    now: datetime
    by: str
    vault: Vault
    told: bool = field(default=False, init=False)

    @cached_property
    def connection(self) -> Connection:
        """The session's own, for statements that concern no row in hand."""
        return self.session.connection()

    def add(self, row: Row) -> Row:
        """Write a new row at once; its `id` is set where the table has one."""
        values = row.model_dump()
        if "id" in values and values["id"] is None:
            del values["id"]
            row.id = self._insert(type(row), values)
        else:
            self._insert(type(row), values)
        return row

    def _insert(self, table: type[SQLModel], values: dict[str, Any]) -> Any:
        key = self.connection.execute(_inserting(table), values).inserted_primary_key
        return key[0] if key else None

    def update(self, row: SQLModel, *where: ColumnElement[bool] | bool, **to: Any) -> bool:
        """Update this one row if it still is as `where` says; False when somebody was first.

        The row in hand then shows the new values, without another read.
        """
        table = type(row)
        own = [
            getattr(table, key.name) == getattr(row, key.name) for key in inspect(table).primary_key
        ]
        statement = update(table).where(*own, *where).values(**to)  # type: ignore[arg-type]  # SQLModel types columns as their values
        result = self.session.execute(statement, execution_options={"synchronize_session": False})
        if not result.rowcount:  # type: ignore[attr-defined]  # a Core DML result has it
            return False
        for name, value in to.items():
            set_committed_value(row, name, value)
        return True

    def change(self, table: type[SQLModel], *where: ColumnElement[bool] | bool, **to: Any) -> int:
        """Update the rows that still are as `where` says; returns how many were."""
        statement = update(table).where(*where).values(**to)  # type: ignore[arg-type]  # SQLModel types columns as their values
        return self.run(statement.execution_options(synchronize_session=False))

    def run(self, statement: Executable) -> int:
        result = self.session.execute(statement)
        self.session.expire_all()
        count: int = result.rowcount  # type: ignore[attr-defined]  # a Core DML result has it
        return count

    def let_go(self) -> None:
        """Take every row read so far out of the session: it stays readable after its end."""
        self.session.expunge_all()

    def record(
        self, action: str, *, query: int | None = None, subject: str | None = None, **detail: Any
    ) -> None:
        """One line of the trail, in this transaction; `detail` holds ids and numbers only."""
        self.connection.execute(_adding_line(), self._line(action, query, subject, detail))

    def record_named(self, action: str, *, subject: str | None = None, **detail: Any) -> int:
        """The same, and the line's id, for what is made of that line later."""
        line: int = self._insert(TrailEntry, self._line(action, None, subject, detail))
        return line

    def _line(
        self, action: str, query: int | None, subject: str | None, detail: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "at": self.now,
            "actor": self.by,
            "action": action,
            "query_id": query,
            "subject": subject,
            "detail": detail,
        }


@cache
def _adding_line() -> Insert:
    """Nobody asks for a line's id as a rule, so neither is the database asked for it."""
    return insert(table_of(TrailEntry)).inline()


@cache
def _inserting(table: type[SQLModel]) -> Insert:
    # Into the table, not the mapped class: the mapper's way in costs as much again as the insert.
    return insert(table_of(table))


class Ledger:
    """What doors hold: it opens Works and wakes the sender when one has something to send."""

    def __init__(
        self, db: Database, clock: Clock, vault: Vault, wake: Callable[[], None] = lambda: None
    ) -> None:
        self.db = db
        self.clock = clock
        self.vault = vault
        self.wake = wake

    @contextmanager
    def work(self, by: str, holding: Callable[[Session], object] | None = None) -> Iterator[Work]:
        """`holding` locks what the event must have to itself. The instant is that at which it has
        it: an event that was dated before it waited would change what was known meanwhile."""
        with self.db.writing() as session:
            if holding is not None:
                holding(session)
            work = Work(session, self.clock.now(), by, self.vault)
            yield work
        if work.told:
            self.wake()

    @contextmanager
    def trial(self, by: str) -> Iterator[Work]:
        """The same, of which nothing is kept: what an event would come to is found by doing it."""
        with self.db.trying() as session:
            yield Work(session, self.clock.now(), by, self.vault)

    @contextmanager
    def look(self, by: str) -> Iterator[Work]:
        """The same for reading only: writing through it is an error."""
        with self.db.reading() as session:
            yield Work(session, self.clock.now(), by, self.vault)

    @contextmanager
    def glance(self) -> Iterator[tuple[Connection, datetime]]:
        """For one read and no more, and its instant: what each page asks first."""
        with self.db.asking() as connection:
            yield connection, self.clock.now()
