"""Somebody who is not its holder has picked up a shared phone: they say who they are, and the query
is theirs, for what is advised is signed by who advised it (H09)."""

from sqlmodel import col

from advice_line.desk.phone import whispering
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rules import wording
from advice_line.staffing import answerable
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Offer, Query
from advice_line.tables.ring_backs import RingBack

# As many as there are keys that a person finds at once, and as they have patience for.
MOST = 8


def read_out(work: Work, query: Query, offer: Offer | RingBack) -> bool:
    """Keep whom to name, in the order in which they are read out; False where there is nobody."""
    line = work.session.get_one(Line, query.line_id)
    there = answerable.who(work.session, line.key, work.now)
    people = [each.id or 0 for each in there if each.id != offer.responder_id][:MOST]
    return bool(people) and work.update(offer, read_out=people)


def words(work: Work, offer: Offer | RingBack) -> str:
    return wording.who_answers(whispering.name(work, person) for person in offer.read_out)


def named(offer: Offer | RingBack, key: str) -> int | None:
    """Whose key this is of those who were read out."""
    if not key.isdecimal() or not 1 <= int(key) <= len(offer.read_out):
        return None
    return offer.read_out[int(key) - 1]


def takes_over(work: Work, offer: Offer, key: str) -> bool:
    """Whether this is the key of somebody who was read out; the offer is theirs from now on."""
    person = named(offer, key)
    if person is None:
        return False
    holder = work.session.get_one(Responder, offer.responder_id)
    # Withdrawn too: where the caller has left meanwhile, they are who rings back.
    unsettled = col(Offer.state).in_((OfferState.SHOWN, OfferState.WITHDRAWN))
    if person != holder.id and work.update(offer, unsettled, responder_id=person):
        work.record(
            "offer.taken_over",
            query=offer.query_id,
            subject=f"offer:{offer.public_id}",
            holder=holder.key,
            by=work.session.get_one(Responder, person).key,
        )
    return True
