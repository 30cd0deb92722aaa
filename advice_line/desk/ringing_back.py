"""Ringing a requester back: the responder's phone is rung first, then the requester sees the
line's number and never the responder's."""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import col, select

from advice_line.desk import moving, owed_records, reading, tasks
from advice_line.errors import DeliveryRefused, NotFound
from advice_line.kinds import (
    Channel,
    ContactEnded,
    Direction,
    NoticeKind,
    OutChannel,
    PromiseState,
    QueryState,
    TaskKind,
)
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent
from advice_line.ports.notices import Slip
from advice_line.ports.script import Ask, Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import deadlines, sending, wording
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Task

ACCEPT = "1"
RING_REQUESTER_SECONDS = 40
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


def answered(work: Work, event: BackEvent) -> Script:
    """The responder's phone was picked up: who and when promised, before any key connects."""
    outgoing = _outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    _contact(work, event, query)
    line = work.session.get_one(Line, query.line_id)
    organisation = (
        work.session.get(Organisation, query.organisation_id) if query.organisation_id else None
    )
    promised = tasks.open_promise(work, query.id or 0)
    words = wording.ring_back_whisper(
        organisation.name if organisation else None,
        promised.due_at if promised else None,
        line.time_zone,
    )
    keyed_step = Step(name=StepName.BACK_KEYED, ref=event.attempt)
    return script(
        Ask(words=(words,), keys=1, seconds=8, then=keyed_step),
        Say(words=wording.NO_KEY),
        HangUp(),
    )


def keyed(work: Work, event: BackEvent) -> Script:
    outgoing = _outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    number = reading.call_back_number(work, query)
    if event.keys != ACCEPT or number is None:
        return script(HangUp())
    line = work.session.get_one(Line, query.line_id)
    return script(
        Connect(
            number=number,
            ring_seconds=RING_REQUESTER_SECONDS,
            show_number=line.number,
            whisper=None,
            watch=Step(name=StepName.BACK_LEG, ref=event.attempt),
            then=Step(name=StepName.BACK_ENDED, ref=event.attempt),
        )
    )


def joined(work: Work, event: BackEvent) -> None:
    """The requester picked up. What was promised is kept at this moment, whoever hangs up first."""
    outgoing = _outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    contact = _contact(work, event, query)
    if contact.ended is not None:
        return
    work.update(contact, ended=ContactEnded.TALKED)
    work.record("contact.talked", query=query.id, subject=f"contact:{contact.public_id}")
    tasks.settle_promise(work, query.id or 0, PromiseState.KEPT)
    for kind in (TaskKind.RING_BACK, TaskKind.TELL_NEW_TIME):
        tasks.settle_kind(work, query.id or 0, kind, by=outgoing.person_id)


def ended(work: Work, event: BackEvent) -> Script:
    """The connection to the requester is over; not answered, the task stays where it is."""
    if event.bridged:
        joined(work, event)
        _close(work, event)
        return script(HangUp())
    return script(Say(words=wording.RING_BACK_FAILED), HangUp())


def over(work: Work, event: BackEvent) -> None:
    _close(work, event)


def _close(work: Work, event: BackEvent) -> None:
    query = moving.locked(work, _outgoing(work, event.attempt).query_id or 0)
    close(work, query, _contact(work, event, query), event.seconds)


def close(work: Work, query: Query, contact: Contact, seconds: int) -> None:
    """The responder's leg is over; said twice, it changes nothing the second time."""
    if contact.ended_at is not None:
        return
    if contact.ended is None:
        work.update(contact, ended=ContactEnded.FAILED, ended_at=work.now, look_at=None)
        work.record("contact.failed", query=query.id, subject=f"contact:{contact.public_id}")
        return
    work.update(contact, ended_at=work.now, bridged_seconds=seconds, look_at=None)
    if query.state == QueryState.ACCEPTED and query.owner_id is not None:
        owed_records.owe_record(work, query, query.owner_id)


def _outgoing(work: Work, public_id: str) -> Outgoing:
    found = work.session.exec(select(Outgoing).where(col(Outgoing.public_id) == public_id)).first()
    if found is None or found.query_id is None:
        raise NotFound("No such ring back.")
    return found


def _contact(work: Work, event: BackEvent, query: Query) -> Contact:
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
