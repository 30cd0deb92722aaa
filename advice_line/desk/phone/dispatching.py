"""The next hop of a hunt: who is on duty at this instant, an offer to the next of them, or a
promise told to the caller."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.call_kinds import CallStage, Fallback
from advice_line.desk import moving
from advice_line.desk.phone import asking, promising, stages, whispering
from advice_line.directory import lookups
from advice_line.kinds import Face, OfferState, QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import Connect, HangUp, Script, Step, StepName, script
from advice_line.rules import deadlines, routing, wording
from advice_line.staffing import on_duty
from advice_line.tables.directory import ContactPoint, Line, Responder
from advice_line.tables.queries import Contact, Offer, Query

# From the end of the ringing to the last moment at which a key can still accept.
WHISPER_GRACE = timedelta(seconds=20)


def begin(work: Work, query: Query, contact: Contact) -> Script:
    """The first hop; a withheld caller is asked for a number before it."""
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.NUMBER)
        return script(*asking.number(wording.ASK_NUMBER, "1"))
    return next_hop(work, query, contact)


def next_hop(work: Work, query: Query, contact: Contact) -> Script:
    """What the caller hears next; reads the rota afresh (H03). Nobody is rung for a caller who left
    before what they pressed arrived here (H16)."""
    if contact.leg_over_at is not None:
        return script(HangUp())
    if query.owner_id is not None:
        return promising.owner_rings_back(work, query, contact)
    line = work.session.get_one(Line, query.line_id)
    moment = on_duty.during(work.session, line.key, contact.started_at, work.now)
    tried, declined = _tried(work, contact)
    talking, engaged = _talking(work)
    step = routing.next_step(
        _candidates(work, line, moment, talking),
        tried=tried | engaged,
        declined=declined,
        now=work.now,
        ends_at=_hunt_ends_at(work, contact, line),
        ring_seconds=line.ring_seconds,
    )
    if step is None:
        return promising.give(work, query, contact, line)
    return _ring(work, query, contact, line, step)


def _candidates(
    work: Work, line: Line, moment: datetime, talking: set[int]
) -> list[routing.Candidate]:
    points = lookups.contact_points_by_tier(work.session, line.id or 0)
    return [
        routing.Candidate(
            tier=each.tier,
            responder_id=each.responder.id or 0,
            phones=tuple(_phones(each.responder, points.get(each.tier))),
            busy=each.responder.id in talking,
        )
        for each in on_duty.who(work.session, line.key, moment)
    ]


def _phones(person: Responder, point: ContactPoint | None) -> Iterator[routing.Phone]:
    """Their tier's contact point; their own mobile where there is none, and as its fallback."""
    if point is not None:
        yield routing.Phone(point.number, point.id)
    if point is None or point.fallback == Fallback.MOBILE:
        yield routing.Phone(person.mobile)


def _talking(work: Work) -> tuple[set[int], set[str]]:
    """Who has accepted a call that has not ended, and the shared phones on which they talk: ringing
    these would only sound engaged."""
    statement = (
        select(Offer.responder_id, ContactPoint.number)
        .join(Contact, col(Contact.id) == col(Offer.contact_id))
        .outerjoin(ContactPoint, col(ContactPoint.id) == col(Offer.contact_point_id))
        .where(
            col(Offer.state) == OfferState.ACCEPTED,
            col(Contact.ended_at).is_(None),
            col(Contact.leg_over_at).is_(None),
        )
    )
    found = work.session.exec(statement).all()
    return {person for person, _ in found}, {number for _, number in found if number}


def _tried(work: Work, contact: Contact) -> tuple[set[str], set[int]]:
    """The numbers that were rung for this call, and the responders who declined it."""
    statement = (
        select(Offer.responder_id, Offer.state, ContactPoint.number, Responder.mobile)
        .join(Responder, col(Responder.id) == col(Offer.responder_id))
        .outerjoin(ContactPoint, col(ContactPoint.id) == col(Offer.contact_point_id))
        .where(col(Offer.contact_id) == contact.id)
    )
    found = work.session.exec(statement).all()
    declined = {person for person, state, _, _ in found if state == OfferState.DECLINED}
    return {point or mobile for _, _, point, mobile in found}, declined


def _hunt_ends_at(work: Work, contact: Contact, line: Line) -> datetime:
    if contact.hunt_ends_at is None:
        work.update(contact, hunt_ends_at=work.now + timedelta(seconds=line.hunt_seconds))
    assert contact.hunt_ends_at is not None
    return contact.hunt_ends_at


def _ring(work: Work, query: Query, contact: Contact, line: Line, step: routing.Ring) -> Script:
    person, point = step.candidate.responder_id, step.phone.point
    seconds = step.seconds
    if point is not None:
        seconds = routing.shortened(seconds, whispering.words(work, query, person, shared=True))
    offer = work.add(
        Offer(
            query_id=query.id or 0,
            contact_id=contact.id,
            responder_id=person,
            tier=step.candidate.tier,
            face=Face.PHONE,
            contact_point_id=point,
            offered_at=work.now,
            expires_at=work.now + timedelta(seconds=seconds) + WHISPER_GRACE,
            state=OfferState.SHOWN,
        )
    )
    if query.state != QueryState.OFFERED:
        moving.move(work, query, QueryState.OFFERED)
    work.update(contact, look_at=work.now + deadlines.LOOK_AFTER)
    stages.to(work, contact, CallStage.HUNT)
    work.record("offer.shown", query=query.id, subject=f"offer:{offer.public_id}")
    return script(
        Connect(
            number=step.phone.number,
            ring_seconds=seconds,
            show_number=line.number,
            whisper=Step(name=StepName.WHISPER, ref=offer.public_id),
            watch=Step(name=StepName.LEG, ref=offer.public_id),
            then=Step(name=StepName.HOP_ENDED, ref=offer.public_id),
        )
    )
