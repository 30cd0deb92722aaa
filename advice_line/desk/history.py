"""What has happened to one query so far, in order: for the page that shows it to staff."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from advice_line.call_kinds import DeflectionState
from advice_line.desk import reading
from advice_line.directory import lookups
from advice_line.kinds import Channel, ContactEnded, Face, OfferState, PromiseState
from advice_line.ledger.work import Work
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.tables.tasks import Promise


class Happened(StrEnum):
    RANG = "rang"
    TEXTED = "texted"
    RING_BACK = "ring_back"
    CONTACT_ENDED = "contact_ended"
    NOT_ANSWERED = "not_answered"
    OFFERED = "offered"
    DEFLECTED = "deflected"
    DESK_SILENT = "desk_silent"
    CLAIMED = "claimed"
    RINGS_BACK = "rings_back"
    PROMISED = "promised"
    PROMISE_SETTLED = "promise_settled"
    PROMISE_MOVED = "promise_moved"
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """`state` is the value of the kind that says how (what a caller's key asked for, a contact's
    end, an offer's state, whether a promise was kept); `who` a responder's name, or what the desk
    is for; `until` the time that was promised."""

    at: datetime
    what: Happened
    state: str | None = None
    who: str | None = None
    until: datetime | None = None


def of(work: Work, query: Query) -> tuple[Event, ...]:
    names = {person.id: person.name for person in lookups.responders(work.session)}
    found = (
        *_contacts(reading.contacts(work, query)),
        *_offers(reading.offers(work, query), names),
        *_deflections(reading.deflections(work, query)),
        *_promises(reading.promises(work, query)),
        *_closed(query),
    )
    return tuple(sorted(found, key=lambda event: event.at))


def _contacts(contacts: Iterable[Contact]) -> Iterator[Event]:
    for contact in contacts:
        if contact.channel == Channel.SMS:
            yield Event(contact.started_at, Happened.TEXTED)
            continue
        out = contact.channel == Channel.CALL_BACK
        what = Happened.RING_BACK if out else Happened.RANG
        yield Event(contact.started_at, what, state=contact.reason)
        if contact.ended is not None and contact.ended_at is not None:
            unheard = contact.ended == ContactEnded.FAILED and not out
            what = Happened.NOT_ANSWERED if unheard else Happened.CONTACT_ENDED
            yield Event(contact.ended_at, what, state=contact.ended)


def _offers(offers: Iterable[Offer], names: dict[int | None, str]) -> Iterator[Event]:
    for offer in offers:
        at = offer.settled_at or offer.offered_at
        claimed = offer.face == Face.PAGE and offer.state == OfferState.ACCEPTED
        what = Happened.CLAIMED if claimed else Happened.OFFERED
        if offer.rings_back_by is not None and offer.state == OfferState.ACCEPTED:
            what = Happened.RINGS_BACK
        yield Event(at, what, state=offer.state, who=names.get(offer.responder_id))


def _deflections(rows: Iterable[Deflection]) -> Iterator[Event]:
    for row in rows:
        yield Event(row.rung_at, Happened.DEFLECTED, who=row.reason)
        if row.state == DeflectionState.UNANSWERED and row.settled_at is not None:
            yield Event(row.settled_at, Happened.DESK_SILENT)


def _closed(query: Query) -> Iterator[Event]:
    """By a person, with a reason; where a desk answered, the contact's end has said it."""
    if query.closed_at is not None and query.sealed_closed_reason is not None:
        yield Event(query.closed_at, Happened.CLOSED)


def _promises(promises: Sequence[Promise]) -> Iterator[Event]:
    """One that is withdrawn as another is made gave way to it."""
    made = {promise.made_at for promise in promises}
    for promise in promises:
        yield Event(promise.made_at, Happened.PROMISED, until=promise.due_at)
        if promise.state != PromiseState.OPEN and promise.settled_at is not None:
            gave_way = promise.state == PromiseState.WITHDRAWN and promise.settled_at in made
            what = Happened.PROMISE_MOVED if gave_way else Happened.PROMISE_SETTLED
            yield Event(promise.settled_at, what, state=promise.state)
