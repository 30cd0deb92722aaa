"""Somebody is told by mail of each change of what they sign in by, whoever made it: by the wrong
hands it is the first thing to be changed (NIST SP 800-63B, 4.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.ledger import Outgoing, TrailEntry

LATELY = 5


@dataclass(frozen=True)
class Change:
    """`action` is the trail's word for it."""

    action: str
    at: datetime


def note(
    work: Work, action: str, responder_id: int | None, *, subject: str | None = None, **detail: Any
) -> None:
    """In the trail, and to them; the mail is made of that line of the trail."""
    line = work.record_named(action, subject=subject, responder=responder_id, **detail)
    outbox.put(
        work,
        NoticeKind.SIGN_IN_CHANGED,
        once=f"{NoticeKind.SIGN_IN_CHANGED}:{line}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.RESPONDER,
        person=responder_id,
        subject=line,
    )


def lately(session: Session, responder_id: int) -> Sequence[Change]:
    """The newest first."""
    theirs = (
        select(TrailEntry)
        .join(Outgoing, col(Outgoing.subject_id) == col(TrailEntry.id))
        .where(
            col(Outgoing.kind) == NoticeKind.SIGN_IN_CHANGED,
            col(Outgoing.person_id) == responder_id,
        )
        .order_by(col(TrailEntry.id).desc())
        .limit(LATELY)
    )
    return [Change(each.action, each.at) for each in session.exec(theirs)]


def set_aside(ledger: Ledger) -> int:
    """Where no mail can leave, word of a change stands on one's own page alone: kept waiting, it
    would all come at once on the day on which mail is set up. How many were."""
    with ledger.look("system") as look:
        if not outbox.waits(look.session, NoticeKind.SIGN_IN_CHANGED):
            return 0
    with ledger.work("system") as work:
        return outbox.set_aside(work, NoticeKind.SIGN_IN_CHANGED)
