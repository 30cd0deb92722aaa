"""A responder takes a query from the list: claims it, rings back, says they rang, closes it."""

from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.call_kinds import Face
from advice_line.desk.owed import answers, owed_records, tasks
from advice_line.desk.owners import handing_over, left_in_writing
from advice_line.desk.query import moving, offers, ring_ends
from advice_line.errors import AlreadyTaken, Conflict
from advice_line.kinds import OfferState, PromiseState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.record_kinds import ClosedAs
from advice_line.rules import written
from advice_line.rules.closing import Closing
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Offer, Query
from advice_line.written_kinds import DelayState

PAGE_OFFER = timedelta(minutes=1)
# A query whose owner has left is passed on without waiting in between.
_BEFORE_OFFERED = (QueryState.RECEIVED, QueryState.WAITING, QueryState.ACCEPTED)
_WITHOUT_ADVICE = (QueryState.WAITING, QueryState.ACCEPTED, QueryState.ASKED_BACK)
# What is owed to the requester by telephone, and over once they have been rung.
_CALLS_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER, TaskKind.TELL_NEW_TIME)
_ANSWERS_OWED = (TaskKind.ANSWER_QUERY, TaskKind.AWAIT_ANSWER)


def claim(
    work: Work,
    query: Query,
    responder: Responder,
    *,
    face: Face = Face.PAGE,
    instead_of: int | None = None,
    shown: Offer | None = None,
) -> None:
    """One owner: an offer on the page, accepted in the same transaction, or the one that was
    `shown` to them. Whoever takes what somebody left behind says by it that they accept it, also
    what would wait until its owner is back (H23). `instead_of` is an owner who could not be won for
    a call that was promised.

    Raises `errors.AlreadyTaken`, or `errors.Conflict` when the query cannot be taken now.
    """
    if query.owner_id == responder.id:
        return
    left = handing_over.open_of(work, query)
    free = query.owner_id in (None, instead_of) or handing_over.may_be_taken(work, query)
    if query.owner_id is not None and not free:
        raise already_taken(work, query, query.owner_id)
    if left is not None:
        handing_over.taken(work, left, responder)
    if not _theirs(work, query, responder):
        raise Conflict("This query can no longer be taken. Look at your list again.")
    offer = shown or work.add(_offer(work, query, responder, face))
    offers.settle(work, offer, OfferState.ACCEPTED, OfferState.EXPIRED, OfferState.FAILED)
    ring_ends.ask(work, query)
    for kind in (*_CALLS_OWED, *_ANSWERS_OWED):
        task = tasks.open_task(work, query.id or 0, kind)
        if task is not None:
            tasks.pass_to(work, task, responder.id)


def _theirs(work: Work, query: Query, responder: Responder) -> bool:
    """What its requester was asked back goes on being waited for, and what is answered stays so."""
    if query.state in left_in_writing.STATES:
        left_in_writing.taken(work, query, responder)
        return work.update(query, owner_id=responder.id, version=query.version + 1)
    if query.state in _BEFORE_OFFERED:
        moving.move(work, query, QueryState.OFFERED)
    return moving.move(work, query, QueryState.ACCEPTED, owner_id=responder.id)


def already_taken(work: Work, query: Query, owner: int) -> AlreadyTaken:
    """With who has it, and since when where that is known."""
    statement = select(func.max(Offer.accepted_at)).where(
        col(Offer.query_id) == query.id, col(Offer.responder_id) == owner
    )
    since = work.session.exec(statement).one()
    at = _moment(work, query, since) if since is not None else ""
    return AlreadyTaken(work.session.get_one(Responder, owner).name, at)


def _moment(work: Work, query: Query, at: datetime) -> str:
    return written.moment(at, work.now, work.session.get_one(Line, query.line_id).time_zone)


def _offer(work: Work, query: Query, responder: Responder, face: Face) -> Offer:
    line = work.session.get_one(Line, query.line_id)
    return Offer(
        query_id=query.id or 0,
        responder_id=responder.id or 0,
        tier=on_duty.tier_of(work.session, line.key, responder.key, work.now) or "1",
        face=face,
        offered_at=work.now,
        expires_at=work.now + PAGE_OFFER,
        state=OfferState.SHOWN,
    )


def rang(work: Work, query: Query, responder: Responder) -> None:
    """They talked on the responder's own phone. The record is owed unless it was written first.
    Raises `errors.Conflict` for a closed query."""
    refuse_closed(query)
    claim(work, query, responder)
    work.record("query.rang", query=query.id)
    tasks.keep_promise(work, query.id or 0, work.now)
    for kind in _CALLS_OWED:
        tasks.settle_kind(work, query.id or 0, kind, by=responder.id, reason="rang by own phone")
    if query.state == QueryState.ACCEPTED:
        tasks.settle_kind(
            work, query.id or 0, TaskKind.RING_PRACTICE, by=responder.id, reason="rang by own phone"
        )
        owed_records.owe_record(work, query, responder.id or 0)


def refuse_closed(query: Query) -> None:
    if query.state == QueryState.CLOSED:
        raise Conflict("This query is closed. Nobody is owed a call about it.")


def may_close(query: Query, responder: Responder, *, going_on: bool) -> bool:
    """Nobody else's; none that was advised, for its advice is on its way to a patient's record;
    and none of which a call is still `going_on`, for that may yet end in advice or a message."""
    mine = query.owner_id in (None, responder.id)
    return mine and query.state in _WITHOUT_ADVICE and not going_on


def close(work: Work, query: Query, responder: Responder, why: Closing, *, going_on: bool) -> None:
    """A wrong number, a test call, one that cannot be reached; what its owner has accepted goes
    through `waiting`, as dropped. Raises `errors.Conflict` where `may_close` says no."""
    if going_on:
        raise Conflict("A call about this query is still going on. Close it when that is over.")
    if not may_close(query, responder, going_on=going_on):
        raise _not_closed(work, query, responder)
    over(work, query, why.how, why.said, by=responder.id, why=tasks.QUERY_CLOSED)


def over(work: Work, query: Query, how: ClosedAs, said: str, *, by: int | None, why: str) -> None:
    """Closed by somebody's own word, `said`; nothing of it is owed any more. `why` is what stands
    beside what was."""
    if query.state in (QueryState.OFFERED, QueryState.ACCEPTED):
        moving.move(work, query, QueryState.WAITING)
    moving.move(
        work,
        query,
        QueryState.CLOSED,
        closed_at=work.now,
        closed_as=how,
        sealed_closed_reason=work.vault.seal(said, "queries.sealed_closed_reason"),
    )
    ring_ends.ask(work, query)
    answers.settle_delay(work, query, DelayState.WITHDRAWN)
    tasks.settle_all(work, query.id or 0, by=by, reason=why)
    tasks.settle_promise(work, query.id or 0, PromiseState.WITHDRAWN)


def _not_closed(work: Work, query: Query, responder: Responder) -> Conflict:
    if query.owner_id is not None and query.owner_id != responder.id:
        return already_taken(work, query, query.owner_id)
    if query.closed_at is not None:
        return Conflict(f"This query was closed already ({_moment(work, query, query.closed_at)}).")
    return Conflict("This query cannot be closed as it stands. Look at it again.")
