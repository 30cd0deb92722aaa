"""What somebody had said outside their scope, and wrote down after a colleague had signed: the
signer knew nothing of it, and reads it (H11)."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.owed import tasks, telling
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import scopes
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

WITHIN = timedelta(hours=1)


def owe(work: Work, query: Query, person: int) -> None:
    """By whoever signed last. Who signs later has it before them as they write."""
    if not _outside(work, query, person):
        return
    newest = work.session.exec(
        select(Advice).where(col(Advice.query_id) == query.id).order_by(col(Advice.version).desc())
    ).first()
    if newest is not None and newest.author_id != person:
        due = work.now + WITHIN
        task = tasks.owe(work, query.id or 0, TaskKind.READ_SAID, due, owner=newest.author_id)
        tell(work, task, newest.author_id, once=task.public_id)


def tell(work: Work, task: Task, person: int, *, once: str) -> None:
    """The signer, and the lead once they have not read it in time."""
    kind, query = NoticeKind.READ_SAID_OWED, task.query_id
    telling.responder(work, kind, person, once=once, query=query, subject=task.id)


def _outside(work: Work, query: Query, person: int) -> bool:
    tag = query.outside_scope
    if tag is None:
        return False
    covered = scopes.covers(work.session.get_one(Responder, person).scope, tag)
    return query.outside_scope_by_id == person or not covered
