"""Who must not be rung at this instant: whoever talks on a call of ours or is being rung for one,
and whoever wants to end something undisturbed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from advice_line.call_kinds import ColleagueState
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.tables.directory import ContactPoint, Responder
from advice_line.tables.queries import Contact, Offer
from advice_line.tables.quiet import QuietWindow
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Colleague, Room

ASKED_AT_MOST = timedelta(minutes=2)
LONGEST_TALK = timedelta(hours=2)


@dataclass(frozen=True)
class Engaged:
    """Ids of responders; `numbers` are the shared phones on which they talk or are rung: ringing
    these would only sound engaged."""

    talking: frozenset[int]
    rung: frozenset[int]
    numbers: frozenset[str]

    @property
    def people(self) -> frozenset[int]:
        return self.talking | self.rung


def hold(work: Work, people: Iterable[int]) -> None:
    """Nobody else decides about ringing these until the transaction ends, so that no phone rings
    for two callers at once (H10). By id, so that two who ask for the same do not block each other;
    without the key, so that what only refers to them goes on."""
    statement = (
        select(Responder.id)
        .where(col(Responder.id).in_(sorted(people)))
        .order_by(col(Responder.id))
        .with_for_update(key_share=True)
    )
    work.session.exec(statement).all()


def now(work: Work) -> Engaged:
    shown = (col(Offer.state) == OfferState.SHOWN) & (col(Offer.expires_at) > work.now)
    talking = (col(Offer.state) == OfferState.ACCEPTED) & col(Offer.rings_back_by).is_(None)
    statement = (
        select(Offer.responder_id, Offer.state, ContactPoint.number)
        .join(Contact, col(Contact.id) == col(Offer.contact_id))
        .outerjoin(ContactPoint, col(ContactPoint.id) == col(Offer.contact_point_id))
        .where(
            shown | talking,
            col(Contact.ended_at).is_(None),
            col(Contact.leg_over_at).is_(None),
        )
    )
    found, questions = work.session.exec(statement).all(), _for_questions(work)
    return Engaged(
        talking=frozenset(each for each, state, _ in found if state == OfferState.ACCEPTED)
        | _ringing_back(work)
        | _hosts(work)
        | _in_rooms(work, ColleagueState.JOINED),
        rung=frozenset(each for each, state, _ in found if state == OfferState.SHOWN)
        | _in_rooms(work, ColleagueState.ASKED)
        | frozenset(questions),
        numbers=frozenset(number for _, _, number in found if number)
        | frozenset(number for number in questions.values() if number)
        | _points_of_ring_backs(work),
    )


def _for_questions(work: Work) -> dict[int, str | None]:
    """Whoever is rung for a written question, which is no call of anybody's, and on which shared
    phone; None for their own."""
    statement = (
        select(Offer.responder_id, ContactPoint.number)
        .outerjoin(ContactPoint, col(ContactPoint.id) == col(Offer.contact_point_id))
        .where(
            col(Offer.state) == OfferState.SHOWN,
            col(Offer.of_question),
            col(Offer.expires_at) > work.now,
        )
    )
    return dict(work.session.exec(statement).all())


def _hosts(work: Work) -> frozenset[int]:
    """Whoever has handed over a call and has not put down the phone yet."""
    return frozenset(work.session.exec(select(Room.host_id).where(col(Room.closed_at).is_(None))))


def _in_rooms(work: Work, state: ColleagueState) -> frozenset[int]:
    """Colleagues who are asked into a talk that goes on, or have joined it."""
    statement = (
        select(Colleague.responder_id)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .where(col(Colleague.state) == state, col(Room.closed_at).is_(None))
    )
    return frozenset(work.session.exec(statement))


def _ringing_back(work: Work) -> frozenset[int]:
    """Whoever rings somebody back or is asked to."""
    statement = (
        select(RingBack.responder_id)
        .outerjoin(Contact, col(Contact.id) == col(RingBack.contact_id))
        .where(_ring_back_goes_on(work))
    )
    return frozenset(work.session.exec(statement))


def _points_of_ring_backs(work: Work) -> frozenset[str]:
    """The shared phones on which somebody is asked to, or does."""
    statement = (
        select(ContactPoint.number)
        .join(RingBack, col(RingBack.contact_point_id) == col(ContactPoint.id))
        .outerjoin(Contact, col(Contact.id) == col(RingBack.contact_id))
        .where(_ring_back_goes_on(work))
    )
    return frozenset(work.session.exec(statement))


def _ring_back_goes_on(work: Work) -> Any:
    """A call of which nothing is heard for long is not waited for."""
    asked = (
        col(RingBack.contact_id).is_(None)
        & col(RingBack.settled_at).is_(None)
        & (col(RingBack.asked_at) > work.now - ASKED_AT_MOST)
    )
    going_on = col(Contact.ended_at).is_(None) & (col(Contact.started_at) > work.now - LONGEST_TALK)
    return asked | going_on


def quiet(work: Work) -> set[int]:
    """Who is not to be rung for what can wait."""
    return set(quiet_until(work))


def quiet_until(work: Work) -> dict[int, datetime]:
    """Until when each of them is."""
    statement = select(QuietWindow.responder_id, QuietWindow.ends_at).where(
        col(QuietWindow.ends_at) > work.now, col(QuietWindow.begins_at) <= work.now
    )
    return dict(work.session.exec(statement).all())
