"""What is still owed to be sent, read from the database by whoever drives a drill."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutgoingState
from advice_line.tables.ledger import Outgoing

_ROWS = table_of(Outgoing)
_EVERY = select(_ROWS).order_by(_ROWS.c.id)
_UNSETTLED = _EVERY.where(_ROWS.c.settled_at.is_(None))


class Outbox:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rows(self) -> list[Row[Any]]:
        return self._read(_EVERY)

    def unsettled(self) -> list[Row[Any]]:
        """Rows that wait, are being sent, or are lost and nobody was told yet."""
        return self._read(_UNSETTLED)

    def under_way(self, now: datetime) -> list[Row[Any]]:
        """The same, less those that wait for a later time."""
        return [
            row
            for row in self.unsettled()
            if row.state != OutgoingState.WAITING or row.next_try_at <= now
        ]

    def next_free(self, living: int, now: datetime) -> datetime | None:
        """When the next of them can go on; None when nothing is owed. What the process `living`
        has in its hands is free at once: it is only a matter of waiting for it."""
        return min((_free_at(row, living, now) for row in self.unsettled()), default=None)

    def _read(self, statement: Select[Any]) -> list[Row[Any]]:
        with self._ledger.look("drill") as look:
            return list(look.session.execute(statement))


def _free_at(row: Row[Any], living: int, now: datetime) -> datetime:
    due: datetime | None = row.claimed_until
    if row.state == OutgoingState.WAITING:
        due = row.next_try_at
    elif row.claimed_by is not None and f":{living}/" in row.claimed_by:
        return now
    return due or now
