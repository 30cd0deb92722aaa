"""The next hop of a hunt: who is on duty at this instant, an offer to the next of them, or a
promise told to the caller."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk import asking, moving, promising
from advice_line.kinds import Face, OfferState, QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import Connect, HangUp, Script, Step, StepName, script
from advice_line.rules import routing, wording
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Offer, Query

# From the end of the ringing to the last moment at which a key can still accept.
WHISPER_GRACE = timedelta(seconds=20)


def begin(work: Work, query: Query, contact: Contact) -> Script:
    """The first hop; a withheld caller is asked for a number before it."""
    if query.sealed_call_back is None:
        return script(*asking.number(wording.ASK_NUMBER, "1"))
    return next_hop(work, query, contact)


def next_hop(work: Work, query: Query, contact: Contact) -> Script:
    """What the caller hears next; reads the rota afresh (H03). Nobody is rung for a caller whose end
    overtook what they had pressed (H16)."""
    if contact.leg_over_at is not None:
        return script(HangUp())
    if query.owner_id is not None:
        return promising.owner_rings_back(work, query, contact)
    line = work.session.get_one(Line, query.line_id)
    moment = on_duty.during(work.session, line.key, contact.started_at, work.now)
    step = routing.next_step(
        _candidates(work, line.key, moment),
        tried=_tried(work, contact),
        now=work.now,
        ends_at=_hunt_ends_at(work, contact, line),
        ring_seconds=line.ring_seconds,
    )
    if step is None:
        return promising.give(work, query, contact, line)
    return _ring(work, query, contact, line, step)


def _candidates(work: Work, line_key: str, moment: datetime) -> list[routing.Candidate]:
    people = on_duty.who(work.session, line_key, moment)
    talking = _talking(work)
    return [
        routing.Candidate(
            tier=each.tier,
            responder_id=each.responder.id or 0,
            number=each.responder.mobile,
            busy=each.responder.id in talking,
        )
        for each in people
    ]


def _talking(work: Work) -> set[int]:
    """Who has accepted a call that has not ended: ringing them would only sound engaged."""
    statement = (
        select(Offer.responder_id)
        .join(Contact, col(Contact.id) == col(Offer.contact_id))
        .where(
            col(Offer.state) == OfferState.ACCEPTED,
            col(Contact.ended_at).is_(None),
            col(Contact.leg_over_at).is_(None),
        )
    )
    return set(work.session.exec(statement))


def _tried(work: Work, contact: Contact) -> set[int]:
    statement = select(Offer.responder_id).where(col(Offer.contact_id) == contact.id)
    return set(work.session.exec(statement))


def _hunt_ends_at(work: Work, contact: Contact, line: Line) -> datetime:
    if contact.hunt_ends_at is None:
        work.update(contact, hunt_ends_at=work.now + timedelta(seconds=line.hunt_seconds))
    assert contact.hunt_ends_at is not None
    return contact.hunt_ends_at


def _ring(work: Work, query: Query, contact: Contact, line: Line, step: routing.Ring) -> Script:
    offer = work.add(
        Offer(
            query_id=query.id or 0,
            contact_id=contact.id,
            responder_id=step.candidate.responder_id,
            tier=step.candidate.tier,
            face=Face.PHONE,
            offered_at=work.now,
            expires_at=work.now + timedelta(seconds=step.seconds) + WHISPER_GRACE,
            state=OfferState.SHOWN,
        )
    )
    if query.state != QueryState.OFFERED:
        moving.move(work, query, QueryState.OFFERED)
    work.update(contact, look_at=work.now + promising.LOOK_AFTER)
    work.record("offer.shown", query=query.id, subject=f"offer:{offer.public_id}")
    assert step.candidate.number is not None
    return script(
        Connect(
            number=step.candidate.number,
            ring_seconds=step.seconds,
            show_number=line.number,
            whisper=Step(name=StepName.WHISPER, ref=offer.public_id),
            watch=Step(name=StepName.LEG, ref=offer.public_id),
            then=Step(name=StepName.HOP_ENDED, ref=offer.public_id),
        )
    )
