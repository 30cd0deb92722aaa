"""Calls back that are nobody's yet, while nobody is on duty who could take them in time: promised
anew for when somebody is, or with the lead where nobody is planned (H23)."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from advice_line.desk.owed import call_backs, new_times
from advice_line.desk.owners import leaving
from advice_line.desk.query import moving
from advice_line.kinds import PromiseState, TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Promise, Task
from advice_line.trust.roles import SYSTEM, Action, require

_CALLS = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)
# So long before its time: until then somebody may come on for it yet.
NOTICE = timedelta(minutes=15)
_WITH_LEAD = 2


class Unclaimed:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def promise_anew(self) -> int:
        """How many calls back the lead hears of, all at once."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            late = [each.id or 0 for each in work.session.exec(_open()) if _is_late(work, each)]
        if not late:
            return 0
        # In one breath, so that the lead has one text.
        with self._ledger.work(SYSTEM.label) as work:
            return sum(_anew(work, each) for each in late)


def _open() -> Any:
    """In order of their queries, which are held in that order."""
    return (
        select(Task)
        .join(Promise, col(Promise.query_id) == col(Task.query_id))
        .where(
            col(Task.owner_id).is_(None),
            col(Task.kind).in_(_CALLS),
            col(Task.state) == TaskState.OPEN,
            col(Promise.state) == PromiseState.OPEN,
        )
        .order_by(col(Task.query_id), col(Task.id))
    )


def _is_late(work: Work, task: Task) -> bool:
    if task.due_at > work.now + NOTICE:
        return False
    stand = leaving.anybody(work, _line(work, work.session.get_one(Query, task.query_id)))
    if stand is None:
        return task.rung < _WITH_LEAD
    return stand.since > work.now and task.due_at <= stand.since


def _anew(work: Work, task_id: int) -> bool:
    task = work.session.get_one(Task, task_id)
    query = moving.locked(work, task.query_id)
    work.session.refresh(task)
    if task.state != TaskState.OPEN or task.owner_id is not None or not _is_late(work, task):
        return False
    line = _line(work, query)
    stand = leaving.anybody(work, line)
    if stand is None:
        return work.update(task, act_at=work.now)
    if not new_times.later(work, query, task, line, stand.since):
        return False
    # The lead has heard of it: the next to hear are those who are on then.
    act_at = _heard_again(work, query, line, task.due_at, stand.since)
    return work.update(task, rung=_WITH_LEAD, act_at=act_at)


def _heard_again(work: Work, query: Query, line: Line, due: datetime, since: datetime) -> datetime:
    climbs = call_backs.climbs_at(work, query, line, due)
    return min(since, climbs) if climbs > work.now else since


def _line(work: Work, query: Query) -> Line:
    return work.session.get_one(Line, query.line_id)
