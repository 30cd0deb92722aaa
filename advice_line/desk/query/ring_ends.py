"""Phones that ring for a written question which needs nobody any more: asked to stop at once."""

from sqlmodel import col, select

from advice_line.kinds import OfferState
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.queries import Offer, Query


def ask(work: Work, query: Query) -> None:
    """Whoever picks up meanwhile goes on being asked, and hears whose it is: the offer stays shown
    until its call is over."""
    statement = select(Offer).where(
        col(Offer.query_id) == query.id,
        col(Offer.state) == OfferState.SHOWN,
        col(Offer.of_question),
    )
    for offer in work.session.exec(statement).all():
        outbox.put(
            work,
            NoticeKind.QUESTION_CALL_ENDED,
            once=f"{NoticeKind.QUESTION_CALL_ENDED}:{offer.public_id}",
            channel=OutChannel.LIVE_CALL,
            recipient=Recipient.RESPONDER,
            query=query.id,
            person=offer.responder_id,
            subject=offer.id,
        )
