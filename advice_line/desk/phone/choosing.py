"""Who is rung for a caller at this instant, and for whom it is worth waiting: the rota as it is now
(H03), with whoever is engaged, and with those callers who wait longer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.call_kinds import Fallback
from advice_line.desk.phone import earlier, engaged, waiting
from advice_line.desk.phone.engaged import Engaged
from advice_line.directory import lookups
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rules import queue, routing
from advice_line.rules.queue import Waiting
from advice_line.rules.routing import Candidate, Hunt
from advice_line.staffing import on_duty
from advice_line.staffing.on_duty import OnDuty
from advice_line.tables.directory import ContactPoint, Line, Responder
from advice_line.tables.queries import Contact, Offer
from advice_line.tables.ring_backs import RingBack

_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Choice:
    """`step` is None where nobody can be rung; `later` are those who can be once they are free,
    `talking` how many people on duty talk at this instant, `place` where in the queue this caller
    is, from 1; `rung_before` says whether anybody was rung for them already."""

    step: routing.Ring | None
    later: list[Candidate]
    talking: int
    place: int
    rung_before: bool


def choose(work: Work, contact: Contact, line: Line, ends_at: datetime) -> Choice:
    """The hunt for this caller ends at `ends_at`."""
    moment = on_duty.during(work.session, line.key, contact.started_at, work.now)
    there = on_duty.who(work.session, line.key, moment)
    engaged.hold(work, (each.responder.id or 0 for each in there))
    found = engaged.now(work)
    ahead = waiting.ahead_of(work, line, _own(work, contact))
    *others, own = _hunts(work, [*ahead, _own(work, contact)])
    own = replace(own, first=earlier.owner(work, contact))
    candidates = _candidates(work, line, there, found)
    return Choice(
        step=routing.next_step(
            candidates,
            own,
            now=work.now,
            ends_at=ends_at,
            ring_seconds=line.ring_seconds,
            engaged=found.numbers,
            ahead=others,
        ),
        later=routing.waits_for(candidates, own, engaged=found.numbers, ahead=others),
        talking=sum(each.responder_id in found.talking for each in candidates),
        place=len(ahead) + 1,
        rung_before=bool(own.tried),
    )


@dataclass(frozen=True)
class Free:
    """Who can be rung at this instant for what is no call (`step`), and who can be `later`."""

    step: routing.Ring | None
    later: list[Candidate]


def free_now(work: Work, line: Line, there: Sequence[OnDuty], own: Hunt) -> Free:
    """Whom the callers who wait on the line leave; nobody rings past its closing."""
    found = engaged.now(work)
    others = _hunts(work, waiting.in_order(work, line))
    candidates = _candidates(work, line, there, found)
    closes = on_duty.closing(work.session, line.key, work.now)
    step = routing.next_step(
        candidates,
        own,
        now=work.now,
        ends_at=closes or work.now + _AN_HOUR,
        ring_seconds=line.ring_seconds,
        engaged=found.numbers,
        ahead=others,
    )
    later = routing.waits_for(candidates, own, engaged=found.numbers, ahead=others)
    return Free(step, later)


def in_their_turn(
    work: Work, line: Line, there: Sequence[OnDuty], contact: Contact, since: datetime
) -> set[int]:
    """Who of these may be rung back for a caller who has hung up and keeps their place: whom those
    before them leave."""
    own = Waiting(contact.id or 0, contact.reason, since, rung_back=True)
    others = _hunts(work, waiting.ahead_of(work, line, own))
    found = engaged.now(work)
    candidates = _candidates(work, line, there, found)
    return routing.free_for(candidates, engaged=found.numbers, ahead=others)


def _own(work: Work, contact: Contact) -> Waiting:
    return Waiting(contact.id or 0, contact.reason, contact.queued_at or work.now)


def _hunts(work: Work, callers: Sequence[Waiting]) -> list[Hunt]:
    """What was tried for each of them, in their order."""
    statement = (
        select(
            Offer.contact_id,
            Offer.responder_id,
            Offer.state,
            func.coalesce(ContactPoint.number, Responder.mobile),
        )
        .join(Responder, col(Responder.id) == col(Offer.responder_id))
        .outerjoin(ContactPoint, col(ContactPoint.id) == col(Offer.contact_point_id))
        .where(col(Offer.contact_id).in_([each.contact_id for each in callers]))
    )
    found = work.session.exec(statement).all()
    vain = _rung_in_vain(work, callers)
    return [
        Hunt(
            tried=set()
            if each.rung_back
            else {number for caller, _, _, number in found if caller == each.contact_id},
            declined={person for caller, person in vain if caller == each.contact_id}
            if each.rung_back
            else {
                person
                for caller, person, state, _ in found
                if caller == each.contact_id and state == OfferState.DECLINED
            },
            pierces=queue.pierces(each.reason),
        )
        for each in callers
    ]


def _rung_in_vain(work: Work, callers: Sequence[Waiting]) -> list[tuple[int | None, int]]:
    """Who was asked to ring back these callers and did not take it: others may have them."""
    rung_back = [each.contact_id for each in callers if each.rung_back]
    if not rung_back:
        return []
    statement = (
        select(Contact.id, RingBack.responder_id)
        .join(RingBack, col(RingBack.query_id) == col(Contact.query_id))
        .where(
            col(Contact.id).in_(rung_back),
            col(RingBack.settled_at).is_not(None),
            col(RingBack.taken_at).is_(None),
        )
    )
    return list(work.session.exec(statement).all())


def _candidates(work: Work, line: Line, there: Sequence[OnDuty], found: Engaged) -> list[Candidate]:
    points = lookups.contact_points_by_tier(work.session, line.id or 0)
    quiet = engaged.quiet(work)
    return [
        Candidate(
            tier=each.tier,
            responder_id=each.responder.id or 0,
            phones=tuple(_phones(each.responder, points.get(each.tier))),
            busy=each.responder.id in found.people,
            quiet=each.responder.id in quiet,
        )
        for each in there
    ]


def _phones(person: Responder, point: ContactPoint | None) -> Iterator[routing.Phone]:
    """Their tier's contact point; their own mobile where there is none, and as its fallback."""
    if point is not None:
        yield routing.Phone(point.number, point.id)
    if point is None or point.fallback == Fallback.MOBILE:
        yield routing.Phone(person.mobile)
