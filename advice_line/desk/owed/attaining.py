"""The clocks of written questions as figures are made of them: asked, wanted by, answered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from advice_line.desk.owed import answers
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules.attainment import Answer
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

# Closed without advice, or while the requester owes an answer themselves, it is no clock.
_RUNS = (col(Task.state) == TaskState.OPEN) & col(Task.act_at).is_not(None)
_ADVISED = (col(Task.state) == TaskState.DONE) & col(Task.reason).is_(None)


def of(work: Work, lines: Collection[str]) -> list[Answer]:
    """Of the lines of these keys."""
    first = _first()
    statement = (
        select(Task, Query, Line.time_zone, first.c.target_at)
        .join(Query, col(Query.id) == col(Task.query_id))
        .join(Line, col(Line.id) == col(Query.line_id))
        .outerjoin(first, first.c.task_id == col(Task.id))
        .where(col(Task.kind) == TaskKind.ANSWER_QUERY, _RUNS | _ADVISED)
        .where(col(Line.key).in_(lines))
    )
    return [
        _answer(query, task, zone, target)
        for task, query, zone, target in work.session.exec(statement).all()
    ]


def counts(work: Work) -> dict[str, int]:
    """How many were answered in and after their target, and how many are late and not answered."""
    first = _first()
    target = func.coalesce(first.c.target_at, col(Task.due_at))
    wanted = {
        "in": _ADVISED & (col(Task.settled_at) <= target),
        "after": _ADVISED & (col(Task.settled_at) > target),
        "late_open": _RUNS & (target < work.now),
    }
    counted = (
        select(func.count())
        .select_from(Task)
        .outerjoin(first, first.c.task_id == col(Task.id))
        .where(col(Task.kind) == TaskKind.ANSWER_QUERY)
    )
    return {name: work.session.exec(counted.where(each)).one() for name, each in wanted.items()}


def _first() -> Any:
    """Of what was promised later the time that the line's target had wanted."""
    earliest = func.min(col(PromisedDelay.instead_of)).label("target_at")
    grouped = select(PromisedDelay.task_id, earliest).group_by(col(PromisedDelay.task_id))
    return grouped.subquery()


def _answer(query: Query, task: Task, zone: str, target: datetime | None) -> Answer:
    return Answer(
        urgency=answers.urgency(query),
        asked_at=task.made_at,
        target_at=target or task.due_at,
        answered_at=task.settled_at,
        zone=zone,
    )
