"""The talk about a query, whoever rang whom: where it is, since when, and who may do something to
it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import CallStage
from advice_line.desk.in_call import backs
from advice_line.desk.query import offers
from advice_line.kinds import Direction
from advice_line.ledger.work import Work
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Room

_LIVE = (CallStage.TALK, CallStage.HOLD, CallStage.TRANSFER)


@dataclass(frozen=True)
class Talk:
    """On the call `contact`, or `back`: one that we rang back and to which nothing was done yet.
    `stage` is None once it is over (`over_at`, where the carrier has told), and while they are
    still being rung (`connecting`)."""

    contact: Contact | None
    back: RingBack | None
    stage: CallStage | None
    since: datetime
    over_at: datetime | None
    connecting: bool = False

    @property
    def theirs(self) -> bool:
        """They rang us."""
        return self.contact is not None and self.contact.direction == Direction.IN


def newest(work: Work, query: Query) -> Talk | None:
    """The last call of this query in which somebody talked to its requester, or is about to."""
    rung = backs.connecting(work, query)
    if rung is not None:
        return Talk(None, rung, None, rung.taken_at or rung.asked_at, None, connecting=True)
    contact, back = _accepted(work, query), backs.newest(work, query)
    if back is not None and (contact is None or contact.started_at < _since(back)):
        return _rung_back(work, back)
    return None if contact is None else _on_call(work, contact)


def _accepted(work: Work, query: Query) -> Contact | None:
    statement = (
        select(Contact)
        .join(Offer, col(Offer.contact_id) == col(Contact.id))
        .where(col(Contact.query_id) == query.id)
        .order_by(col(Contact.id).desc())
    )
    return work.session.exec(statement).first()


def _since(back: RingBack) -> datetime:
    return back.answered_at or back.asked_at


def _rung_back(work: Work, back: RingBack) -> Talk:
    if backs.is_live(work, back):
        return Talk(None, back, CallStage.TALK, _since(back), None)
    return Talk(None, back, None, _since(back), back.settled_at or work.now)


def _on_call(work: Work, contact: Contact) -> Talk:
    taken = offers.accepted_of(work, contact)
    since = (taken.settled_at if taken else None) or contact.started_at
    there = contact.ended is None and contact.leg_over_at is None and contact.stage in _LIVE
    stage = CallStage(contact.stage) if there and taken is not None and contact.stage else None
    ends = [each for each in (contact.ended_at, contact.leg_over_at) if each is not None]
    over_at = min(ends) if contact.leg_over_at is not None else None
    return Talk(contact, None, stage, since, over_at)


def doubted(work: Work, talk: Talk) -> datetime | None:
    """Up to when it is known to have gone on, where nobody can tell whether it still does."""
    placed = talk.back.contact_id if talk.back is not None else None
    contact = talk.contact or (work.session.get(Contact, placed) if placed else None)
    live = talk.stage is not None or talk.connecting
    return contact.heard_of_at if live and contact is not None and contact.doubted_at else None


def call_of(work: Work, query: Query, talk: Talk) -> Contact:
    """The row of its call."""
    if talk.contact is not None:
        return talk.contact
    assert talk.back is not None
    return backs.as_call(work, query, talk.back)


def going_on_of(work: Work, reader: int) -> str | None:
    """The reference of the query about which this responder talks now."""
    statement = (
        select(Query.reference)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(
            col(Query.owner_id) == reader,
            col(Contact.doubted_at).is_(None),
            col(Contact.stage).in_(_LIVE),
            col(Contact.ended).is_(None),
            col(Contact.leg_over_at).is_(None),
        )
        .order_by(col(Contact.id).desc())
    )
    return work.session.exec(statement).first() or backs.going_on_of(work, reader)


def hosts(query: Query, room: Room | None) -> set[int]:
    """Who may hold the caller: whose query it is, and whoever they talk to."""
    found = {query.owner_id} if query.owner_id else set()
    return found | ({room.host_id} if room is not None else set())
