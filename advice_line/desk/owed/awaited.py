"""What a requester was asked back and has not answered: until they have, the answer to their own
question is not due; then it is, by what was left of its time."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.owed import answers, tasks
from advice_line.desk.query import moving
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.rules import asked_back
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

ANSWERED, DROPPED, ASKED_AGAIN = "answered", "went on without it", "asked again"


def open_of(work: Work, query: Query) -> AskedBack | None:
    wanted = select(AskedBack).where(
        col(AskedBack.query_id) == query.id,
        col(AskedBack.answered_at).is_(None),
        col(AskedBack.dropped_at).is_(None),
    )
    return work.session.exec(wanted).first()


def answered(work: Work, query: Query) -> None:
    """They have written: their clock stops, and the responder's runs again."""
    asked = open_of(work, query)
    if asked is not None:
        work.update(asked, answered_at=work.now)
        _settled(work, asked, ANSWERED)
        _runs_again(work, query, asked)


def dropped(work: Work, query: Query, asked: AskedBack, by: int | None) -> None:
    """Its owner goes on without an answer."""
    work.update(asked, dropped_at=work.now)
    _settled(work, asked, DROPPED, by)
    _runs_again(work, query, asked)


def asked_again(work: Work, asked: AskedBack, by: int | None) -> None:
    """In its place something else is asked; the responder's clock stands still as before."""
    work.update(asked, dropped_at=work.now)
    _settled(work, asked, ASKED_AGAIN, by)


def _settled(work: Work, asked: AskedBack, why: str, by: int | None = None) -> None:
    tasks.settle(work, work.session.get_one(Task, asked.task_id), by=by, reason=why)
    subject = f"asked_back:{asked.public_id}"
    work.record("query.asked_back_over", query=asked.query_id, subject=subject, why=why)


def _runs_again(work: Work, query: Query, asked: AskedBack) -> None:
    moving.move(work, query, QueryState.ACCEPTED)
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    due = asked_back.resumed(calendar, work.now, timedelta(seconds=asked.left_seconds))
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if task is None:
        answers.owe(work, query, line, due, owner=query.owner_id)
    else:
        answers.runs_again(work, query, line, task, due)
