"""Advice that was spoken outside its author's scope is recorded as given and marked until somebody
in whose scope it is has signed for it (H11). They and the lead hear of it at once."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.call_kinds import ColleagueState
from advice_line.desk.owed import tasks, telling
from advice_line.kinds import ContactEnded, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import scopes
from advice_line.staffing import answerable, on_duty
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query
from advice_line.tables.rooms import Colleague, Room
from advice_line.tables.tasks import Task

# Advice that may be wrong is being acted upon: it is looked at within the hour.
WITHIN = timedelta(hours=1)


def was_spoken(work: Work, query: Query) -> bool:
    """They talked: on a call of the line, or on the responder's own telephone."""
    talked = select(Contact.id).where(
        col(Contact.query_id) == query.id, col(Contact.ended) == ContactEnded.TALKED
    )
    rang = select(Task.id).where(
        col(Task.query_id) == query.id,
        col(Task.kind) == TaskKind.RING_BACK,
        col(Task.state) == TaskState.DONE,
        col(Task.settled_by_id).is_not(None),
        col(Task.reason).is_distinct_from(tasks.QUERY_CLOSED),
    )
    return any(work.session.exec(each).first() is not None for each in (talked, rang))


def owe(work: Work, query: Query, advice: Advice) -> None:
    """For whoever joined the talk for it, else somebody in whose scope it is, else the lead."""
    line = work.session.get_one(Line, query.line_id)
    signer = _signer(work, query, line, advice)
    task = tasks.owe(
        work,
        query.id or 0,
        TaskKind.COUNTERSIGN,
        work.now + WITHIN,
        owner=signer.id if signer else None,
    )
    work.record("advice.to_countersign", query=query.id, subject=f"advice:{advice.public_id}")
    tell(work, task, line, advice, once=advice.public_id)


def tell(work: Work, task: Task, line: Line, advice: Advice | None, *, once: str) -> None:
    """Who is to sign, and the lead; never its author."""
    leads = [each.id for each in on_duty.leads(work.session, line.key, work.now)]
    author = advice.author_id if advice else None
    for person in dict.fromkeys([task.owner_id, *leads]):
        if person is not None and person != author:
            telling.responder(
                work,
                NoticeKind.COUNTERSIGN_OWED,
                person,
                once=once,
                query=task.query_id,
                subject=task.id,
            )


def may_sign(advice: Advice, person: Responder) -> bool:
    """Somebody else, in whose scope it is; where nobody has said what it belongs to, somebody who
    answers about everything."""
    if person.id == advice.author_id:
        return False
    tag = advice.scope_tag
    return scopes.covers(person.scope, tag) if tag else not person.scope


def _signer(work: Work, query: Query, line: Line, advice: Advice) -> Responder | None:
    joined = _joined(work, query)
    people = answerable.who(work.session, line.key, work.now)
    away = on_duty.away(work.session, line.key, work.now)
    fit = [each for each in people if may_sign(advice, each) and each.key not in away]
    return next((each for each in fit if each.id in joined), next(iter(fit), None))


def _joined(work: Work, query: Query) -> set[int]:
    statement = (
        select(Colleague.responder_id)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .where(
            col(Room.query_id) == query.id,
            col(Colleague.state).in_((ColleagueState.JOINED, ColleagueState.LEFT)),
        )
    )
    return set(work.session.exec(statement))
