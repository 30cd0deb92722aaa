"""The responder's list: what they have to write, who waits, what else they owe. No patient data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import and_, col, func, or_, select
from sqlmodel.sql.expression import Select

from advice_line.desk.countersigning import owing
from advice_line.desk.letter import letters
from advice_line.desk.mailbox import back_again
from advice_line.desk.owed import following_up, new_times, tasks
from advice_line.desk.query import moving, reading, theirs
from advice_line.desk.receipts import acknowledged, said
from advice_line.desk.staff import snoozing, who_waits
from advice_line.directory import lookups, within
from advice_line.errors import NotFound
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty, shifts
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor, require
from rota.gaps import Hole

PAGE = "page"
HOLES_WITHIN_DAYS = 7
WITH_LEAD = 2
_SAID = "said to be done"
# What a person says is done; the others are settled by what happens to the query.
FINISHED_BY_HAND = (
    TaskKind.RING_PRACTICE,
    TaskKind.CHECK_BOUNCE,
    TaskKind.RING_PROVIDER,
    TaskKind.CANNOT_ACT,
    TaskKind.NOT_FOLLOWED,
    TaskKind.FOLLOW_UP,
    TaskKind.LOST_SOUND,
    TaskKind.READ_SAID,
    TaskKind.CHECK_AWAY,
    TaskKind.CODE_CLOSED,
    TaskKind.FILE_LETTER,
    TaskKind.UNREADABLE_MAIL,
    TaskKind.TELL_REPORTER,
)
# Theirs who gave the advice, and nobody else's to call done.
AUTHORS_OWN = (TaskKind.CANNOT_ACT, TaskKind.NOT_FOLLOWED, TaskKind.READ_SAID)
# They ask whether somebody has a letter, so what was said of it stands beside them.
OF_A_LETTER = (
    TaskKind.RING_PRACTICE,
    TaskKind.CHECK_BOUNCE,
    TaskKind.RING_PROVIDER,
    TaskKind.CANNOT_ACT,
    TaskKind.CHECK_AWAY,
)
# Also by hand, and with it a new time is what was promised.
TOLD_BY_HAND = (*FINISHED_BY_HAND, TaskKind.TELL_NEW_TIME)
_BY_ITS_PAGE = (TaskKind.WRITE_SAID, TaskKind.START_ALERT, TaskKind.ADDENDUM_REQUEST)
_EVERYBODYS = (TaskKind.TELL_NEW_TIME, TaskKind.ADDENDUM_REQUEST)


@dataclass(frozen=True)
class Owed:
    """`owner` is who owes it; `number` is the requester's, `ended_at` when the call of which advice
    is owed was over; `untold` the new time that the requester is to be told; `said` the last that
    somebody said of the letter which the task is about."""

    task: Task
    query: Query
    organisation: str | None
    number: str | None
    owner: str | None
    ended_at: datetime
    untold: new_times.Untold | None
    said: acknowledged.Word | None


@dataclass(frozen=True)
class Listed:
    unwritten: tuple[Owed, ...]
    waiting: tuple[who_waits.Waiting, ...]
    to_sign: tuple[Owed, ...]
    others: tuple[Owed, ...]
    left_to_lead: tuple[Owed, ...]
    snoozed_until: datetime | None
    shift: shifts.Shift
    holes: tuple[Hole, ...]
    now: datetime


class Worklist:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def mine(self, by: Actor) -> Listed:
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            me = lookups.responder(work.session, by.responder_id or 0)
            lines = within.lines(work.session, by, Action.SEE_WORKLIST)
            listed = Listed(
                unwritten=_owed(work, _my_unwritten(work, by)),
                waiting=who_waits.all_of(work, by),
                to_sign=_to_sign(work, by, me),
                others=_owed(work, _my_others(work, by)),
                left_to_lead=_left_to_lead(work, by, me),
                snoozed_until=snoozing.until(work, by),
                shift=shifts.of(work.session, me.key if me else "", work.now),
                holes=shifts.holes(work.session, lines, work.now, HOLES_WITHIN_DAYS),
                now=work.now,
            )
            work.let_go()
            return listed

    def mark(self, by: Actor) -> str | None:
        """By which a list that has not changed since is known, for the minute in which its waits
        are shown; two reads, and nothing can be told from it. None while a call goes on, of which
        not every step is in the trail."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            if who_waits.anybody_on_the_line(work):
                return None
            newest = work.session.exec(select(func.max(TrailEntry.id))).one()
            told = f"{by.responder_id}:{newest}:{work.now:%Y-%m-%dT%H:%M}"
            return work.vault.mark(told, "worklist")

    def finish(self, by: Actor, task_id: str, token: str) -> None:
        """One of the reader's own tasks is done. Raises `errors.NotFound` for any other, and
        `errors.Conflict` with who was first."""
        require(by, Action.FINISH_OWN_TASK)
        with self._ledger.work(by.label) as work:
            task = theirs.task(work, by, Action.SEE_WORKLIST, tasks.by_id(work, task_id))
            if task is None or task.kind not in TOLD_BY_HAND or not _may_finish(work, task, by):
                raise NotFound("This is not yours to finish.")
            if inbox.receive(work, PAGE, token):
                finish(work, task, by)

    def snooze(self, by: Actor, minutes: int) -> datetime:
        """Be quiet about unwritten records for a while, but not past the end of the shift; they
        stay on the list."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            until = work.now + min(timedelta(minutes=max(1, minutes)), snoozing.LONGEST)
            me = lookups.responder(work.session, by.responder_id or 0)
            if me is not None:
                until = shifts.before_end(work.session, me.key, work.now, until)
            work.change(
                Task,
                col(Task.owner_id) == by.responder_id,
                col(Task.kind).in_(tasks.UNWRITTEN),
                col(Task.state) == TaskState.OPEN,
                act_at=until,
            )
            work.record("task.snoozed", until=until.isoformat())
            return until


def finish(work: Work, task: Task, by: Actor) -> None:
    """Somebody says that it is done. Raises `errors.Conflict` with who else was first."""
    query = moving.locked(work, task.query_id)
    said.refuse_unsaid(work, query, task)
    if not tasks.settle(work, task, by=by.responder_id, reason=_SAID):
        work.session.refresh(task)
        tasks.refuse_other(work, task, by.responder_id, _SAID)
        return
    new_times.told(work, task)
    following_up.rung(work, task, query)
    back_again.looked_into(work, task, query)


def _may_finish(work: Work, task: Task, by: Actor) -> bool:
    """What is done was on their list when the page was made, as far as anybody knows."""
    mine = _my_others(work, by).where(col(Task.id) == task.id)
    return task.state != TaskState.OPEN or work.session.exec(mine).first() is not None


def _of_tasks(work: Work, by: Actor) -> Select[Task, Query]:
    """Of the lines on which they have a list."""
    return (
        select(Task, Query)
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(Task.state) == TaskState.OPEN,
            within.of_theirs(work.session, by, Action.SEE_WORKLIST, Query.line_id),
        )
        .order_by(col(Task.due_at), col(Task.id))
    )


def _my_unwritten(work: Work, by: Actor) -> Select[Task, Query]:
    return _of_tasks(work, by).where(
        col(Task.kind) == TaskKind.WRITE_ADVICE, col(Task.owner_id) == by.responder_id
    )


def _my_others(work: Work, by: Actor) -> Select[Task, Query]:
    """Theirs, or nobody's on a query of theirs; who is to be told a new time and is nobody's to
    ring, and a report without its addendum, are everybody's."""
    own_query = col(Query.owner_id) == by.responder_id
    everybodys = or_(own_query, col(Task.kind).in_(_EVERYBODYS))
    return _of_tasks(work, by).where(
        col(Task.kind).in_((*TOLD_BY_HAND, *_BY_ITS_PAGE)),
        or_(col(Task.owner_id) == by.responder_id, and_(col(Task.owner_id).is_(None), everybodys)),
    )


def _to_sign(work: Work, by: Actor, me: Responder | None) -> tuple[Owed, ...]:
    """What awaits the reader's countersignature, and what the lead sees to that is another's; a
    text about it may be lost (H11)."""
    if me is None:
        return ()
    led = _led(work, me)
    awaiting = _owed(work, _of_tasks(work, by).where(col(Task.kind) == TaskKind.COUNTERSIGN))
    return tuple(each for each in awaiting if _is_to_sign(work, each, me, led))


def _is_to_sign(work: Work, owed: Owed, me: Responder, led: Collection[int | None]) -> bool:
    advice = letters.newest(work, owed.query.id or 0)
    if advice is None or advice.author_id == me.id:
        return False
    asked = owed.task.owner_id in (None, me.id) and owing.may_sign(advice, me)
    return asked or owed.query.line_id in led


def _led(work: Work, me: Responder) -> list[int | None]:
    return [
        line.id
        for line in lookups.lines(work.session)
        if any(lead.id == me.id for lead in on_duty.leads(work.session, line.key, work.now))
    ]


def _left_to_lead(work: Work, by: Actor, me: Responder | None) -> tuple[Owed, ...]:
    """Records that others have not written by the next morning are the lead's to see to (H09)."""
    if me is None:
        return ()
    return _owed(
        work,
        _of_tasks(work, by).where(
            col(Task.kind).in_(tasks.UNWRITTEN),
            col(Task.rung) >= WITH_LEAD,
            col(Task.owner_id) != me.id,
            col(Query.line_id).in_(_led(work, me)),
        ),
    )


def _owed(work: Work, wanted: Select[Task, Query]) -> tuple[Owed, ...]:
    found = work.session.exec(wanted).all()
    if not found:
        return ()
    ends = _call_ends(work, [query.id for _, query in found])
    names = who_waits.organisation_names(work)
    people = {person.id: person.name for person in lookups.responders(work.session)}
    return tuple(
        Owed(
            task=task,
            query=query,
            organisation=names.get(query.organisation_id),
            number=reading.call_back_number(work, query),
            owner=people.get(task.owner_id),
            ended_at=ends.get(query.id, task.made_at),
            untold=new_times.untold(work, task),
            said=_said(work, task),
        )
        for task, query in found
    )


def _said(work: Work, task: Task) -> acknowledged.Word | None:
    if task.kind not in OF_A_LETTER:
        return None
    advice = letters.newest(work, task.query_id)
    words = acknowledged.words(work, advice) if advice is not None else ()
    return words[-1] if words else None


def _call_ends(work: Work, queries: Collection[int | None]) -> dict[int | None, datetime]:
    statement = (
        select(Contact.query_id, func.max(Contact.ended_at))
        .where(col(Contact.query_id).in_(queries))
        .group_by(col(Contact.query_id))
    )
    return {query: ended for query, ended in work.session.exec(statement) if ended is not None}
