"""How often a responder was rung for the line in a stretch of time, and what that took."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.kinds import Direction, Face, OfferState
from advice_line.ledger.work import Work
from advice_line.rules import interruptions
from advice_line.rules.interruptions import Interruptions, Rung
from advice_line.tables.queries import Contact, Offer


def between(work: Work, responder_id: int, since: datetime, until: datetime) -> Interruptions:
    statement = (
        select(Offer, Contact.bridged_seconds)
        .join(Contact, col(Contact.id) == col(Offer.contact_id))
        .where(
            col(Offer.responder_id) == responder_id,
            col(Offer.face) == Face.PHONE,
            col(Contact.direction) == Direction.IN,
            col(Offer.offered_at) >= since,
            col(Offer.offered_at) < until,
        )
    )
    found = work.session.exec(statement).all()
    return interruptions.count((_rung(offer, seconds) for offer, seconds in found), work.now)


def _rung(offer: Offer, bridged: int | None) -> Rung:
    joined = offer.state == OfferState.ACCEPTED and offer.rings_back_by is None
    return Rung(
        since=offer.offered_at,
        until=offer.settled_at or offer.expires_at,
        talked=bridged or 0 if joined else 0,
    )
