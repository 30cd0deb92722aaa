"""How often a responder was rung for the line in a stretch of time, and what that took: for callers
and for calls back, by the system or by their own button, and by colleagues who asked them into a
talk."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from advice_line.call_kinds import ColleagueState, Face, RingBackEnd
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rules import interruptions
from advice_line.rules.interruptions import Interruptions, Rung
from advice_line.tables.queries import Contact, Offer
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Colleague, Room


def between(work: Work, responder_id: int, since: datetime, until: datetime) -> Interruptions:
    def theirs(table: Any, rung_at: Any) -> Any:
        return (col(table.responder_id) == responder_id) & (rung_at >= since) & (rung_at < until)

    found = [
        *_of_offers(work, theirs(Offer, col(Offer.offered_at))),
        *_of_questions(work, theirs(Offer, col(Offer.offered_at))),
        *_of_ring_backs(work, theirs(RingBack, col(RingBack.asked_at))),
        *_of_colleagues(work, theirs(Colleague, col(Colleague.asked_at))),
    ]
    return interruptions.count(found, work.now)


def _of_offers(work: Work, theirs: Any) -> Iterator[Rung]:
    """Whoever took a call over in its room was rung as a colleague."""
    colleagues = select(Colleague.leg).where(col(Colleague.leg).is_not(None))
    statement = (
        select(Offer, Contact)
        .join(Contact, col(Contact.id) == col(Offer.contact_id))
        .where(
            theirs,
            col(Offer.face) == Face.PHONE,
            col(Offer.leg).is_(None) | col(Offer.leg).not_in(colleagues),
        )
    )
    for offer, contact in work.session.exec(statement):
        if not interruptions.never_rang(offer.state, offer.leg):
            yield _rung(offer, contact)


def _rung(offer: Offer, contact: Contact) -> Rung:
    """Whoever has it no more talked until they passed it on."""
    until = offer.settled_at or offer.expires_at
    joined = offer.state == OfferState.ACCEPTED and offer.rings_back_by is None
    talked = contact.bridged_seconds or 0 if joined else 0
    if contact.ended_at is not None:
        # Others may have talked to this caller before.
        talked = min(talked, max(0, int((contact.ended_at - until).total_seconds())))
    return Rung(offer.offered_at, until, talked)


def _of_questions(work: Work, theirs: Any) -> Iterator[Rung]:
    """Rung for a written question: nobody talks. What never rang interrupted nobody."""
    statement = select(Offer).where(
        theirs, col(Offer.of_question), col(Offer.state) != OfferState.FAILED
    )
    for offer in work.session.exec(statement):
        yield Rung(offer.offered_at, offer.settled_at or offer.expires_at)


def _of_ring_backs(work: Work, theirs: Any) -> Iterator[Rung]:
    """A talk to which something was done has an offer of its own."""
    statement = select(RingBack).where(
        theirs,
        col(RingBack.end).is_distinct_from(RingBackEnd.NOT_RUNG),
        col(RingBack.leg).is_(None) | col(RingBack.leg).not_in(select(Contact.external_id)),
    )
    for row in work.session.exec(statement):
        until = row.answered_at or row.settled_at or work.now
        yield Rung(row.asked_at, until, row.seconds or 0)


def _of_colleagues(work: Work, theirs: Any) -> Iterator[Rung]:
    """From being asked until they left the talk, or it was over."""
    statement = (
        select(Colleague, Room.closed_at)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .where(theirs)
    )
    for colleague, closed_at in work.session.exec(statement):
        there = colleague.state == ColleagueState.JOINED
        until = closed_at if there else colleague.settled_at
        yield Rung(colleague.asked_at, until or work.now)
