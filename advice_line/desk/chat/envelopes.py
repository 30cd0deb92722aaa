"""What came from the chat is kept, sealed, before the service is told that we have it: whatever
became of it then, it is handed on once more until somebody has finished with it."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import col, func, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.chat_desk import ChatReader
from advice_line.tables.chat import ChatEnvelope
from advice_line.trust.roles import SYSTEM, Action, require

SEALED = "chat_envelopes.sealed_envelope"
# Whoever took it in is finished with it long before; after that they were stopped, or failed.
LEFT = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
MOST_TRIES = 12
_log = structlog.get_logger()


def keep(work: Work, key: str, envelope: str) -> None:
    """The same key once."""
    insert_once(
        work.session,
        ChatEnvelope,
        ("key",),
        key=key,
        received_at=work.now,
        tries=0,
        again_at=work.now + LEFT,
        finished_at=None,
        sealed_envelope=work.vault.seal(envelope, SEALED),
    )


def finished(work: Work, key: str) -> None:
    work.change(
        ChatEnvelope,
        col(ChatEnvelope.key) == key,
        col(ChatEnvelope.finished_at).is_(None),
        finished_at=work.now,
        again_at=None,
        sealed_envelope=None,
    )


class Envelopes:
    def __init__(self, ledger: Ledger, reader: ChatReader) -> None:
        self._ledger = ledger
        self._reader = reader

    def hand_on(self) -> int:
        """How many were finished that had been left."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due = select(ChatEnvelope.key).where(col(ChatEnvelope.again_at) <= work.now)
            left = work.session.exec(due.order_by(col(ChatEnvelope.received_at))).all()
        return sum(self._again(key) for key in left)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(
                select(func.min(ChatEnvelope.again_at))
            ).one()
            return found

    def _again(self, key: str) -> bool:
        envelope = self._taken(key)
        if envelope is None:
            return False
        try:
            self._reader.again(envelope)
        except Exception as error:  # a fault of ours: it is tried again, then told
            _log.error("chat_not_taken_in", error=type(error).__name__)
            return False
        with self._ledger.work(SYSTEM.label) as work:
            finished(work, key)
        return True

    def _taken(self, key: str) -> str | None:
        """By this worker alone, and later again unless it is finished until then. One that cannot
        be taken in is told of, and stays."""
        with self._ledger.work(SYSTEM.label) as work:
            row = work.session.get_one(ChatEnvelope, key)
            at = _later(work.now, row.tries) if row.tries < MOST_TRIES else None
            still = (
                col(ChatEnvelope.again_at) == row.again_at,
                col(ChatEnvelope.again_at) <= work.now,
            )
            if not work.update(row, *still, tries=row.tries + 1, again_at=at):
                return None
            if at is None:
                alarms.happened(work, AlarmKind.CHAT_UNREAD, key)
            return work.vault.open(row.sealed_envelope, SEALED) if row.sealed_envelope else None


def _later(now: datetime, tries: int) -> datetime:
    return now + min(LONGEST, LEFT * (1 << tries))
