"""What somebody owes when they leave passes on: a call back goes to whoever is on, and is theirs
once they take it; not taken in time it goes to the lead. Its owner stays who it was until then.

A promised time that cannot be kept is moved, and the requester hears of it. Records stay with those
who spoke, for nobody else knows what was said: the lead hears of them at once (H23).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.owed import new_times, tasks, telling
from advice_line.desk.owners import leaving, left_in_writing
from advice_line.desk.query import moving
from advice_line.kinds import QueryState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rota_kinds import HandOverState, Leaving
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import HandOver, Task
from rota.duty import Timetable

CALLS = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)
# How long those who are on have to take it, and how long before its time the lead must know.
TAKEN_WITHIN = timedelta(minutes=15)
LEAD_NEEDS = timedelta(minutes=10)
AT_LEAST = timedelta(minutes=5)
# Of these nobody else can have the query; what is left to be done of them is the lead's.
_PASSES = (QueryState.WAITING, QueryState.ACCEPTED, QueryState.ASKED_BACK)
WITH_LEAD = 2
_WAITS = (col(HandOver.state) == HandOverState.OPEN, col(Task.state) == TaskState.OPEN)


def owed_by(work: Work, owner: Responder, *kinds: TaskKind) -> list[Task]:
    """Their open tasks of these kinds, the soonest due first."""
    wanted = (
        select(Task)
        .where(
            col(Task.owner_id) == owner.id,
            col(Task.state) == TaskState.OPEN,
            col(Task.kind).in_(kinds),
        )
        .order_by(col(Task.due_at), col(Task.id))
    )
    return list(work.session.exec(wanted))


def open_of(work: Work, query: Query) -> HandOver | None:
    """The hand-over of a call back of this query that nobody has taken yet."""
    wanted = (
        select(HandOver)
        .join(Task, col(Task.id) == col(HandOver.task_id))
        .where(col(Task.query_id) == query.id, *_WAITS)
    )
    return work.session.exec(wanted).first()


def may_be_taken(work: Work, query: Query) -> bool:
    """Whether somebody else may take what has an owner: it waits to be taken, or they are away and
    keep a call back until they are there again, which may be too late for who waits."""
    if open_of(work, query) is not None or left_in_writing.may_be_taken(work, query):
        return True
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    if owner is None or query.state not in _PASSES:
        return False
    owed = [each for each in owed_by(work, owner, *CALLS) if each.query_id == query.id]
    return any(leaving.left(work, owner, each) == Leaving.ABSENCE for each in owed)


def queries_passing_on(work: Work) -> set[int]:
    """The ids of those of which a call back waits for somebody to take it."""
    wanted = (
        select(Task.query_id).join(HandOver, col(HandOver.task_id) == col(Task.id)).where(*_WAITS)
    )
    return set(work.session.exec(wanted))


def _of_task(work: Work, task: Task) -> HandOver | None:
    wanted = select(HandOver).where(
        col(HandOver.task_id) == task.id, col(HandOver.state) == HandOverState.OPEN
    )
    return work.session.exec(wanted).first()


def anything(work: Work, owner: Responder, on: Sequence[Timetable]) -> bool:
    """A plain look on these rotas, so that who is there for all they owe costs no lock."""
    owed = owed_by(work, owner, *CALLS)
    gone = [each for each in owed if leaving.left(work, owner, each, on) is not None]
    passes = any(_cause(work, owner, each) or _keeps_from(work, owner, each) for each in gone)
    if passes or any(
        _unwritten_by_who_left(work, owner, each, on) for each in _records(work, owner)
    ):
        return True
    due = select(HandOver.id).where(
        col(HandOver.from_id) == owner.id,
        col(HandOver.state) == HandOverState.OPEN,
        col(HandOver.act_at) <= work.now,
    )
    return work.session.exec(due).first() is not None


def begin(work: Work, owner: Responder) -> int:
    """Put what they owe and are no longer there for before whoever is; how much that is."""
    calls = [each for each in owed_by(work, owner, *CALLS) if _pass(work, owner, each)]
    if calls:
        _tell(work, NoticeKind.OWED_ON_LEAVING, owner, owner, calls[0])
    late = sum(_keep_later(work, owner, each) for each in owed_by(work, owner, *CALLS))
    return len(calls) + late + sum(_unwritten(work, owner, each) for each in _records(work, owner))


def taken(work: Work, hand_over: HandOver, taker: Responder) -> None:
    """They have it now, and whoever left owes it no more."""
    if settle(work, hand_over, HandOverState.ACCEPTED, taken_by_id=taker.id):
        tasks.pass_to(work, work.session.get_one(Task, hand_over.task_id), taker.id)


def climb(work: Work, owner: Responder) -> int:
    """What nobody has taken in time is the lead's; unless it is done, or its owner is back."""
    due = select(HandOver).where(
        col(HandOver.from_id) == owner.id,
        col(HandOver.state) == HandOverState.OPEN,
        col(HandOver.act_at) <= work.now,
    )
    return sum(_climb(work, each, owner) for each in work.session.exec(due).all())


def settle(
    work: Work, hand_over: HandOver, state: HandOverState, taken_by_id: int | None = None
) -> bool:
    settled = work.update(
        hand_over,
        col(HandOver.state) == HandOverState.OPEN,
        state=state,
        taken_by_id=taken_by_id,
        settled_at=work.now,
        act_at=None,
    )
    if settled:
        work.record(f"hand_over.{state}", subject=f"hand_over:{hand_over.public_id}")
    return settled


def _climb(work: Work, hand_over: HandOver, owner: Responder) -> bool:
    task = work.session.get_one(Task, hand_over.task_id)
    # The query first, as whoever claims it holds them.
    moving.locked(work, task.query_id)
    theirs = task.state == TaskState.OPEN and task.owner_id == owner.id
    if not theirs or leaving.left(work, owner, task) is None:
        return settle(work, hand_over, HandOverState.OVER)
    return _to_lead(work, hand_over, task, owner)


def _pass(work: Work, owner: Responder, task: Task) -> bool:
    cause = _cause(work, owner, task)
    if cause is None:
        return False
    query = moving.locked(work, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    stand = leaving.instead(work, line, owner)
    since = work.now if stand is None else stand.since
    if task.due_at < since + LEAD_NEEDS:
        new_times.later(work, query, task, line, since)
    hand_over = _opened(work, owner, task, cause, _act_at(task, since))
    if stand is None or query.state not in _PASSES:
        return _to_lead(work, hand_over, task, owner)
    for each in stand.people:
        _tell(work, NoticeKind.OWED_OFFERED, each, owner, task, after=stand.since)
    return True


def _cause(work: Work, owner: Responder, task: Task) -> Leaving | None:
    """Why it passes on; None where it has begun to, or stays theirs: they are there, or on again as
    soon as anybody."""
    cause = leaving.left(work, owner, task)
    if cause is None or _of_task(work, task) is not None:
        return None
    query = work.session.get_one(Query, task.query_id)
    stand = leaving.instead(work, work.session.get_one(Line, query.line_id), owner)
    if stand is None and cause == Leaving.SHIFT_END and task.rung >= WITH_LEAD:
        # The lead has it and there is nobody else: it would go to and fro between leads.
        return None
    keeps = cause != Leaving.DISABLED and leaving.back_by_then(work, owner, stand)
    return None if keeps else cause


def _keep_later(work: Work, owner: Responder, task: Task) -> bool:
    """It stays theirs, and is promised anew for when they are there again."""
    since = _keeps_from(work, owner, task)
    if since is None:
        return False
    query = moving.locked(work, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    return new_times.later(work, query, task, line, since)


def _keeps_from(work: Work, owner: Responder, task: Task) -> datetime | None:
    """From when they are there again for what stays theirs, where that is too late for its time."""
    left = leaving.left(work, owner, task) is not None
    if not left or _of_task(work, task) is not None or _cause(work, owner, task) is not None:
        return None
    since = leaving.on_again(work, owner)
    too_late = since is not None and since > work.now and task.due_at <= since
    promised = too_late and tasks.open_promise(work, task.query_id) is not None
    return since if promised else None


def _records(work: Work, owner: Responder) -> list[Task]:
    """What they have not written and the lead has not heard of."""
    unwritten = owed_by(work, owner, *tasks.UNWRITTEN)
    return [each for each in unwritten if each.rung < WITH_LEAD]


def _unwritten(work: Work, owner: Responder, task: Task) -> bool:
    if not _unwritten_by_who_left(work, owner, task):
        return False
    query = work.session.get_one(Query, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    work.update(task, rung=WITH_LEAD)
    work.record("task.climbed", query=query.id, subject=f"task:{task.public_id}", rung=WITH_LEAD)
    for each in on_duty.leads(work.session, line.key, work.now, besides=owner.id):
        _tell(work, NoticeKind.UNWRITTEN_TO_LEAD, each, owner, task)
    return True


def _unwritten_by_who_left(
    work: Work, owner: Responder, task: Task, on: Sequence[Timetable] | None = None
) -> bool:
    """Nobody else can write it, and who is away or may not any more will not: the lead hears."""
    return leaving.left(work, owner, task, on) in (Leaving.ABSENCE, Leaving.DISABLED)


def _opened(work: Work, owner: Responder, task: Task, cause: Leaving, act_at: datetime) -> HandOver:
    hand_over = work.add(
        HandOver(
            task_id=task.id or 0,
            from_id=owner.id or 0,
            cause=cause,
            made_at=work.now,
            act_at=act_at,
            state=HandOverState.OPEN,
        )
    )
    subject = f"hand_over:{hand_over.public_id}"
    work.record("hand_over.begun", query=task.query_id, subject=subject, cause=cause)
    return hand_over


def _act_at(task: Task, since: datetime) -> datetime:
    wanted = min(since + TAKEN_WITHIN, task.due_at - LEAD_NEEDS)
    return max(wanted, since + AT_LEAST)


def _to_lead(work: Work, hand_over: HandOver, task: Task, owner: Responder) -> bool:
    """The task is the lead's; the query is free for whoever takes it first."""
    if not settle(work, hand_over, HandOverState.WITH_LEAD):
        return False
    query = moving.locked(work, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    leads = on_duty.leads(work.session, line.key, work.now, besides=owner.id)
    if query.state == QueryState.ACCEPTED:
        moving.move(work, query, QueryState.WAITING, owner_id=None)
    lead = leads[0].id if leads else None
    # Of a lead who is away it passes on at once, and has its new time by that.
    there = leads and leads[0].key not in on_duty.away(work.session, line.key, work.now)
    if there and task.due_at < work.now + LEAD_NEEDS:
        new_times.later(work, query, task, line, work.now)
    work.update(task, rung=WITH_LEAD)
    tasks.pass_to(work, task, lead)
    new_times.pass_to(work, task.query_id, lead)
    for each in leads:
        _tell(work, NoticeKind.OWED_TO_LEAD, each, owner, task)
    return True


def _tell(
    work: Work,
    kind: NoticeKind,
    to: Responder,
    owner: Responder,
    task: Task,
    after: datetime | None = None,
) -> None:
    """One notice for all that this person leaves at once."""
    telling.responder(
        work,
        kind,
        to.id or 0,
        once=f"{owner.id}:{work.now.isoformat()}",
        query=task.query_id,
        subject=owner.id,
        after=after,
    )
