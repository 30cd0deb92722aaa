"""Today's board of each line: what waits and for how long, what was promised, who is on, what came
in by the hour. Numbers, times and who is on: nothing of who asked or about whom.

Its counts are small and it is no figure: it is for who works on the line now, and nobody is judged
by it. What is judged stands in the audit, where counts of few are not told.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.alerting import rows as alert_rows
from advice_line.desk.guards import alarms
from advice_line.desk.owed import tasks
from advice_line.desk.staff import todays_calls
from advice_line.desk.staff.todays_calls import TodaysCalls
from advice_line.directory import within
from advice_line.kinds import PromiseState, QueryState, TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import alarm_notices
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Promise, Task
from advice_line.trust.roles import Action, Actor, require
from rota import hours

_UNTAKEN = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)
_CALLS_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)
_UNKEPT = (PromiseState.OPEN, PromiseState.BROKEN)


@dataclass(frozen=True)
class Lot:
    """`since` is when the one of them that has waited longest came; None where there is none."""

    count: int
    since: datetime | None


@dataclass(frozen=True)
class Due:
    """How many are owed, when the next is due, and how many were due before now."""

    count: int
    first: datetime | None
    late: int


@dataclass(frozen=True)
class On:
    """`tier` is "1", "2" or "lead"."""

    tier: str
    name: str
    until: datetime


@dataclass(frozen=True)
class Board:
    """`until` is when it closes or, while it is closed, opens; None where that is not known.
    `nobody_has` leaves out whoever is still on the telephone."""

    name: str
    key: str
    open: bool
    until: datetime | None
    on: Sequence[On]
    calls: TodaysCalls
    nobody_has: Lot
    call_backs: Due
    answers: Due
    records: Due
    alerts: int
    alarms: Sequence[str]


@dataclass(frozen=True)
class Seen:
    """`alarms` are of the service and not of one line."""

    boards: Sequence[Board]
    alarms: Sequence[str]
    now: datetime


class Today:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def seen(self, by: Actor) -> Seen:
        require(by, Action.SEE_TODAY)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_TODAY)
            alerts = [each.line_id for each in alert_rows.every_open(work, by, Action.SEE_TODAY)]
            return Seen(
                boards=[_board(work, line, alerts.count(line.id or 0)) for line in lines],
                alarms=_alarms(work, None),
                now=work.now,
            )


def _board(work: Work, line: Line, alerts: int) -> Board:
    calendar = on_duty.calendar(work.session, line.key)
    is_open = hours.is_open(calendar, work.now)
    turn = hours.next_closing if is_open else hours.next_opening
    answers = _owed(work, line, (TaskKind.ANSWER_QUERY,), col(Task.act_at).is_not(None))
    return Board(
        name=line.name,
        key=line.key,
        open=is_open,
        until=turn(calendar, work.now),
        on=[
            On(each.tier, each.responder.name, each.until)
            for each in on_duty.who(work.session, line.key, work.now)
        ],
        calls=todays_calls.of(work, line, calendar),
        nobody_has=_nobody_has(work, line),
        call_backs=_call_backs(work, line),
        answers=_due(work, [task.due_at for task in answers]),
        records=_due(work, [task.due_at for task in _owed(work, line, tasks.UNWRITTEN)]),
        alerts=alerts,
        alarms=_alarms(work, line),
    )


def _nobody_has(work: Work, line: Line) -> Lot:
    on_the_line = select(Contact.query_id).where(
        col(Contact.ended_at).is_(None), col(Contact.doubted_at).is_(None)
    )
    wanted = select(func.count(), func.min(Query.received_at)).where(
        col(Query.line_id) == line.id,
        col(Query.state).in_(_UNTAKEN),
        col(Query.id).not_in(on_the_line),
    )
    return Lot(*work.session.exec(wanted).one())


def _call_backs(work: Work, line: Line) -> Due:
    """By the time that was promised, or when it is owed where none was."""
    owed = _owed(work, line, _CALLS_OWED)
    statement = (
        select(Promise.query_id, func.max(Promise.due_at))
        .where(
            col(Promise.query_id).in_([task.query_id for task in owed]),
            col(Promise.state).in_(_UNKEPT),
        )
        .group_by(col(Promise.query_id))
    )
    promised = dict(work.session.exec(statement).all())
    return _due(work, [promised.get(task.query_id, task.due_at) for task in owed])


def _owed(
    work: Work, line: Line, kinds: Collection[TaskKind], *only: ColumnElement[bool]
) -> list[Task]:
    statement = (
        select(Task)
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(Task.state) == TaskState.OPEN,
            col(Task.kind).in_(kinds),
            col(Query.line_id) == line.id,
            *only,
        )
    )
    return list(work.session.exec(statement))


def _due(work: Work, times: Collection[datetime]) -> Due:
    return Due(len(times), min(times, default=None), sum(each < work.now for each in times))


def _alarms(work: Work, line: Line | None) -> list[str]:
    return [
        alarm_notices.sentence(AlarmKind(each.kind), line.name if line else None, each.facts)
        for each in alarms.shown(work)
        if each.gone_at is None and each.line_id == (line.id if line else None)
    ]
