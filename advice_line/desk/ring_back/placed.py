"""A ring back as rows: what was asked for, and the call that came of it."""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import col, select

from advice_line.desk import reading
from advice_line.errors import DeliveryRefused, NotFound
from advice_line.kinds import (
    Channel,
    Direction,
    NoticeKind,
    OutChannel,
    QueryState,
    TaskKind,
)
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent
from advice_line.ports.notices import Slip
from advice_line.rules import deadlines, sending
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Task

# News of a call may be lost: after so long the button comes back.
RINGS_AT_MOST = timedelta(minutes=2)
TOO_LATE = "too_late"


class Calling(StrEnum):
    """How far a call back that is going on has come."""

    RINGING = "ringing"
    ANSWERED = "answered"


def calling(work: Work, query: Query) -> Calling | None:
    """From the press of the button until the responder's phone is put down."""
    calls = [each for each in reading.contacts(work, query) if each.channel == Channel.CALL_BACK]
    if any(each.ended_at is None for each in calls):
        return Calling.ANSWERED
    asked = work.session.exec(
        select(Outgoing)
        .where(
            col(Outgoing.query_id) == query.id,
            col(Outgoing.kind) == NoticeKind.RING_BACK_CALL,
            col(Outgoing.state).not_in(outbox.CAME_TO_NOTHING),
            col(Outgoing.made_at) > work.now - RINGS_AT_MOST,
        )
        .order_by(col(Outgoing.id).desc())
        .limit(1)
    ).first()
    begun = asked is not None and all(each.started_at < asked.made_at for each in calls)
    return Calling.RINGING if begun else None


def wanted(work: Work, slip: Slip) -> bool:
    """Whether it is still for who pressed the button: not once the query is closed or another's,
    nor when the call that was owed has been had since.

    Raises `errors.DeliveryRefused` when it is so long ago that nobody waits by their phone.
    """
    query = work.session.get_one(Query, slip.query_id)
    settled = select(Task.id).where(
        col(Task.query_id) == query.id,
        col(Task.kind) == TaskKind.RING_BACK,
        col(Task.settled_at) >= slip.made_at,
    )
    theirs = query.state != QueryState.CLOSED and query.owner_id == slip.person_id
    if not theirs or work.session.exec(settled).first() is not None:
        return False
    if work.now - slip.made_at >= sending.LIMITS[OutChannel.CALL].age:
        raise DeliveryRefused(TOO_LATE)
    return True


def outgoing(work: Work, public_id: str) -> Outgoing:
    found = work.session.exec(select(Outgoing).where(col(Outgoing.public_id) == public_id)).first()
    if found is None or found.query_id is None:
        raise NotFound("No such ring back.")
    return found


def contact(work: Work, event: BackEvent, query: Query) -> Contact:
    """The contact of this ring back: made at its first event, whichever that is."""
    there = work.session.exec(select(Contact).where(col(Contact.external_id) == event.call)).first()
    if there is not None:
        return there
    return work.add(
        Contact(
            query_id=query.id or 0,
            channel=Channel.CALL_BACK,
            direction=Direction.OUT,
            external_id=event.call,
            started_at=work.now,
            look_at=work.now + deadlines.LOOK_AFTER,
            sealed_number=None,
        )
    )
