"""A talk that ends with nothing advised, because it belongs to a colleague who was not free: the
caller is promised a call back instead (H11)."""

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.phone import promising, stages
from advice_line.desk.query import moving, offers
from advice_line.kinds import OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import Script
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Offer, Query


def awaited(work: Work, query: Query, offer: Offer) -> bool:
    """Whoever talked has said in this talk that it is not for them and that they have said nothing
    to it: what was said is owed in writing from that moment. What they say in another talk is owed
    like anybody's (H09)."""
    if query.state != QueryState.ACCEPTED or offer.left_to_colleague_at is None:
        return False
    return tasks.open_task(work, query.id or 0, TaskKind.WRITE_ADVICE) is None


def let_go(work: Work, query: Query, contact: Contact, offer: Offer) -> None:
    """It is nobody's again."""
    offers.settle(work, offer, OfferState.HANDED_OVER, OfferState.ACCEPTED)
    moving.move(work, query, QueryState.WAITING, owner_id=None)
    work.record("call.for_a_colleague", query=query.id, subject=f"contact:{contact.public_id}")


def promised(work: Work, query: Query, contact: Contact, offer: Offer) -> Script:
    let_go(work, query, contact, offer)
    stages.to(work, contact, CallStage.HUNT)
    line = work.session.get_one(Line, query.line_id)
    if query.sealed_call_back is None:
        return promising.give(work, query, contact, line)
    return promising.chosen(work, query, contact, line, call_backs.due_for(work, query, line))
