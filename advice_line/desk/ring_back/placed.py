"""A try to ring somebody back as rows: what was asked for, and the call that came of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.query import moving
from advice_line.errors import DeliveryRefused, NotFound
from advice_line.kinds import Channel, Direction, QueryState, TaskKind
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.ports.calls import BackEvent
from advice_line.ports.notices import Slip
from advice_line.rules import deadlines, sending
from advice_line.tables.directory import ContactPoint, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Task

# News of a call may be lost: after so long the button comes back, and the system tries again.
RINGS_AT_MOST = timedelta(minutes=2)
TOO_LATE = "too_late"


class Calling(StrEnum):
    """How far a call back that is going on has come: the responder's phone rings, it was answered,
    they have pressed 1."""

    RINGING = "ringing"
    ASKED = "asked"
    TAKEN = "taken"


@dataclass(frozen=True)
class Going:
    """A call back that is going on, and whose phone is rung for it."""

    calling: Calling
    responder_id: int


@dataclass(frozen=True)
class Back:
    """One try with its rows, the query's held until the transaction ends."""

    ring_back: RingBack
    query: Query
    contact: Contact | None


def ask(
    work: Work,
    query: Query,
    person: int,
    *,
    by_hand: bool = False,
    bypass: bool = False,
    point: int | None = None,
) -> RingBack:
    """Queue the call to the responder's phone, or to the shared one that they are reached by."""
    made = _made(work, query, person, by_hand=by_hand, bypass=bypass, contact_point_id=point)
    outbox.put(
        work,
        NoticeKind.RING_BACK_CALL,
        once=f"{NoticeKind.RING_BACK_CALL}:{made.public_id}",
        channel=OutChannel.CALL,
        recipient=Recipient.RESPONDER,
        query=query.id,
        person=person,
        subject=made.id,
    )
    work.record("ring_back.asked", query=query.id, subject=f"ring_back:{made.public_id}")
    return made


def again(work: Work, back: Back) -> RingBack:
    """Another try on the same call of the responder's, who has pressed the key for it."""
    row = back.ring_back
    return _made(
        work,
        back.query,
        row.responder_id,
        by_hand=True,
        bypass=row.bypass,
        contact_point_id=row.contact_point_id,
        contact_id=row.contact_id,
        taken_at=work.now,
    )


def _made(work: Work, query: Query, person: int, **of_it: Any) -> RingBack:
    """Every try begins here."""
    return work.add(
        RingBack(
            query_id=query.id or 0,
            responder_id=person,
            owner_before_id=query.owner_id,
            **{"asked_at": work.now} | of_it,
        )
    )


def under_way(work: Work, query: Query, person: int | None = None) -> RingBack | None:
    """The newest try, of this person or of anybody, of which nobody knows the end yet."""
    wanted = (
        select(RingBack)
        .where(col(RingBack.query_id) == query.id, col(RingBack.settled_at).is_(None))
        .order_by(col(RingBack.id).desc())
    )
    if person is not None:
        wanted = wanted.where(col(RingBack.responder_id) == person)
    return work.session.exec(wanted).first()


def unsaid(work: Work, query: Query) -> RingBack | None:
    """The newest try, where its talk was so short that somebody has to say whether it was one."""
    newest = work.session.exec(
        select(RingBack).where(col(RingBack.query_id) == query.id).order_by(col(RingBack.id).desc())
    ).first()
    return newest if newest is not None and newest.end == RingBackEnd.UNSAID else None


def is_lost(work: Work, ring_back: RingBack) -> bool:
    """So long ago that its call would have come to something, and nobody has told us of any."""
    return ring_back.contact_id is None and ring_back.asked_at <= work.now - RINGS_AT_MOST


def going(work: Work, query: Query) -> Going | None:
    """From when it was asked for until the responder's phone is put down."""
    return all_going(work, [query.id]).get(query.id)


def all_going(work: Work, queries: Collection[int | None]) -> Mapping[int | None, Going]:
    """The same of many queries, by their ids, in one read."""
    newest = {
        row.query_id: row
        for row in work.session.exec(
            select(RingBack)
            .where(col(RingBack.query_id).in_(queries), col(RingBack.settled_at).is_(None))
            .order_by(col(RingBack.id))
        )
    }
    return {query: _going(row) for query, row in newest.items() if not is_lost(work, row)}


def _going(row: RingBack) -> Going:
    if row.taken_at is not None:
        return Going(Calling.TAKEN, row.responder_id)
    return Going(Calling.ASKED if row.contact_id else Calling.RINGING, row.responder_id)


def wanted(work: Work, slip: Slip) -> bool:
    """Whether it is still for who was to be rung: not once the query is closed or another's, nor
    when the call that was owed has been had since.

    Raises `errors.DeliveryRefused` when it is so long ago that nobody waits by their phone.
    """
    query = work.session.get_one(Query, slip.query_id)
    asked = work.session.get(RingBack, slip.subject_id) if slip.subject_id else None
    settled = select(Task.id).where(
        col(Task.query_id) == query.id,
        col(Task.kind) == TaskKind.RING_BACK,
        col(Task.settled_at) >= slip.made_at,
    )
    if not _may_be_rung_for(query, slip, asked) or work.session.exec(settled).first() is not None:
        return False
    if work.now - slip.made_at >= sending.LIMITS[OutChannel.CALL].age:
        raise DeliveryRefused(TOO_LATE)
    return asked is None or asked.settled_at is None


def _may_be_rung_for(query: Query, slip: Slip, asked: RingBack | None) -> bool:
    if query.state == QueryState.CLOSED:
        return False
    by_system = asked is not None and not asked.by_hand
    before = (None, asked.owner_before_id) if asked is not None and by_system else ()
    return query.owner_id in (slip.person_id, *before)


def rings(work: Work, slip: Slip) -> str:
    """The number of the phone on which this responder is asked."""
    asked = work.session.get(RingBack, slip.subject_id) if slip.subject_id else None
    if asked is not None and asked.contact_point_id is not None:
        return work.session.get_one(ContactPoint, asked.contact_point_id).number
    return work.session.get_one(Responder, slip.person_id).mobile


def of_event(work: Work, event: BackEvent) -> Back:
    """Raises `errors.NotFound` where nothing of ours was attempted."""
    outgoing = work.session.exec(
        select(Outgoing).where(col(Outgoing.public_id) == event.attempt)
    ).first()
    if outgoing is None or outgoing.query_id is None:
        raise NotFound("No such ring back.")
    query = moving.locked(work, outgoing.query_id)
    ring_back = _row(work, outgoing)
    contact = _contact(work, event.call, query)
    if ring_back.contact_id is None:
        work.update(ring_back, contact_id=contact.id)
    return Back(ring_back, query, contact)


def of_contact(work: Work, query: Query, contact: Contact) -> Back | None:
    """The try that this call came of; None where it rang before tries had rows."""
    found = work.session.exec(
        select(RingBack).where(col(RingBack.contact_id) == contact.id)
    ).first()
    return None if found is None else Back(found, query, contact)


def of_slip(work: Work, slip: Slip) -> Back | None:
    """The same of what was to be sent and was not."""
    if slip.subject_id is None or slip.query_id is None:
        return None
    query = moving.locked(work, slip.query_id)
    found = work.session.get(RingBack, slip.subject_id)
    return None if found is None else Back(found, query, None)


def _row(work: Work, outgoing: Outgoing) -> RingBack:
    found = work.session.exec(
        select(RingBack).where(col(RingBack.id) == outgoing.subject_id),
        execution_options={"populate_existing": True},
    ).first()
    if found is not None:
        return found
    # One that rang while the tries had no rows of their own.
    query = work.session.get_one(Query, outgoing.query_id)
    person = outgoing.person_id or 0
    made = _made(work, query, person, by_hand=True, asked_at=outgoing.made_at)
    work.update(outgoing, subject_id=made.id)
    return made


def _contact(work: Work, call: str, query: Query) -> Contact:
    """Made at the first event of the call, whichever that is."""
    there = work.session.exec(select(Contact).where(col(Contact.external_id) == call)).first()
    if there is not None:
        return there
    return work.add(
        Contact(
            query_id=query.id or 0,
            channel=Channel.CALL_BACK,
            direction=Direction.OUT,
            external_id=call,
            started_at=work.now,
            look_at=work.now + deadlines.LOOK_AFTER,
            sealed_number=None,
        )
    )
