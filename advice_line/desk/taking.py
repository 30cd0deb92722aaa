"""A responder takes a query from the list: claims it, rings back, says they rang, closes it."""

from datetime import timedelta

from sqlmodel import col, func, select

from advice_line.desk import handing_over, moving, offers, owed_records, tasks
from advice_line.errors import AlreadyTaken, Conflict
from advice_line.kinds import (
    Channel,
    Face,
    NoticeKind,
    OfferState,
    OutChannel,
    PromiseState,
    QueryState,
    Recipient,
    TaskKind,
)
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Offer, Query

PAGE_OFFER = timedelta(minutes=1)
# A query whose owner has left is passed on without waiting in between.
_BEFORE_OFFERED = (QueryState.RECEIVED, QueryState.WAITING, QueryState.ACCEPTED)
_WITHOUT_ADVICE = (QueryState.WAITING, QueryState.ACCEPTED, QueryState.ASKED_BACK)
# What is owed to the requester by telephone, and over once they have been rung.
_CALLS_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER, TaskKind.TELL_NEW_TIME)


def claim(work: Work, query: Query, responder: Responder) -> None:
    """One owner: an offer on the page, accepted in the same transaction. Whoever takes what
    somebody left behind says by it that they accept it, also what would wait until its owner is
    back (H23).

    Raises `errors.AlreadyTaken`, or `errors.Conflict` when the query cannot be taken now.
    """
    if query.owner_id == responder.id:
        return
    left = handing_over.open_of(work, query)
    if query.owner_id is not None and not handing_over.may_be_taken(work, query):
        raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
    if left is not None:
        handing_over.taken(work, left, responder)
    if query.state in _BEFORE_OFFERED:
        moving.move(work, query, QueryState.OFFERED)
    if not moving.move(work, query, QueryState.ACCEPTED, owner_id=responder.id):
        raise Conflict("This query can no longer be taken. Look at your list again.")
    offer = work.add(_page_offer(work, query, responder))
    offers.settle(work, offer, OfferState.ACCEPTED)
    for kind in _CALLS_OWED:
        task = tasks.open_task(work, query.id or 0, kind)
        if task is not None:
            tasks.pass_to(work, task, responder.id)


def _page_offer(work: Work, query: Query, responder: Responder) -> Offer:
    line = work.session.get_one(Line, query.line_id)
    return Offer(
        query_id=query.id or 0,
        responder_id=responder.id or 0,
        tier=on_duty.tier_of(work.session, line.key, responder.key, work.now) or "1",
        face=Face.PAGE,
        offered_at=work.now,
        expires_at=work.now + PAGE_OFFER,
        state=OfferState.SHOWN,
    )


def ring_back(work: Work, query: Query, responder: Responder) -> None:
    """Queue the call to the responder's phone; a second tap while it rings queues no second.
    Raises `errors.Conflict` for a closed query: of that talk no record would be owed."""
    _refuse_closed(query)
    claim(work, query, responder)
    if query.sealed_call_back is None:
        raise Conflict("There is no number to ring. Trace the caller, then write the number down.")
    outbox.put(
        work,
        NoticeKind.RING_BACK_CALL,
        once=f"ring_back_call:{query.public_id}:{_tries_over(work, query)}",
        channel=OutChannel.CALL,
        recipient=Recipient.RESPONDER,
        query=query.id,
        person=responder.id,
    )


def _tries_over(work: Work, query: Query) -> int:
    """Ring backs that came to a call, and those that came to nothing."""
    calls = select(func.count()).where(
        col(Contact.query_id) == query.id, col(Contact.channel) == Channel.CALL_BACK
    )
    nothing = select(func.count()).where(
        col(Outgoing.query_id) == query.id,
        col(Outgoing.kind) == NoticeKind.RING_BACK_CALL,
        col(Outgoing.state).in_(outbox.CAME_TO_NOTHING),
    )
    return work.session.exec(calls).one() + work.session.exec(nothing).one()


def rang(work: Work, query: Query, responder: Responder) -> None:
    """They talked on the responder's own phone. The record is owed unless it was written first.
    Raises `errors.Conflict` for a closed query."""
    _refuse_closed(query)
    claim(work, query, responder)
    work.record("query.rang", query=query.id)
    tasks.settle_promise(work, query.id or 0, PromiseState.KEPT)
    for kind in _CALLS_OWED:
        tasks.settle_kind(work, query.id or 0, kind, by=responder.id, reason="rang by own phone")
    if query.state == QueryState.ACCEPTED:
        owed_records.owe_record(work, query, responder.id or 0)


def _refuse_closed(query: Query) -> None:
    if query.state == QueryState.CLOSED:
        raise Conflict("This query is closed. Nobody is owed a call about it.")


def may_close(query: Query, responder: Responder, *, going_on: bool) -> bool:
    """Nobody else's; none that was advised, for its advice is on its way to a patient's record;
    and none of which a call is still `going_on`, for that may yet end in advice or a message."""
    mine = query.owner_id in (None, responder.id)
    return mine and query.state in _WITHOUT_ADVICE and not going_on


def close(work: Work, query: Query, responder: Responder, reason: str, *, going_on: bool) -> None:
    """A wrong number, a test call, one that cannot be reached; what its owner has accepted goes
    through `waiting`, as dropped. Raises `errors.Conflict` where `may_close` says no."""
    if going_on:
        raise Conflict("A call about this query is still going on. Close it when that is over.")
    if not may_close(query, responder, going_on=going_on):
        raise Conflict("This query cannot be closed as it stands. Look at it again.")
    if query.state == QueryState.ACCEPTED:
        moving.move(work, query, QueryState.WAITING)
    sealed = work.vault.seal(reason, "queries.sealed_closed_reason")
    moving.move(work, query, QueryState.CLOSED, closed_at=work.now, sealed_closed_reason=sealed)
    tasks.settle_all(work, query.id or 0, by=responder.id, reason="query closed")
    tasks.settle_promise(work, query.id or 0, PromiseState.WITHDRAWN)
