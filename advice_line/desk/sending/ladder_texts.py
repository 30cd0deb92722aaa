"""What the texts about questions that are not answered say, made from the rows as they are when
they are sent."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.owed import answers
from advice_line.desk.questions import later_words
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import labels, ladder_notices
from advice_line.rules.question_ladder import Step
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task


def _owed(work: Work, slip: Slip, url: str) -> str | None:
    """None once it is answered, or somebody else has it in its time. Whatever else waits for the
    same person is told with it."""
    query = work.session.get_one(Query, slip.query_id)
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN or task.act_at is None:
        return None
    line = work.session.get_one(Line, query.line_id)
    waiting = _waiting_for(work, line, slip.person_id)
    if len(waiting) > 1:
        (first, due), zone = waiting[0], line.time_zone
        return ladder_notices.several(len(waiting), first, due, work.now, zone, f"{url}/desk")
    return _one(work, query, task, line, slip.person_id, url)


def _one(
    work: Work, query: Query, task: Task, line: Line, person: int | None, url: str
) -> str | None:
    urgency = labels.URGENCY_ASKED[answers.urgency(query)]
    address = f"{url}/desk/{query.reference}"
    said = (urgency, task.due_at, work.now, line.time_zone, address)
    if query.owner_id is None:
        its_own = task.owner_id == person
        words = ladder_notices.is_with_you if its_own else ladder_notices.nobody_has_it
        return words(query.reference, *said)
    if query.owner_id == person:
        return ladder_notices.owner_waits(query.reference, *said)
    owner = work.session.get_one(Responder, query.owner_id)
    gone = on_duty.is_gone(work.session, line.key, owner, work.now)
    if task.rung < Step.WITH_LEAD and not gone:
        return None
    return ladder_notices.not_answered(query.reference, owner.name, *said)


def _waiting_for(work: Work, line: Line, person: int | None) -> list[tuple[str, datetime]]:
    """Of which they were to hear, and that are nobody's or theirs: the soonest due first."""
    statement = (
        select(Query.reference, Task.due_at)
        .join(Task, col(Task.query_id) == col(Query.id))
        .where(
            col(Query.line_id) == line.id,
            col(Task.kind) == TaskKind.ANSWER_QUERY,
            col(Task.state) == TaskState.OPEN,
            col(Task.act_at).is_not(None),
            col(Task.rung) > Step.TOLD,
            col(Query.owner_id).is_(None) | (col(Query.owner_id) == person),
        )
        .order_by(col(Task.due_at), col(Task.id))
    )
    return list(work.session.exec(statement).all())


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.QUESTION_OWED: _owed,
    NoticeKind.QUESTION_LATER: later_words.by_text,
}
