"""A talk that we rang back, as a call that goes on: its requester's phone was dialled from the
responder's, and that leg is a call of its own from the first thing that is done to the talk."""

from sqlmodel import col, select

from advice_line.call_kinds import CallStage, Face, RingBackEnd
from advice_line.desk.phone import stages
from advice_line.desk.ring_back import trying
from advice_line.desk.ring_back.placed import Back
from advice_line.kinds import Channel, Direction, OfferState
from advice_line.ledger.work import Work
from advice_line.ports.calls import LegState
from advice_line.rules import deadlines
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.ring_backs import RingBack


def newest(work: Work, query: Query) -> RingBack | None:
    """The last one in which the requester's phone was picked up."""
    statement = (
        select(RingBack)
        .where(col(RingBack.query_id) == query.id, col(RingBack.answered_at).is_not(None))
        .order_by(col(RingBack.id).desc())
    )
    return work.session.exec(statement).first()


def connecting(work: Work, query: Query) -> RingBack | None:
    """One whose responder has pressed 1 and whose requester has not picked up, as far as the
    carrier has told us: its word may be late."""
    statement = (
        select(RingBack)
        .join(Contact, col(Contact.id) == col(RingBack.contact_id))
        .where(
            col(RingBack.query_id) == query.id,
            col(RingBack.taken_at).is_not(None),
            col(RingBack.answered_at).is_(None),
            col(RingBack.settled_at).is_(None),
            col(Contact.ended_at).is_(None),
        )
        .order_by(col(RingBack.id).desc())
    )
    return work.session.exec(statement).first()


def is_live(work: Work, back: RingBack) -> bool:
    """Whether the two talk, as far as the carrier has told us."""
    placed = work.session.get(Contact, back.contact_id) if back.contact_id else None
    there = placed is not None and placed.ended_at is None and back.settled_at is None
    return there and back.leg is not None and back.leg_state == LegState.ANSWERED


def going_on_of(work: Work, reader: int) -> str | None:
    """The reference of the query about which this responder has rung somebody who talks to them
    now."""
    statement = (
        select(Query.reference)
        .join(RingBack, col(RingBack.query_id) == col(Query.id))
        .join(Contact, col(Contact.id) == col(RingBack.contact_id))
        .where(
            col(RingBack.responder_id) == reader,
            col(RingBack.leg_state) == LegState.ANSWERED,
            col(RingBack.settled_at).is_(None),
            col(Contact.ended_at).is_(None),
            col(Contact.doubted_at).is_(None),
        )
        .order_by(col(RingBack.id).desc())
    )
    return work.session.exec(statement).first()


def of_leg(work: Work, leg: str) -> RingBack | None:
    """The try for which this leg of a requester's was dialled."""
    return work.session.exec(select(RingBack).where(col(RingBack.leg) == leg)).first()


def call_of(work: Work, back: RingBack) -> Contact | None:
    """The requester's leg as a call of its own; None while nothing was done to the talk."""
    if back.leg is None:
        return None
    return work.session.exec(select(Contact).where(col(Contact.external_id) == back.leg)).first()


def as_call(work: Work, query: Query, back: RingBack) -> Contact:
    """Whoever does something to the talk has spoken to the requester: what was promised is kept.
    What of it is owed in writing is owed when the call is over, as after any other."""
    there = call_of(work, back)
    if there is not None:
        return there
    call = work.add(
        Contact(
            query_id=query.id or 0,
            channel=Channel.CALL,
            direction=Direction.OUT,
            external_id=back.leg or "",
            started_at=back.answered_at or work.now,
            look_at=work.now + deadlines.LOOK_AFTER,
            sealed_number=None,
        )
    )
    stages.to(work, call, CallStage.TALK)
    placed = work.session.get_one(Contact, back.contact_id)
    work.add(_accepted(work, query, back, call, placed))
    trying.settle(work, Back(back, query, placed), RingBackEnd.SPOKE, goes_on=True)
    return call


def _accepted(work: Work, query: Query, back: RingBack, call: Contact, placed: Contact) -> Offer:
    line = work.session.get_one(Line, query.line_id)
    person = work.session.get_one(Responder, back.responder_id)
    return Offer(
        query_id=query.id or 0,
        contact_id=call.id,
        responder_id=back.responder_id,
        tier=on_duty.tier_of(work.session, line.key, person.key, work.now) or "1",
        face=Face.PHONE,
        contact_point_id=back.contact_point_id,
        offered_at=back.asked_at,
        expires_at=call.started_at,
        state=OfferState.ACCEPTED,
        settled_at=call.started_at,
        accepted_at=call.started_at,
        leg=placed.external_id,
    )


def is_dialled(work: Work, call: Contact, host_leg: str) -> bool:
    """Whether the leg of this call was dialled from that one, which then is the one that stays."""
    statement = (
        select(RingBack.id)
        .join(Contact, col(Contact.id) == col(RingBack.contact_id))
        .where(col(RingBack.leg) == call.external_id, col(Contact.external_id) == host_leg)
    )
    return work.session.exec(statement).first() is not None
