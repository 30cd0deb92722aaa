"""Settling offers: each is settled once, and the trail says how."""

from sqlmodel import col, select

from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.tables.queries import Contact, Offer


def settle(work: Work, offer: Offer, to: OfferState, *also_from: OfferState) -> bool:
    """Settle an offer that is still shown (or in a state of `also_from`); False when it was not."""
    settled = work.update(
        offer,
        col(Offer.state).in_((OfferState.SHOWN, *also_from)),
        state=to,
        settled_at=work.now,
        accepted_at=work.now if to == OfferState.ACCEPTED else offer.accepted_at,
    )
    if settled:
        work.record(f"offer.{to}", query=offer.query_id, subject=f"offer:{offer.public_id}")
    return settled


def accepted_of(work: Work, contact: Contact) -> Offer | None:
    return next(iter(_of(work, contact, OfferState.ACCEPTED)), None)


def withdraw_open(work: Work, contact: Contact) -> None:
    for offer in _of(work, contact, OfferState.SHOWN):
        settle(work, offer, OfferState.WITHDRAWN)


def _of(work: Work, contact: Contact, state: OfferState) -> list[Offer]:
    statement = select(Offer).where(col(Offer.contact_id) == contact.id, col(Offer.state) == state)
    return list(work.session.exec(statement))
