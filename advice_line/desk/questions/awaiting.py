"""The ladder of an answer that a requester owes: reminded at half of their time; then a person is
to ring them, and hears of it again, the lead too: of what is urgent each half hour, of the rest
each open morning. Nothing is closed by itself."""

from datetime import datetime

from sqlmodel import col

from advice_line.desk.owed import awaited
from advice_line.desk.owed import telling as owed_telling
from advice_line.desk.query import moving
from advice_line.desk.questions import telling
from advice_line.kinds import QueryState, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import deadlines, working_time
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

REMINDED, TOLD, WITH_LEAD = 1, 2, 3


def climb(work: Work, task: Task) -> bool:
    """False when another worker has done it, or the answer has come."""
    query = moving.locked(work, task.query_id)
    asked = awaited.open_of(work, query)
    if asked is None or query.state != QueryState.ASKED_BACK:
        return _claimed(work, task, None, task.rung)
    if task.rung < REMINDED and task.due_at > work.now:
        return _remind(work, query, task, asked.public_id, asked.id)
    return _silent(work, query, task)


def _remind(work: Work, query: Query, task: Task, once: str, subject: int | None) -> bool:
    if not _claimed(work, task, task.due_at, REMINDED):
        return False
    telling.asker(work, query, NoticeKind.ASKED_BACK_REMINDER, once=once, subject=subject)
    return True


def _silent(work: Work, query: Query, task: Task) -> bool:
    line = work.session.get_one(Line, query.line_id)
    rung = WITH_LEAD if task.rung >= TOLD else TOLD
    if not _claimed(work, task, _again(work, query, line), rung):
        return False
    people = owed_telling.there_for(work, line, query.owner_id)
    if rung == WITH_LEAD or not people:
        people += [each.id for each in on_duty.leads(work.session, line.key, work.now)]
    for person in dict.fromkeys(people):
        owed_telling.responder(
            work,
            NoticeKind.ASKED_BACK_SILENT,
            person or 0,
            once=f"{task.public_id}:{work.now.isoformat()}",
            query=query.id,
            subject=task.id,
        )
    return True


def _again(work: Work, query: Query, line: Line) -> datetime:
    calendar = on_duty.calendar(work.session, line.key)
    nag = deadlines.next_call_nag(calendar, work.now)
    if query.urgency_asked in telling.TOLD_AT_ONCE:
        return nag
    return working_time.next_morning(calendar, work.now) or nag


def _claimed(work: Work, task: Task, next_at: datetime | None, rung: int) -> bool:
    claimed = work.update(
        task,
        col(Task.act_at) == task.act_at,
        col(Task.state) == TaskState.OPEN,
        act_at=next_at,
        rung=rung,
    )
    if claimed:
        subject = f"task:{task.public_id}"
        work.record("task.climbed", query=task.query_id, subject=subject, rung=rung)
    return claimed
