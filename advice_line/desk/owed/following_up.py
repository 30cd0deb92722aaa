"""Callers whom the radiology office has to ring: it has rung them, or a radiologist is needed."""

from datetime import datetime, timedelta

from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.query import moving, theirs
from advice_line.errors import NotFound
from advice_line.kinds import CaseState, QueryState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules import working_time
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor

# In open time of the line.
WITHIN = timedelta(hours=4)
_ADVICE = "a radiologist is needed"


def due_at(work: Work, line: Line, since: datetime | None = None) -> datetime:
    begins = since or work.now
    calendar = on_duty.calendar(work.session, line.key)
    return working_time.add(calendar, begins, WITHIN) or begins + WITHIN


def text_lost(work: Work, query_id: int) -> None:
    """The text that was to bring an answer has not come: nobody has served them yet (H24)."""
    query = moving.locked(work, query_id)
    if query.state == QueryState.CLOSED:
        moving.move(work, query, QueryState.WAITING, closed_at=None)
        moving.case_is(work, query, CaseState.DRAFT)
        line = work.session.get_one(Line, query.line_id)
        tasks.owe(work, query_id, TaskKind.FOLLOW_UP, due_at(work, line))


def rung(work: Work, task: Task, query: Query) -> None:
    """They have what they wanted: nothing is owed any more."""
    if task.kind == TaskKind.FOLLOW_UP and query.owner_id is None:
        moving.move(work, query, QueryState.CLOSED, closed_at=work.now)
        moving.case_is(work, query, CaseState.WITHDRAWN)


def to_radiologist(work: Work, task_id: str, by: Actor) -> None:
    """It is advice after all, and whoever is on duty has the call back (H24), or who has taken the
    query already (H10). Raises `errors.NotFound` where it is no such task, and `errors.Conflict`
    with who else was first."""
    task = theirs.task(work, by, Action.MEND_PROBLEMS, tasks.by_id(work, task_id))
    if task is None or task.kind != TaskKind.FOLLOW_UP:
        raise NotFound("There is no such task.")
    query = moving.locked(work, task.query_id)
    work.session.refresh(task)
    if task.state != TaskState.OPEN:
        tasks.refuse_other(work, task, by.responder_id, _ADVICE)
        return
    _passed_on(work, task, query, by.responder_id)


def person_wanted(work: Work, query: Query) -> None:
    """The office was to ring a caller whose key for a person has come late: theirs is the call back
    that it asks for (H24)."""
    task = tasks.open_task(work, query.id or 0, TaskKind.FOLLOW_UP)
    if task is not None:
        _passed_on(work, task, query, None)


def _passed_on(work: Work, task: Task, query: Query, by: int | None) -> None:
    if tasks.settle(work, task, by=by, reason=_ADVICE):
        if query.owner_id is None and query.state != QueryState.WAITING:
            moving.move(work, query, QueryState.WAITING)
        call_backs.owe_contact(work, query)
