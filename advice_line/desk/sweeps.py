"""Due rows: reminders that climb, promises that break. Each due instant is a column, claimed by a
guarded update, so that any number of workers may sweep."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from advice_line.desk.alerting import differing
from advice_line.desk.owners import climbing
from advice_line.desk.questions import awaiting, ladder
from advice_line.desk.ring_back import late
from advice_line.kinds import PromiseState, TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.tasks import Promise, Task
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 100
# Of the longest due, so many are looked at.
LONGEST_DUE = 10 * BATCH
# Whose ladder is another than that of what is owed by telephone or in writing.
_LADDERS: dict[str, Callable[[Work, Task], int]] = {
    TaskKind.ANSWER_QUERY: ladder.climb,
    TaskKind.AWAIT_ANSWER: awaiting.climb,
    **dict.fromkeys(differing.KINDS, differing.climb),
}


class Sweeps:
    """Each method does what is due now and returns how much it did."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def climb_tasks(self) -> int:
        """Remind who owes something, then tell the lead."""
        return self._each(self._due_tasks, _climb)

    def break_promises(self) -> int:
        """A promised time that has passed is a broken promise, and says so (H18)."""
        return self._each(self._due_promises, late.broke)

    def next_task(self) -> datetime | None:
        return self._first(select(func.min(Task.act_at)).where(col(Task.state) == TaskState.OPEN))

    def next_promise(self) -> datetime | None:
        return self._first(
            select(func.min(Promise.due_at)).where(
                col(Promise.state) == PromiseState.OPEN, col(Promise.answered_at).is_(None)
            )
        )

    def _first(self, statement: Any) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(statement).one()
            return found

    def _each(self, due: Callable[[Work], list[int]], step: Callable[[Work, int], int]) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            rows = due(work)
        if len(rows) > BATCH:
            # After an outage so many wait that all workers would take the same ones in the same
            # order, and each would wait for the others at every row.
            rows = random.sample(rows, BATCH)  # nosec B311
        return sum(self._one(step, row) for row in rows)

    def _one(self, step: Callable[[Work, int], int], row_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            return int(step(work, row_id))

    def _due_tasks(self, work: Work) -> list[int]:
        statement = (
            select(Task.id)
            .where(col(Task.state) == TaskState.OPEN, col(Task.act_at) <= work.now)
            .order_by(col(Task.act_at))
            .limit(LONGEST_DUE)
        )
        return [row for row in work.session.exec(statement) if row is not None]

    def _due_promises(self, work: Work) -> list[int]:
        statement = (
            select(Promise.id)
            .where(
                col(Promise.state) == PromiseState.OPEN,
                col(Promise.due_at) < work.now,
                col(Promise.answered_at).is_(None),
            )
            .limit(LONGEST_DUE)
        )
        return [row for row in work.session.exec(statement) if row is not None]


def _climb(work: Work, task_id: int) -> int:
    task = work.session.get_one(Task, task_id)
    ladder = _LADDERS.get(task.kind)
    return climbing.climb(work, task_id) if ladder is None else ladder(work, task)
