"""A closure that ends sooner than callers were told: what was promised because of it is promised
anew as the rules would promise now. Nothing becomes later by it (H23).

What ended a closure is not asked: a tap, a program or another closure come to the same.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from advice_line.desk.owed import new_times, tasks
from advice_line.desk.owners import leaving
from advice_line.desk.query import moving
from advice_line.directory import lookups
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import SYSTEM, Action, require
from rota import store
from rota.facts import Fact, Kind
from rota.opening import Closure
from rota.stretches import touch

_CALLS = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)


class OpeningAgain:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def promise_anew(self) -> int:
        """How many calls back are owed sooner now."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            waiting = [
                each.id or 0
                for line in lookups.lines(work.session)
                for each in _held_up(work, line)
            ]
        return sum(self._anew(each) for each in waiting)

    def _anew(self, task_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            task = work.session.get_one(Task, task_id)
            query = moving.locked(work, task.query_id)
            work.session.refresh(task)
            line = work.session.get_one(Line, query.line_id)
            since = _since(work, line, task)
            if task.state != TaskState.OPEN or since is None:
                return False
            return new_times.sooner(work, query, task, line, since)


def _held_up(work: Work, line: Line) -> Iterator[Task]:
    """Open calls back whose time was counted over a closure that has been ended since."""
    owed = list(work.session.exec(_owed(line, work.now)))
    if not owed:
        return
    first = min(each.made_at for each in owed)
    ended = store.ended_since(work.session, line.key, Kind.CLOSURE, first)
    for task in owed:
        if any(_holds_up(each, _counted_at(work, task), task.due_at) for each in ended):
            yield task


def _owed(line: Line, now: datetime) -> Any:
    return (
        select(Task)
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Task.kind).in_(_CALLS),
            col(Task.state) == TaskState.OPEN,
            col(Task.due_at) > now,
        )
    )


def _holds_up(ended: Fact, counted_at: datetime, due: datetime) -> bool:
    """Whether a closure that was known as the time was counted lies before it, and was ended
    afterwards."""
    closure = ended.value
    known = ended.ended is not None and ended.made.at <= counted_at < ended.ended.at
    return (
        known
        and isinstance(closure, Closure)
        and touch((closure.start, closure.end), (counted_at, due))
    )


def _counted_at(work: Work, task: Task) -> datetime:
    promised = tasks.open_promise(work, task.query_id)
    return task.made_at if promised is None else promised.made_at


def _since(work: Work, line: Line, task: Task) -> datetime | None:
    """From when somebody is there for it; None where nobody is planned."""
    owner = work.session.get(Responder, task.owner_id) if task.owner_id else None
    if owner is None:
        first = leaving.anybody(work, line)
        return first.since if first else None
    if leaving.left(work, owner, task) is None:
        return work.now
    stand = leaving.instead(work, line, owner)
    times = (stand.since if stand else None, leaving.on_again(work, owner))
    return min((each for each in times if each is not None), default=None)
