"""The rows of a table that say when they are to be seen to, each in a transaction of its own."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import SQLModel

from advice_line.ledger import due
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 100


class DueRows:
    """A job's work where any number of workers may be at the same rows: `see_to` is given the id of
    a row that was due a moment ago, and returns how much it did: nothing where another was first.
    """

    def __init__(
        self,
        ledger: Ledger,
        table: type[SQLModel],
        column: str,
        see_to: Callable[[Work, int], int],
        *only: ColumnElement[bool],
    ) -> None:
        """`column` holds the instant at which a row is due, or nothing; `only` narrows the rows."""
        self._ledger = ledger
        self._table = table
        self._column = column
        self._see_to = see_to
        self._only = only

    def sweep(self) -> int:
        """How much was done of what is due, the longest due first."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as look:
            rows = due.rows(look.session, self._table, self._column, look.now, BATCH, *self._only)
        return sum(self.one(row) for row in rows)

    def next_due(self) -> datetime | None:
        first = select(func.min(table_of(self._table).c[self._column])).where(*self._only)
        with self._ledger.look(SYSTEM.label) as look:
            found: datetime | None = look.session.execute(first).scalar_one()
            return found

    def one(self, row: int) -> int:
        """One row by its id, whether it is due or not."""
        with self._ledger.work(SYSTEM.label) as work:
            return int(self._see_to(work, row))
