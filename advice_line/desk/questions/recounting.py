"""Changed hours, holidays, closures and targets move what is owed to written questions: by the same
rule, from the same instant. Who was told an earlier time hears of the later one (H05, H21). What a
requester was asked back is due later with it: they would be rung about it while we are closed."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.owed import answers
from advice_line.desk.query import moving
from advice_line.desk.questions import telling
from advice_line.directory import lookups
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import asked_back, question_delays, question_ladder, question_targets
from advice_line.rules.question_ladder import Step
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import SYSTEM, Action, require
from rota import store

_COUNTED = (TaskKind.ANSWER_QUERY, TaskKind.AWAIT_ANSWER)
_Known = tuple[str, Mapping[str, str]]


class Recounting:
    """What it has seen is kept to spare it the work; a process that has just begun looks at all."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seen: dict[str, _Known] = {}

    def recount(self) -> int:
        """How many answers are owed by another time now."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            known = _known(work)
            changed = [key for key, each in known.items() if self._seen.get(key) != each]
            rows = [row for key in changed for row in _moved(work, key)]
        moved = sum(self._one(row) for row in rows)
        self._seen = known
        return moved

    def _one(self, task_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            task = work.session.get_one(Task, task_id)
            query = moving.locked(work, task.query_id)
            work.session.refresh(task)
            return _move(work, query, task, work.session.get_one(Line, query.line_id))


def _known(work: Work) -> dict[str, _Known]:
    versions = {each.rota.line_ref: each.rota.version for each in store.timetables(work.session)}
    lines = [each for each in lookups.lines(work.session) if each.key in versions]
    return {each.key: (versions[each.key], dict(each.targets)) for each in lines}


def _moved(work: Work, line_key: str) -> Iterator[int]:
    """A plain look, so that what stays as it is costs no lock."""
    statement = (
        select(Task, Query, Line)
        .join(Query, col(Query.id) == col(Task.query_id))
        .join(Line, col(Line.id) == col(Query.line_id))
        .where(
            col(Line.key) == line_key,
            col(Task.kind).in_(_COUNTED),
            col(Task.state) == TaskState.OPEN,
            col(Task.act_at).is_not(None),
            col(Task.due_at) > work.now,
        )
    )
    for task, query, line in work.session.exec(statement).all():
        due = _due(work, query, task, line)
        if due != task.due_at or _next_at(work, query, task, line, due) != task.act_at:
            yield task.id or 0


def _move(work: Work, query: Query, task: Task, line: Line) -> bool:
    if task.state != TaskState.OPEN or task.act_at is None or task.due_at <= work.now:
        return False
    due, before = _due(work, query, task, line), task.due_at
    act_at = _next_at(work, query, task, line, due)
    if due == before and act_at == task.act_at:
        return False
    work.update(task, due_at=due, act_at=act_at)
    if due != before:
        work.record("task.due_moved", query=query.id, subject=f"task:{task.public_id}")
        if task.kind == TaskKind.ANSWER_QUERY:
            _told_if_later(work, query, task, before)
    return True


def _told_if_later(work: Work, query: Query, task: Task, before: datetime) -> None:
    made = answers.open_delay(work, query)
    if made is not None:
        work.update(made, due_at=task.due_at)
    if task.due_at > before:
        once = f"{task.public_id}:{task.due_at.isoformat()}"
        subject = made.id if made is not None else None
        telling.asker(work, query, NoticeKind.QUESTION_LATER, once=once, subject=subject)


def _due(work: Work, query: Query, task: Task, line: Line) -> datetime:
    calendar = on_duty.calendar(work.session, line.key)
    if task.kind == TaskKind.AWAIT_ANSWER:
        urgency = answers.urgency(query)
        return asked_back.answer_due(line.targets, urgency, calendar, task.made_at)
    made = answers.open_delay(work, query)
    if made is not None:
        return question_delays.kept_open(calendar, made.due_at)
    resumed = _resumed(work, query)
    if resumed is not None:
        at, left = resumed
        return asked_back.resumed(calendar, at, left)
    return question_targets.due_at(line.targets, answers.urgency(query), calendar, task.made_at)


def _next_at(work: Work, query: Query, task: Task, line: Line, due: datetime) -> datetime | None:
    """Of what was left to the lead at closing the next step is that of its ladder."""
    if task.kind == TaskKind.AWAIT_ANSWER:
        return _reminded_at(work, task, line, due)
    if task.rung >= Step.DUE and due == task.due_at:
        return task.act_at
    calendar = on_duty.calendar(work.session, line.key)
    owed = answers.owed(work, query, task, due)
    return question_ladder.next_at(owed, calendar, work.now)


def _reminded_at(work: Work, task: Task, line: Line, due: datetime) -> datetime:
    """Whoever was asked; once, and then a person is to ring as it is due."""
    if task.rung:
        return due
    calendar = on_duty.calendar(work.session, line.key)
    return max(asked_back.reminder_at(calendar, task.made_at, due), work.now)


def _resumed(work: Work, query: Query) -> tuple[datetime, timedelta] | None:
    """When its clock began to run again, and what was left on it."""
    statement = select(AskedBack).where(
        col(AskedBack.query_id) == query.id,
        col(AskedBack.answered_at).is_not(None) | col(AskedBack.dropped_at).is_not(None),
    )
    newest = work.session.exec(statement.order_by(col(AskedBack.id).desc())).first()
    if newest is None:
        return None
    at = newest.answered_at or newest.dropped_at
    assert at is not None
    return at, timedelta(seconds=newest.left_seconds)
