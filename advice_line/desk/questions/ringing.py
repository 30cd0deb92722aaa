"""The phones ring for a question that was asked for now, by whichever way it came (H21): each ring
is an offer of its own, and who is next is decided anew from the rota as it is then (H03)."""

from datetime import timedelta
from math import ceil

from sqlmodel import col, select

from advice_line.call_kinds import Face
from advice_line.desk.due_rows import DueRows
from advice_line.desk.phone import choosing, engaged
from advice_line.desk.query import moving, offers, outside_scope
from advice_line.errors import NotFound
from advice_line.kinds import OfferState, QueryState
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.ports.notices import Slip
from advice_line.rules import question_rings, routing
from advice_line.rules.question_rings import Anew, Look, Round
from advice_line.rules.routing import Hunt
from advice_line.staffing import on_duty
from advice_line.tables.clocks import QuestionRing
from advice_line.tables.directory import ContactPoint, Line, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Offer, Query

# From the end of the ringing to the last moment at which a key can still take it, with the time in
# which the call is placed.
GRACE = timedelta(seconds=25)
_UNTAKEN = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)


def ringing(ledger: Ledger) -> DueRows:
    """Questions for which a phone is to be rung."""
    return DueRows(ledger, QuestionRing, "act_at", _see_to)


def begin(work: Work, query: Query) -> None:
    """From the first round on; nothing where phones ring for it already."""
    there = of_query(work, query)
    if there is None:
        work.add(
            QuestionRing(
                query_id=query.id or 0,
                began_at=work.now,
                round_began_at=work.now,
                act_at=work.now,
            )
        )
    elif there.act_at is None:
        work.update(there, began_at=work.now, round=1, round_began_at=work.now, act_at=work.now)


def of_query(work: Work, query: Query) -> QuestionRing | None:
    statement = select(QuestionRing).where(col(QuestionRing.query_id) == query.id)
    return work.session.exec(statement).first()


def go_on(work: Work, query: Query) -> None:
    """Somebody cannot take it, or did not answer: the next is rung now."""
    ring = of_query(work, query)
    if ring is not None and ring.act_at is not None:
        work.update(ring, act_at=work.now)


def is_free(query: Query) -> bool:
    return query.owner_id is None and query.state in _UNTAKEN


def unanswered(query: Query) -> OfferState:
    """What an offer comes to that nobody has answered: what somebody else has was taken back."""
    return OfferState.EXPIRED if is_free(query) else OfferState.WITHDRAWN


def call_of(work: Work, offer: Offer) -> Outgoing | None:
    statement = select(Outgoing).where(
        col(Outgoing.subject_id) == offer.id, col(Outgoing.kind) == NoticeKind.QUESTION_CALL
    )
    return work.session.exec(statement).first()


def seconds_of(work: Work, slip: Slip) -> int | None:
    """For how long the phone is rung; None where that is not wanted any more."""
    offer = work.session.get_one(Offer, slip.subject_id)
    query = work.session.get_one(Query, slip.query_id)
    if offer.state != OfferState.SHOWN or not is_free(query):
        return None
    left = ceil((offer.expires_at - work.now - GRACE).total_seconds())
    return left if left >= routing.SHORTEST_RING else None


def rings(work: Work, slip: Slip) -> str:
    """The number of the phone on which this responder is asked."""
    return _number(work, work.session.get_one(Offer, slip.subject_id))


def _number(work: Work, offer: Offer) -> str:
    if offer.contact_point_id is not None:
        return work.session.get_one(ContactPoint, offer.contact_point_id).number
    return work.session.get_one(Responder, offer.responder_id).mobile


def not_rung(work: Work, slip: Slip) -> None:
    """Its call was never placed."""
    if slip.query_id is None or slip.subject_id is None:
        return
    query = moving.locked(work, slip.query_id)
    if offers.settle(work, work.session.get_one(Offer, slip.subject_id), OfferState.FAILED):
        go_on(work, query)


def _see_to(work: Work, ring_id: int) -> bool:
    """False when another worker has."""
    ring = work.session.get_one(QuestionRing, ring_id)
    query = moving.locked(work, ring.query_id)
    work.session.refresh(ring)
    if ring.act_at is None or ring.act_at > work.now:
        return False
    shown = _shown(work, query)
    if shown is not None and shown.expires_at > work.now and is_free(query):
        return work.update(ring, act_at=shown.expires_at)
    if shown is not None:
        offers.settle(work, shown, unanswered(query))
    line = work.session.get_one(Line, query.line_id)
    if not is_free(query) or not on_duty.is_open(work.session, line.key, work.now):
        return work.update(ring, act_at=None)
    return _next(work, ring, query, line)


def _shown(work: Work, query: Query) -> Offer | None:
    statement = select(Offer).where(
        col(Offer.query_id) == query.id,
        col(Offer.state) == OfferState.SHOWN,
        col(Offer.of_question),
    )
    return work.session.exec(statement.order_by(col(Offer.id).desc())).first()


def _next(work: Work, ring: QuestionRing, query: Query, line: Line) -> bool:
    there = on_duty.who(work.session, line.key, work.now)
    fit = {each.id for each in outside_scope.fit(query, [each.responder for each in there])}
    there = [each for each in there if each.responder.id in fit]
    engaged.hold(work, (each.responder.id or 0 for each in there))
    free = choosing.free_now(work, line, there, _hunt(work, ring, query))
    if free.step is not None:
        offer = _offered(work, query, free.step)
        return work.update(ring, act_at=offer.expires_at)
    following = question_rings.after_nobody(
        Round(ring.round, ring.round_began_at),
        some_are_busy=bool(free.later),
        anybody_left=any(each.responder.id not in _declined(work, ring) for each in there),
        now=work.now,
    )
    if isinstance(following, Look):
        return work.update(ring, act_at=following.at)
    if isinstance(following, Anew):
        new = following.round
        begins = new.began_at
        return work.update(ring, round=new.number, round_began_at=begins, act_at=begins)
    return work.update(ring, act_at=None)


def _hunt(work: Work, ring: QuestionRing, query: Query) -> Hunt:
    """Rung in this round; whoever said that they cannot is not asked again."""
    statement = select(Offer).where(
        col(Offer.query_id) == query.id,
        col(Offer.offered_at) >= ring.round_began_at,
        col(Offer.of_question),
    )
    tried = {_number(work, each) for each in work.session.exec(statement).all()}
    return Hunt(tried, _declined(work, ring), pierces=True)


def _declined(work: Work, ring: QuestionRing) -> set[int]:
    statement = select(Offer.responder_id).where(
        col(Offer.query_id) == ring.query_id,
        col(Offer.offered_at) >= ring.began_at,
        col(Offer.state) == OfferState.DECLINED,
        col(Offer.of_question),
    )
    return set(work.session.exec(statement))


def _offered(work: Work, query: Query, step: routing.Ring) -> Offer:
    offer = work.add(
        Offer(
            query_id=query.id or 0,
            responder_id=step.candidate.responder_id,
            tier=step.candidate.tier,
            face=Face.PHONE,
            contact_point_id=step.phone.point,
            of_question=True,
            offered_at=work.now,
            expires_at=work.now + timedelta(seconds=step.seconds) + GRACE,
            state=OfferState.SHOWN,
        )
    )
    work.record("offer.shown", query=query.id, subject=f"offer:{offer.public_id}")
    outbox.put(
        work,
        NoticeKind.QUESTION_CALL,
        once=f"{NoticeKind.QUESTION_CALL}:{offer.public_id}",
        channel=OutChannel.CALL,
        recipient=Recipient.RESPONDER,
        query=query.id,
        person=offer.responder_id,
        subject=offer.id,
    )
    return offer


def of_attempt(work: Work, attempt: str) -> tuple[Offer, Query]:
    """Both held. Raises `errors.NotFound` where nothing of ours was attempted."""
    statement = select(Outgoing).where(
        col(Outgoing.public_id) == attempt, col(Outgoing.kind) == NoticeKind.QUESTION_CALL
    )
    outgoing = work.session.exec(statement).first()
    if outgoing is None or outgoing.query_id is None:
        raise NotFound("No such ring.")
    query = moving.locked(work, outgoing.query_id)
    offer = work.session.get_one(Offer, outgoing.subject_id)
    work.session.refresh(offer)
    return offer, query
