"""Whoever talked and passed the call on, or was cut off from it, writes down what they had said:
nobody else knows (H09, H11). Their words stand with the query, under their name."""

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.owed import tasks
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import Channel, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules import deadlines
from advice_line.staffing import shifts
from advice_line.tables.directory import Responder
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

FIELD = "said"
MOST = 8000
WORDS = "messages.sealed_words"


def owe(work: Work, query: Query, person: int) -> None:
    """Of each who talked there is one."""
    if owed_by(work, query, person) is not None:
        return
    due = deadlines.write_advice_due(work.now)
    key = work.session.get_one(Responder, person).key
    task = work.add(
        Task(
            query_id=query.id or 0,
            kind=TaskKind.WRITE_SAID,
            owner_id=person,
            made_at=work.now,
            due_at=due,
            act_at=shifts.before_end(work.session, key, work.now, due),
            state=TaskState.OPEN,
        )
    )
    subject = f"task:{task.public_id}"
    work.record("task.opened", query=query.id, subject=subject, kind=TaskKind.WRITE_SAID)


def owed_by(work: Work, query: Query, person: int) -> Task | None:
    return work.session.exec(
        select(Task).where(
            col(Task.query_id) == query.id,
            col(Task.kind) == TaskKind.WRITE_SAID,
            col(Task.owner_id) == person,
            col(Task.state) == TaskState.OPEN,
        )
    ).first()


def in_their_record(work: Work, query: Query, person: int) -> None:
    """The record of the whole call is theirs to write, and what they said before is in it."""
    task = owed_by(work, query, person)
    if task is not None:
        tasks.settle(work, task, by=person, reason="in the record they write")


def write(work: Work, query: Query, person: int, words: str) -> None:
    """Raises `errors.Conflict` for whoever owes nothing, and `errors.Invalid` without words."""
    task = owed_by(work, query, person)
    if task is None:
        done = tasks.newest(work, query.id or 0, TaskKind.WRITE_SAID, person)
        nothing = Conflict("Nothing that you said before is owed here.")
        raise nothing if done is None else tasks.done_already(work, done, person)
    if not words.strip():
        said = "Write what you had said. If you had said nothing to it, write that."
        raise Invalid([Problem(FIELD, said)])
    if len(words) > MOST:
        raise Invalid([Problem(FIELD, f"Keep it under {MOST} characters.")])
    work.add(
        Message(
            query_id=query.id or 0,
            at=work.now,
            kind=MessageKind.INTERNAL,
            channel=Channel.CALL,
            author_id=person,
            sealed_words=work.vault.seal(words.strip(), WORDS),
        )
    )
    tasks.settle(work, task, by=person, reason="written down")
