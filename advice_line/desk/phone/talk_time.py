"""How long a caller could talk with somebody of ours: `contacts.bridged_seconds`.

It counts the seconds in which the carrier had the two joined: of each hop that became a talk, and
of each ring back, as the carrier says at its end (and never from before the key that accepted it,
since the carrier counts the whisper too); and of each room, from when both were sent in, without
the time from when the caller was to be on hold until they were to be taken back. What they could
not talk in counts nowhere: ringing, whisper, queue, hold, the second of a move into a room.

A talk that we rang back and that was held, joined or handed over has two contacts (decision 0032).
The whole of it counts with the requester's own leg, and nothing with the leg of the responder. Of
a ring back to which nothing was done the seconds stand with the responder's leg, also where a
machine answered: `ended` says whether they talked. What a desk's telephone took is its own leg's.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallOver, HopEnded
from advice_line.tables.queries import Contact, Offer
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Room


def hop_ended(work: Work, event: HopEnded, offer: Offer, contact: Contact) -> None:
    """The carrier's word on a hop, which takes the place of what was reckoned before it came."""
    if offer.accepted_at is None:
        return
    most = max(0, int((work.now - offer.accepted_at).total_seconds()))
    seconds = min(event.seconds, most) if event.bridged else None
    work.update(offer, bridged_seconds=seconds)
    total(work, contact)


def over(work: Work, event: CallOver, offer: Offer, contact: Contact) -> None:
    """The caller's call is over and the carrier may never say how long the two were joined: until
    it does, from the key to the call's end. One that moved has told of its hop already, and one
    that we rang back has its try."""
    moved = select(Room.id).where(col(Room.contact_id) == contact.id)
    told = offer.bridged_seconds is not None or contact.direction == Direction.OUT
    if offer.accepted_at is None or told:
        return
    if work.session.exec(moved).first() is None:
        left_at = contact.started_at + timedelta(seconds=event.seconds)
        reckoned = int((left_at - offer.accepted_at).total_seconds())
        work.update(offer, bridged_seconds=max(0, reckoned))
    total(work, contact)


def goes_on(work: Work, room: Room) -> None:
    """The caller and somebody else are in the room, and can talk from now on."""
    if room.talking_since is None:
        work.update(room, talking_since=work.now)


def pauses(work: Work, room: Room, at: datetime | None = None) -> None:
    """The caller is to be held, or the talk in the room is over, now or since then."""
    if room.talking_since is None:
        return
    seconds = max(0, int(((at or work.now) - room.talking_since).total_seconds()))
    work.update(room, talking_since=None, talked_seconds=room.talked_seconds + seconds)


def total(work: Work, contact: Contact) -> None:
    """Added up anew; None where they were never joined."""
    parts = [
        _sum(work, col(Offer.bridged_seconds), col(Offer.contact_id) == contact.id),
        _sum(work, col(Room.talked_seconds), col(Room.contact_id) == contact.id),
        _sum(work, col(RingBack.seconds), _rung_back_on(contact)),
    ]
    known = [each for each in parts if each is not None]
    work.update(contact, bridged_seconds=sum(known) if known else None)


def _sum(work: Work, seconds: Any, which: ColumnElement[bool]) -> int | None:
    found: int | None = work.session.exec(select(func.sum(seconds)).where(which)).one()
    return found


def _rung_back_on(contact: Contact) -> ColumnElement[bool]:
    """The tries whose talk counts with this contact."""
    if contact.channel != Channel.CALL_BACK:
        return col(RingBack.leg) == contact.external_id
    legs = select(Contact.external_id).where(col(Contact.query_id) == contact.query_id)
    moved = col(RingBack.leg).in_(legs)
    return (col(RingBack.contact_id) == contact.id) & (col(RingBack.leg).is_(None) | ~moved)
