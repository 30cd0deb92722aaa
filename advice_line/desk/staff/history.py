"""What has happened to one query so far, in order: for the page that shows it to staff."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, select

from advice_line.call_kinds import ColleagueState, DeflectionState, Face
from advice_line.desk.owed import awaited
from advice_line.desk.query import reading
from advice_line.desk.ring_back import showing
from advice_line.desk.tracers import said as tracer_words
from advice_line.directory import lookups
from advice_line.kinds import Channel, ContactEnded, Direction, OfferState, PromiseState
from advice_line.ledger.work import Work
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Colleague, Room
from advice_line.tables.tasks import Promise, Task

_WRITTEN = (Channel.EMAIL, Channel.FORM, Channel.CHAT, Channel.API)


class Happened(StrEnum):
    RANG = "rang"
    TEXTED = "texted"
    WROTE = "wrote"
    RING_BACK = "ring_back"
    CONTACT_ENDED = "contact_ended"
    NOT_ANSWERED = "not_answered"
    OFFERED = "offered"
    DEFLECTED = "deflected"
    DESK_SILENT = "desk_silent"
    CLAIMED = "claimed"
    COLLEAGUE = "colleague"
    RINGS_BACK = "rings_back"
    WENT_ON = "went_on"
    PROMISED = "promised"
    PROMISE_SETTLED = "promise_settled"
    PROMISE_MOVED = "promise_moved"
    TRACED = "traced"
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """`state` is the value of the kind that says how (what a caller's key asked for, the channel of
    something written, a contact's end, an offer's state, whether a promise was kept); `who` a
    responder's name, or what the desk is for; `until` the time that was promised; `tried` the try
    of a call back."""

    at: datetime
    what: Happened
    state: str | None = None
    who: str | None = None
    until: datetime | None = None
    tried: showing.Try | None = None


def of(work: Work, query: Query) -> tuple[Event, ...]:
    names = {person.id: person.name for person in lookups.responders(work.session)}
    contacts, backs = reading.contacts(work, query), reading.ring_backs(work, query)
    found = (
        *_contacts(contacts, backs),
        *_ring_backs(showing.tries(work, query)),
        *_offers(_told(reading.offers(work, query), contacts), names),
        *_colleagues(work, query, names),
        *_deflections(reading.deflections(work, query)),
        *_promises(reading.promises(work, query)),
        *_went_on(work, query, names),
        *_traced(work, query),
        *_closed(query),
    )
    return tuple(sorted(found, key=lambda event: event.at))


def _contacts(contacts: Sequence[Contact], backs: Sequence[RingBack]) -> Iterator[Event]:
    for contact in contacts:
        if contact.channel == Channel.SMS:
            yield Event(contact.started_at, Happened.TEXTED)
        elif contact.channel in _WRITTEN:
            yield Event(contact.started_at, Happened.WROTE, state=contact.channel)
        elif contact.direction == Direction.IN:
            yield Event(contact.started_at, Happened.RANG, state=contact.reason)
            yield from _ended(contact)
        elif contact.channel == Channel.CALL:
            yield from _ended(contact)
        else:
            yield from _placed(contact, contacts, backs)


def _ended(contact: Contact) -> Iterator[Event]:
    if contact.ended is not None and contact.ended_at is not None:
        unheard = contact.ended == ContactEnded.FAILED and contact.direction == Direction.IN
        what = Happened.NOT_ANSWERED if unheard else Happened.CONTACT_ENDED
        yield Event(contact.ended_at, what, state=contact.ended)


def _placed(
    contact: Contact, contacts: Sequence[Contact], backs: Sequence[RingBack]
) -> Iterator[Event]:
    """The leg of a responder who rang back: its tries say how it came to a talk, and where the talk
    became a call of its own, that call says how it ended."""
    own = [each for each in backs if each.contact_id == contact.id]
    if not own:  # it rang before tries had rows
        yield Event(contact.started_at, Happened.RING_BACK)
    calls = {each.external_id for each in contacts}
    talked = contact.ended == ContactEnded.TALKED and not any(each.leg in calls for each in own)
    if talked or not own:
        yield from _ended(contact)


def _ring_backs(tries: Iterable[showing.Try]) -> Iterator[Event]:
    for each in tries:
        yield Event(each.at, Happened.RING_BACK, state=each.end, who=each.who, tried=each)


def _told(offers: Iterable[Offer], contacts: Iterable[Contact]) -> Iterator[Offer]:
    """Without that of a talk which was rung back: its try has said that they took it."""
    placed = {each.external_id for each in contacts if each.channel == Channel.CALL_BACK}
    for offer in offers:
        if offer.state != OfferState.ACCEPTED or offer.leg not in placed:
            yield offer


def _offers(offers: Iterable[Offer], names: dict[int | None, str]) -> Iterator[Event]:
    for offer in offers:
        at = offer.settled_at or offer.offered_at
        if offer.state == OfferState.HANDED_OVER and offer.accepted_at is not None:
            who = names.get(offer.responder_id)
            yield Event(offer.accepted_at, Happened.OFFERED, state=OfferState.ACCEPTED, who=who)
        claimed = offer.face != Face.PHONE and offer.state == OfferState.ACCEPTED
        what = Happened.CLAIMED if claimed else Happened.OFFERED
        if offer.rings_back_by is not None and offer.state == OfferState.ACCEPTED:
            what = Happened.RINGS_BACK
        yield Event(at, what, state=offer.state, who=names.get(offer.responder_id))


def _colleagues(work: Work, query: Query, names: dict[int | None, str]) -> Iterator[Event]:
    """Who was asked into a talk, and what came of it; of who took it over, their offer says so."""
    asked = (
        select(Colleague)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .where(col(Room.query_id) == query.id)
        .order_by(col(Colleague.id))
    )
    for each in work.session.exec(asked):
        if each.joined_at is None:
            at, state = each.settled_at or each.asked_at, each.state
        elif not each.takes_over:
            at, state = each.joined_at, ColleagueState.JOINED
        else:
            continue
        yield Event(at, Happened.COLLEAGUE, state=state, who=names.get(each.responder_id))


def _deflections(rows: Iterable[Deflection]) -> Iterator[Event]:
    for row in rows:
        yield Event(row.rung_at, Happened.DEFLECTED, who=row.reason)
        if row.state == DeflectionState.UNANSWERED and row.settled_at is not None:
            yield Event(row.settled_at, Happened.DESK_SILENT)


def _closed(query: Query) -> Iterator[Event]:
    """By a person, with a reason; where a desk answered, the contact's end has said it."""
    if query.closed_at is not None and query.sealed_closed_reason is not None:
        yield Event(query.closed_at, Happened.CLOSED)


def _went_on(work: Work, query: Query, names: dict[int | None, str]) -> Iterator[Event]:
    """Without an answer to what was asked back: from then on their own clock ran again."""
    gave_up = (
        select(Task)
        .join(AskedBack, col(AskedBack.task_id) == col(Task.id))
        .where(col(AskedBack.query_id) == query.id, col(Task.reason) == awaited.DROPPED)
        .order_by(col(AskedBack.id))
    )
    for task in work.session.exec(gave_up):
        if task.settled_at is not None:
            yield Event(task.settled_at, Happened.WENT_ON, who=names.get(task.settled_by_id))


def _traced(work: Work, query: Query) -> Iterator[Event]:
    """What came of its advice, each time that somebody said so; their words stand elsewhere."""
    for said in tracer_words.of(work, query):
        yield Event(said.at, Happened.TRACED, state=said.outcome, who=said.source)


def _promises(promises: Sequence[Promise]) -> Iterator[Event]:
    """One that is withdrawn as another is made gave way to it."""
    made = {promise.made_at for promise in promises}
    for promise in promises:
        yield Event(promise.made_at, Happened.PROMISED, until=promise.due_at)
        if promise.state != PromiseState.OPEN and promise.settled_at is not None:
            gave_way = promise.state == PromiseState.WITHDRAWN and promise.settled_at in made
            what = Happened.PROMISE_MOVED if gave_way else Happened.PROMISE_SETTLED
            yield Event(promise.settled_at, what, state=promise.state)
