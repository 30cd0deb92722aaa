"""The next hop of a hunt: an offer to whoever is rung next, the queue, or a promise told to the
caller."""

from datetime import datetime, timedelta

from advice_line.call_kinds import CallStage, Face
from advice_line.desk.phone import asking, choosing, promising, queueing, stages, whispering
from advice_line.desk.query import moving
from advice_line.kinds import OfferState, QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import deadlines, queue_words, routing, wording
from advice_line.tables.directory import Line
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
    choice = choosing.choose(work, contact, line, _hunt_ends_at(work, contact, line))
    if choice.step is not None:
        rung = ring(work, query, contact, line, choice.step)
        still = (Say(words=queue_words.STILL_TRYING),) if choice.rung_before else ()
        return script(*still, rung)
    if queueing.may_wait(work, contact, line, choice):
        return queueing.enter(work, query, contact, line)
    return promising.give(work, query, contact, line)


def afresh(work: Work, query: Query, contact: Contact) -> Script:
    """Somebody may be free by now, or has to be found once more: the time that a hunt may take
    begins anew."""
    work.update(contact, hunt_ends_at=None)
    return next_hop(work, query, contact)


def _hunt_ends_at(work: Work, contact: Contact, line: Line) -> datetime:
    if contact.hunt_ends_at is None:
        work.update(contact, hunt_ends_at=work.now + timedelta(seconds=line.hunt_seconds))
    assert contact.hunt_ends_at is not None
    return contact.hunt_ends_at


def ring(work: Work, query: Query, contact: Contact, line: Line, step: routing.Ring) -> Connect:
    """Put it before this person: an offer, and what rings their phone."""
    person, point = step.candidate.responder_id, step.phone.point
    seconds = step.seconds
    if point is not None:
        *_, shortest = whispering.versions(work, query, contact, person, shared=True)
        seconds = routing.shortened(seconds, shortest)
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
    return Connect(
        number=step.phone.number,
        ring_seconds=seconds,
        show_number=line.number,
        whisper=Step(name=StepName.WHISPER, ref=offer.public_id),
        watch=Step(name=StepName.LEG, ref=offer.public_id),
        then=Step(name=StepName.HOP_ENDED, ref=offer.public_id),
    )
