"""A promised time has passed and nobody has spoken to them. They hear so, with a new time by which
they are rung; the ladder tells the lead, and the system goes on ringing."""

from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.desk.owed import call_backs, new_times, tasks, telling
from advice_line.desk.query import moving
from advice_line.desk.ring_back import placed
from advice_line.kinds import PromiseState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task

# Whoever was told of so many times that passed is told of no other.
MOST_TIMES = 2
AGAIN_AFTER = timedelta(minutes=3)


def broke(work: Work, promise_id: int) -> bool:
    """False when another worker has seen to it, or it is being kept."""
    promise = work.session.get_one(Promise, promise_id)
    query = moving.locked(work, promise.query_id)
    work.session.refresh(promise)
    if promise.state != PromiseState.OPEN or promise.answered_at is not None:
        return False
    tasks.settle_promise(work, promise.query_id, PromiseState.BROKEN)
    told(work, query, promise)
    return True


def told(work: Work, query: Query, promise: Promise) -> None:
    """Nobody is told anything while somebody has yet to say whether they spoke, nor twice."""
    call = tasks.open_task(work, promise.query_id, TaskKind.RING_BACK)
    told_by_hand = tasks.open_task(work, promise.query_id, TaskKind.TELL_NEW_TIME)
    if call is None or told_by_hand is not None or query.state == QueryState.CLOSED:
        return
    if placed.unsaid(work, query) is not None:
        return
    texts = new_times.texts(work, query)
    if _broken(work, query) < MOST_TIMES:
        _new_time(work, query, call, promise, texts=texts)
    else:
        telling.requester(
            work, query, NoticeKind.PROMISE_LATE, texts, once=f"{promise.public_id}:over"
        )


def known_now(work: Work, query: Query) -> None:
    """Somebody has said of the last try that they did not speak, after the promise had broken."""
    newest = tasks.newest_promise(work, query.id or 0)
    if newest is not None and newest.state == PromiseState.BROKEN and newest.ring_at is None:
        told(work, query, newest)


def _new_time(work: Work, query: Query, call: Task, promise: Promise, *, texts: bool) -> None:
    line = work.session.get_one(Line, query.line_id)
    due = call_backs.due_for(work, query, line)
    again = _rings_at(work, query, promise)
    if not texts:
        work.update(promise, ring_at=again)
        new_times.to_be_told(work, query, call, promise.due_at, due)
        return
    made = call_backs.promise(work, query, line, due, again)
    work.update(promise, ring_at=None)
    telling.requester(work, query, NoticeKind.PROMISE_LATE, mobile=True, once=made.public_id)


def _rings_at(work: Work, query: Query, promise: Promise) -> datetime | None:
    """Soon again where it was our people who could not be had; who was rung in vain is rung when
    that was said to be tried again, else when they expect it, as ever."""
    planned = promise.ring_at if promise.ring_at and promise.ring_at > work.now else None
    rung = select(RingBack.id).where(
        col(RingBack.query_id) == query.id,
        col(RingBack.asked_at) >= promise.made_at,
        col(RingBack.taken_at).is_not(None),
    )
    in_vain = work.session.exec(rung).first() is not None
    return planned if in_vain else work.now + AGAIN_AFTER


def _broken(work: Work, query: Query) -> int:
    counted = select(func.count()).where(
        col(Promise.query_id) == query.id, col(Promise.state) == PromiseState.BROKEN
    )
    return work.session.exec(counted).one()
