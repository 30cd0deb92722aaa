"""What is still owed to be sent, read from the database by whoever drives a drill."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from advice_line.kinds import OutgoingState
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import Outgoing

_ROWS = table_of(Outgoing)


class Outbox:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rows(self) -> list[Row[Any]]:
        with self._ledger.look("drill") as look:
            return list(look.session.execute(select(_ROWS).order_by(_ROWS.c.id)))

    def unsettled(self) -> list[Row[Any]]:
        """Rows that wait, are being sent, or are lost and nobody was told yet."""
        return [row for row in self.rows() if row.settled_at is None]

    def next_free(self, living: int, now: datetime) -> datetime | None:
        """When the next of them can go on; None when nothing is owed. What the process `living`
        has in its hands is free at once: it is only a matter of waiting for it."""
        return min((_free_at(row, living, now) for row in self.unsettled()), default=None)


def _free_at(row: Row[Any], living: int, now: datetime) -> datetime:
    due: datetime | None = row.claimed_until
    if row.state == OutgoingState.WAITING:
        due = row.next_try_at
    elif row.claimed_by is not None and f":{living}/" in row.claimed_by:
        return now
    return due or now
