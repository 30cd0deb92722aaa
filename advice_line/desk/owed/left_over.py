"""What is asked for now or today and is nobody's as its line closes goes to the out-of-hours
contact of the line, where it names one (H21)."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.owed import tasks, telling
from advice_line.directory import out_of_hours
from advice_line.kinds import TaskKind
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.rules import working_time
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from rota.opening import LineCalendar


def to_be_told(work: Work, query: Query, line: Line, calendar: LineCalendar) -> bool:
    """Whether the line's contact hears of it at closing: there is one who can be reached, and they
    have not been told since the line last closed."""
    if out_of_hours.contact(line) is None:
        return False
    told: datetime | None = work.session.exec(
        select(func.max(Outgoing.made_at)).where(
            col(Outgoing.query_id) == query.id, col(Outgoing.kind) == NoticeKind.QUESTION_LEFT
        )
    ).one()
    return told is None or bool(working_time.between(calendar, told, work.now))


def tell(work: Work, query: Query, line: Line, task: Task) -> None:
    contact = out_of_hours.contact(line)
    assert contact is not None
    outbox.put(
        work,
        NoticeKind.QUESTION_LEFT,
        once=f"{NoticeKind.QUESTION_LEFT}:{task.public_id}:{work.now.isoformat()}",
        channel=contact.way,
        recipient=Recipient.OUT_OF_HOURS,
        query=query.id,
        subject=task.id,
    )
    work.record("question.left", query=query.id, subject=f"task:{task.public_id}")


def not_told(work: Work, query_id: int) -> None:
    """Nothing reaches the contact: it is the lead's by name after all (H21)."""
    query = work.session.get_one(Query, query_id)
    task = tasks.open_task(work, query_id, TaskKind.ANSWER_QUERY)
    if task is None or query.owner_id is not None:
        return
    key = work.session.get_one(Line, query.line_id).key
    for lead in on_duty.leads(work.session, key, work.now):
        tasks.hand_to(work, task, lead.id or 0)
        once = f"{task.public_id}:unreached:{work.now.isoformat()}"
        kind = NoticeKind.QUESTION_OWED
        telling.responder(work, kind, lead.id or 0, once=once, query=query_id, subject=task.id)
