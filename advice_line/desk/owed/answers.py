"""The answer that is owed to a written question: since when its clock runs, and when its ladder
does something about it (`rules/question_ladder.py`)."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.owed import left_over, tasks
from advice_line.kinds import TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.rules import question_ladder
from advice_line.rules.question_ladder import Owed, Step
from advice_line.staffing import on_duty
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import DelayState


def owe(work: Work, query: Query, line: Line, due: datetime, *, owner: int | None = None) -> Task:
    """The open one, or one from now on."""
    new = Owed(work.now, due, urgency(query), Step.NEW, taken=owner is not None)
    act_at = _next_at(work, query, line, new)
    kind = TaskKind.ANSWER_QUERY
    return tasks.owe(work, query.id or 0, kind, due, owner=owner, act_at=act_at)


def runs_again(work: Work, query: Query, line: Line, task: Task, due: datetime) -> None:
    """Its clock begins anew: by `due`, with a reminder before it."""
    step = Step.TOLD if due > work.now else Step(task.rung)
    owed = Owed(work.now, due, urgency(query), step, taken=query.owner_id is not None)
    work.update(task, due_at=due, act_at=_next_at(work, query, line, owed), rung=step)
    work.record("task.due_moved", query=query.id, subject=f"task:{task.public_id}")


def open_delay(work: Work, query: Query) -> PromisedDelay | None:
    """The later time that its asker was promised and that is still to come, or to be kept."""
    return work.session.exec(
        select(PromisedDelay).where(
            col(PromisedDelay.query_id) == query.id, col(PromisedDelay.state) == DelayState.OPEN
        )
    ).first()


def settle_delay(work: Work, query: Query, state: DelayState) -> None:
    """What became of it; nothing where none stands."""
    made = open_delay(work, query)
    if made is not None and work.update(
        made, col(PromisedDelay.state) == DelayState.OPEN, state=state, settled_at=work.now
    ):
        work.record(f"delay.{state}", query=query.id, subject=f"delay:{made.public_id}")


def answered(work: Work, query: Query) -> None:
    """A later time that was promised is kept by it, where it is in that time."""
    made = open_delay(work, query)
    if made is not None:
        in_time = work.now <= made.due_at
        settle_delay(work, query, DelayState.KEPT if in_time else DelayState.BROKEN)


def owed(work: Work, query: Query, task: Task, due: datetime | None = None) -> Owed:
    """As it stands, or with another time by which it is `due`."""
    taken, step = query.owner_id is not None, Step(task.rung)
    of = Owed(since(work, task), due or task.due_at, urgency(query), step, taken)
    return with_contact(work, query, work.session.get_one(Line, query.line_id), of)


def since(work: Work, task: Task) -> datetime:
    """Whatever came last: asked, answered what was asked back, or promised later."""
    resumed = select(func.max(func.coalesce(AskedBack.answered_at, AskedBack.dropped_at))).where(
        col(AskedBack.query_id) == task.query_id
    )
    delayed = select(func.max(PromisedDelay.made_at)).where(col(PromisedDelay.task_id) == task.id)
    found: list[datetime | None] = [work.session.exec(each).one() for each in (resumed, delayed)]
    return max([task.made_at, *(each for each in found if each is not None)])


def urgency(query: Query) -> Urgency:
    """Where nobody said how urgent it is, what is not urgent."""
    return Urgency(query.urgency_asked) if query.urgency_asked else Urgency.TWO_DAYS


def with_contact(work: Work, query: Query, line: Line, owed: Owed) -> Owed:
    """Nobody is asked of what is not urgent, or somebody's."""
    if owed.taken or not owed.urgent:
        return owed
    calendar = on_duty.calendar(work.session, line.key)
    return replace(owed, contact=left_over.to_be_told(work, query, line, calendar))


def _next_at(work: Work, query: Query, line: Line, owed: Owed) -> datetime:
    calendar = on_duty.calendar(work.session, line.key)
    return question_ladder.next_at(with_contact(work, query, line, owed), calendar, work.now)
