"""The radiology office's door: what is owed and what did not get through, without patient data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import CallReason
from advice_line.desk.alerting import rows as alert_rows
from advice_line.desk.mailbox import waiting
from advice_line.desk.messages import spoken
from advice_line.desk.owed import following_up, new_times, tasks, tracing
from advice_line.desk.owners import taking
from advice_line.desk.query import moving, reading, theirs
from advice_line.desk.staff import (
    keys_said,
    opening,
    texts_unread,
    undelivered,
    who_waits,
    worklist,
)
from advice_line.desk.staff.worklist import AUTHORS_OWN, HOLES_WITHIN_DAYS, TOLD_BY_HAND
from advice_line.desk.tracers import office as tracers
from advice_line.directory import lookups, within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.record_kinds import ClosedAs
from advice_line.rules import closing
from advice_line.staffing import shifts
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor, require
from rota.gaps import Hole

PAGE = "page"
MOST_SHOWN = 200
_DONE_HERE = tuple(each for each in TOLD_BY_HAND if each not in AUTHORS_OWN)
# Who has to be rung for these, the office may ring as well.
_RUNG = (
    TaskKind.RING_PRACTICE,
    TaskKind.CHECK_BOUNCE,
    TaskKind.RING_PROVIDER,
    TaskKind.RING_BACK,
    TaskKind.TELL_NEW_TIME,
    TaskKind.FOLLOW_UP,
    TaskKind.LOST_SOUND,
    TaskKind.CHECK_AWAY,
    TaskKind.CODE_CLOSED,
)


@dataclass(frozen=True)
class Owed:
    """`number` is where the requester may be rung, for tasks that need it; `untold` the new time
    that they are to be told; `message` that a caller
    who left no number left a message; `to_type` are messages nobody has written down; `by_key` what
    they said by a key when they rang; `unread` are texts that came since and that no responder has
    read who is to; `late_entry` that it was taken on paper,
    `during_outage` that it came while nothing of ours answered."""

    task: Task
    reference: str
    organisation: str | None
    owner: str | None
    number: str | None
    untold: new_times.Untold | None
    message: bool
    can_finish: bool
    can_pass_on: bool
    can_trace: bool
    can_close: bool
    to_type: tuple[str, ...]
    by_key: tuple[CallReason, ...]
    unread: texts_unread.Unread | None
    late_entry: bool
    during_outage: bool


@dataclass(frozen=True)
class Desk:
    owed: tuple[Owed, ...]
    holes: tuple[Hole, ...]
    not_through: int
    quarantined: int
    alerts: int
    untraced: int
    now: datetime


class Office:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def owed(self, by: Actor) -> Desk:
        """Every open task, the most overdue first."""
        require(by, Action.SEE_PROBLEMS)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_PROBLEMS)
            desk = Desk(
                owed=tuple(_owed(work, by)),
                holes=shifts.holes(work.session, lines, work.now, HOLES_WITHIN_DAYS),
                quarantined=waiting.count(work, by),
                alerts=len(alert_rows.every_open(work, by, Action.SEE_PROBLEMS)),
                untraced=tracers.count(work, by),
                not_through=undelivered.count(work, by),
                now=work.now,
            )
            work.let_go()
            return desk

    def finish(self, by: Actor, task_id: str, token: str) -> None:
        """An administrative task is done. Raises `errors.NotFound`, and `errors.Conflict` with who
        was first."""
        require(by, Action.MEND_PROBLEMS)
        with self._ledger.work(by.label) as work:
            task = theirs.task(work, by, Action.MEND_PROBLEMS, tasks.by_id(work, task_id))
            if task is None or task.kind not in _DONE_HERE:
                raise NotFound("There is no such task.")
            if inbox.receive(work, PAGE, token):
                worklist.finish(work, task, by)

    def to_radiologist(self, by: Actor, task_id: str, token: str) -> None:
        """A caller whom the office was to ring needs advice. Raises `errors.NotFound`, and
        `errors.Conflict` with who was first."""
        require(by, Action.MEND_PROBLEMS)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                following_up.to_radiologist(work, task_id, by)

    def number_found(self, by: Actor, task_id: str, number: str, token: str) -> None:
        """The number of a caller who left none, whoever has the query. Raises `errors.NotFound`,
        `errors.Invalid` for what is no number, and `errors.Conflict` with who was first."""
        require(by, Action.TRACE_CALLER)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                query = _to_trace(work, by, task_id)
                tracing.found(work, query, number, by=by.responder_id)

    def untraceable(
        self, by: Actor, task_id: str, reason: str, token: str, how: str = ClosedAs.UNREACHABLE
    ) -> None:
        """A caller who cannot be found: their query is closed, by a person with a reason.

        Raises `errors.NotFound`, `errors.Invalid` without a reason, and `errors.Conflict` where
        somebody was first, where a responder has the query, or where a message was left that only
        a responder may hear.
        """
        require(by, Action.TRACE_CALLER)
        if not reason.strip():
            raise Invalid([Problem("reason", "Say why the caller cannot be found.")])
        why = closing.read(how, reason)
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                return
            query = _to_trace(work, by, task_id)
            person = work.session.get_one(Responder, by.responder_id)
            if reading.message_left(work, query) and not by.may(Action.SEE_QUERY):
                raise Conflict("The caller left a message. A responder has to hear it first.")
            live = opening.going_on(work, query)
            taking.close(work, query, person, why, going_on=live)


def _owed(work: Work, by: Actor) -> Iterator[Owed]:
    people = {person.id: person.name for person in lookups.responders(work.session)}
    practices = who_waits.organisation_names(work)
    found = work.session.exec(
        select(Task, Query)
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(Task.state) == TaskState.OPEN,
            within.of_theirs(work.session, by, Action.SEE_PROBLEMS, Query.line_id),
        )
        .order_by(col(Task.due_at), col(Task.id))
        .limit(MOST_SHOWN)
    ).all()
    keyed = keys_said.of(work, [query.id for _, query in found])
    unread = texts_unread.of(work, [query.id for _, query in found])
    for task, query in found:
        trace = task.kind == TaskKind.TRACE_CALLER and by.may(Action.TRACE_CALLER)
        message = trace and reading.message_left(work, query)
        yield Owed(
            task=task,
            reference=query.reference,
            organisation=practices.get(query.organisation_id),
            owner=people.get(task.owner_id),
            number=reading.call_back_number(work, query) if task.kind in _RUNG else None,
            untold=new_times.untold(work, task),
            message=message,
            can_finish=task.kind in _DONE_HERE and by.may(Action.MEND_PROBLEMS),
            can_pass_on=task.kind == TaskKind.FOLLOW_UP and by.may(Action.MEND_PROBLEMS),
            can_trace=trace,
            can_close=trace and _may_close(work, by, query, message=message),
            to_type=tuple(_to_type(work, by, task)),
            by_key=keyed.get(query.id, ()),
            unread=unread.get(query.id),
            late_entry=query.late_entry,
            during_outage=query.during_outage,
        )


def _to_type(work: Work, by: Actor, task: Task) -> Iterator[str]:
    """The public ids of the sounds that nobody has written down yet."""
    if task.kind == TaskKind.TYPE_MESSAGE and by.may(Action.TYPE_MESSAGE):
        yield from (each.public_id for each in spoken.untyped(work, task.query_id))


def _may_close(work: Work, by: Actor, query: Query, *, message: bool) -> bool:
    person = work.session.get_one(Responder, by.responder_id)
    heard = not message or by.may(Action.SEE_QUERY)
    return heard and taking.may_close(query, person, going_on=opening.going_on(work, query))


def _to_trace(work: Work, by: Actor, task_id: str) -> Query:
    """The query whose caller is to be traced, locked. Raises `errors.NotFound`, and
    `errors.Conflict` with who was first."""
    task = theirs.task(work, by, Action.TRACE_CALLER, tasks.by_id(work, task_id))
    if task is None or task.kind != TaskKind.TRACE_CALLER:
        raise NotFound("There is no such task.")
    query = moving.locked(work, task.query_id)
    # Asked after the wait for the lock: the number may have been found meanwhile.
    work.session.refresh(task)
    if task.state != TaskState.OPEN:
        raise tasks.done_already(work, task, by.responder_id)
    return query
