"""The system keeps what was promised: when its time has come a responder is rung, and after a try
that reached nobody the next."""

from datetime import datetime, timedelta

from sqlmodel import col

from advice_line.call_kinds import RingBackEnd, RingBacks
from advice_line.desk.due_rows import DueRows
from advice_line.desk.guards import limits
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.owners import climbing
from advice_line.desk.query import moving
from advice_line.desk.ring_back import free, placed, trying
from advice_line.desk.ring_back.placed import Back
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import ring_backs
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Promise

# While a try is going on its end says what follows; this is for one whose end nobody tells.
WATCHED = timedelta(minutes=1)
# A broken one is rung for a little longer, unless a new time has taken its place.
_RUNG = col(Promise.state).in_(tasks.RUNG)


def keeping(ledger: Ledger) -> DueRows:
    """Promises whose time to ring has come."""
    return DueRows(ledger, Promise, "ring_at", _see_to, _RUNG)


def _see_to(work: Work, promise_id: int) -> bool:
    """False when another worker has, or nothing is to be done any more."""
    promise = work.session.get_one(Promise, promise_id)
    query = moving.locked(work, promise.query_id)
    work.session.refresh(promise)
    at = promise.ring_at
    if promise.state not in tasks.RUNG or at is None or at > work.now:
        return False
    if tasks.rung_for(work, promise.query_id) != promise:
        return _at(work, promise, None)
    going = placed.under_way(work, query)
    if going is not None and not placed.is_lost(work, going):
        return _at(work, promise, work.now + WATCHED)
    if going is not None:
        trying.settle(work, Back(going, query, None), RingBackEnd.NOT_RUNG)
        return True
    over = work.now >= ring_backs.late_until(promise.due_at)
    if over or not _may_be_rung(work, query):
        return _at(work, promise, None)
    return _ring(work, promise, query)


def _may_be_rung(work: Work, query: Query) -> bool:
    line = work.session.get_one(Line, query.line_id)
    automatic = line.ring_backs == RingBacks.AUTOMATIC
    return automatic and query.state != QueryState.CLOSED and query.sealed_call_back is not None


def _ring(work: Work, promise: Promise, query: Query) -> bool:
    line = work.session.get_one(Line, query.line_id)
    opens = call_backs.not_before(work, query, line, promise.due_at)
    opens = max(opens, limits.rings_again_at(work, line, query))
    if opens > work.now:
        return _at(work, promise, opens)
    tries = trying.tries(work, promise)
    decided = ring_backs.whom(
        free.people(work, query, promise),
        tries,
        owner=query.owner_id,
        now=work.now,
        due=promise.due_at,
    )
    if isinstance(decided, ring_backs.Wait):
        return _at(work, promise, decided.until)
    if isinstance(decided, ring_backs.Nobody):
        return _nobody(work, promise)
    if not _at(work, promise, work.now + WATCHED):
        return False
    bypass = trying.next_try(work, query, promise).bypass
    point = ring_backs.phone(decided, tries)
    placed.ask(work, query, decided.responder_id, bypass=bypass, point=point)
    return True


def _nobody(work: Work, promise: Promise) -> bool:
    """It climbs to the lead at once, while there is time to do something about it (H01): whoever is
    on has been rung for it."""
    task = tasks.open_task(work, promise.query_id, TaskKind.RING_BACK)
    if task is not None:
        soon = work.now if task.act_at is None else min(task.act_at, work.now)
        work.update(task, act_at=soon, rung=max(task.rung, climbing.REMINDED))
    work.record("promise.nobody", query=promise.query_id, subject=f"promise:{promise.public_id}")
    return _at(work, promise, None)


def _at(work: Work, promise: Promise, at: datetime | None) -> bool:
    return work.update(promise, _RUNG, col(Promise.ring_at) == promise.ring_at, ring_at=at)
