"""What is owed for a query: promises told to the requester, tasks a person still has to do."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from advice_line.errors import Conflict
from advice_line.kinds import PromiseState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules import written
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Promise, Task

# What is owed in writing: the record, and what somebody had said who then passed the call on.
QUERY_CLOSED = "query closed"
UNWRITTEN = (TaskKind.WRITE_ADVICE, TaskKind.WRITE_SAID)
# Owed about an issued report, whatever becomes of the query by which it was seen.
OF_A_REPORT = (TaskKind.START_ALERT, TaskKind.ADDENDUM_REQUEST, TaskKind.TELL_REPORTER)
# Broken ones too: they are rung for while a time is set for it.
RUNG = (PromiseState.OPEN, PromiseState.BROKEN)


def owe(
    work: Work,
    query_id: int,
    kind: TaskKind,
    due_at: datetime,
    *,
    owner: int | None = None,
    act_at: datetime | None = None,
) -> Task:
    """The open task of this kind for the query: made now unless it stands already."""
    there = open_task(work, query_id, kind)
    if there is not None:
        return there
    task = work.add(
        Task(
            query_id=query_id,
            kind=kind,
            owner_id=owner,
            made_at=work.now,
            due_at=due_at,
            act_at=act_at or due_at,
            state=TaskState.OPEN,
        )
    )
    work.record("task.opened", query=query_id, subject=f"task:{task.public_id}", kind=kind)
    return task


def open_task(work: Work, query_id: int, kind: TaskKind) -> Task | None:
    return work.session.exec(
        select(Task).where(
            col(Task.query_id) == query_id,
            col(Task.kind) == kind,
            col(Task.state) == TaskState.OPEN,
        )
    ).first()


def newest(work: Work, query_id: int, kind: TaskKind, owner: int | None = None) -> Task | None:
    """The last one of this kind, of this owner's where one is named, done or not."""
    statement = (
        select(Task)
        .where(col(Task.query_id) == query_id, col(Task.kind) == kind)
        .order_by(col(Task.id).desc())
    )
    if owner is not None:
        statement = statement.where(col(Task.owner_id) == owner)
    return work.session.exec(statement).first()


def by_id(work: Work, public_id: str) -> Task | None:
    return work.session.exec(select(Task).where(col(Task.public_id) == public_id)).first()


def settle(work: Work, task: Task, *, by: int | None = None, reason: str | None = None) -> bool:
    """Done; False when somebody settled it before."""
    settled = work.update(
        task,
        col(Task.state) == TaskState.OPEN,
        state=TaskState.DONE,
        settled_at=work.now,
        settled_by_id=by,
        reason=reason,
        act_at=None,
    )
    if settled:
        work.record("task.settled", query=task.query_id, subject=f"task:{task.public_id}")
    return settled


def done_already(work: Work, task: Task, by: int | None) -> Conflict:
    """Of a task that is settled: who was first, when and how, for whoever comes second."""
    query = work.session.get_one(Query, task.query_id)
    zone = work.session.get_one(Line, query.line_id).time_zone
    at = written.moment(task.settled_at or work.now, work.now, zone)
    how = f": {task.reason}." if task.reason else "."
    if task.settled_by_id is None:
        return Conflict(f"This was settled already ({at}){how}")
    if task.settled_by_id == by:
        return Conflict(f"You were first yourself ({at}){how}")
    who = work.session.get_one(Responder, task.settled_by_id).name
    return Conflict(f"{who} was first ({at}){how}")


def refuse_other(work: Work, task: Task, by: int | None, reason: str | None) -> None:
    """Whoever has done this very thing themselves has pressed once more, and nothing is wrong.
    Raises `errors.Conflict` with who was first, or with what else they had done."""
    if by is None or (task.settled_by_id, task.reason) != (by, reason):
        raise done_already(work, task, by)


def settle_kind(
    work: Work, query_id: int, kind: TaskKind, *, by: int | None = None, reason: str | None = None
) -> None:
    task = open_task(work, query_id, kind)
    if task is not None:
        settle(work, task, by=by, reason=reason)


def settle_all(work: Work, query_id: int, *, by: int | None, reason: str) -> None:
    """Save what others have to write down of what they said, for nobody else knows it (H09), and
    what is owed about an issued report."""
    for task in work.session.exec(
        select(Task).where(col(Task.query_id) == query_id, col(Task.state) == TaskState.OPEN)
    ).all():
        if task.kind in OF_A_REPORT:
            continue
        if task.kind != TaskKind.WRITE_SAID or task.owner_id == by:
            settle(work, task, by=by, reason=reason)


def hand_to(work: Work, task: Task, owner_id: int) -> bool:
    """Give an open task an owner; False when it has one or is settled."""
    given = work.update(
        task,
        col(Task.state) == TaskState.OPEN,
        col(Task.owner_id).is_(None),
        owner_id=owner_id,
    )
    if given:
        work.record("task.owned", query=task.query_id, subject=f"task:{task.public_id}")
    return given


def pass_to(work: Work, task: Task, owner_id: int | None) -> bool:
    """An open task is somebody else's from now on, or nobody's; False when it is settled or theirs
    already."""
    passed = work.update(
        task,
        col(Task.state) == TaskState.OPEN,
        col(Task.owner_id).is_distinct_from(owner_id),
        owner_id=owner_id,
    )
    if passed:
        work.record("task.owned", query=task.query_id, subject=f"task:{task.public_id}")
    return passed


def promise(work: Work, query_id: int, due_at: datetime) -> Promise:
    """The query's open promise: made now unless one stands already."""
    there = open_promise(work, query_id)
    if there is not None:
        return there
    made = work.add(
        Promise(query_id=query_id, made_at=work.now, due_at=due_at, state=PromiseState.OPEN)
    )
    work.record("promise.made", query=query_id, subject=f"promise:{made.public_id}")
    return made


def promise_again(work: Work, old: Promise) -> None:
    """It is this one that stands after all, for they heard of no other."""
    never_heard(work, old.query_id)
    work.update(old, state=PromiseState.OPEN, settled_at=None)
    work.record("promise.stands", query=old.query_id, subject=f"promise:{old.public_id}")


def open_promise(work: Work, query_id: int) -> Promise | None:
    return work.session.exec(
        select(Promise).where(
            col(Promise.query_id) == query_id, col(Promise.state) == PromiseState.OPEN
        )
    ).first()


def rung_for(work: Work, query_id: int) -> Promise | None:
    """The promise for which the system rings: the open one, or one that broke a little ago."""
    newest = newest_promise(work, query_id)
    return rung_for_of([newest]) if newest is not None else None


def rung_for_of(promises: Sequence[Promise]) -> Promise | None:
    """The same among those of one query, the oldest first."""
    newest = next((each for each in reversed(promises) if each.state in RUNG), None)
    if newest is None or newest.state == PromiseState.OPEN or newest.ring_at is not None:
        return newest
    return None


def newest_promise(work: Work, query_id: int) -> Promise | None:
    """The last one that was not withdrawn or kept."""
    return work.session.exec(
        select(Promise)
        .where(col(Promise.query_id) == query_id, col(Promise.state).in_(RUNG))
        .order_by(col(Promise.id).desc())
    ).first()


def settle_promise(work: Work, query_id: int, state: PromiseState) -> PromiseState | None:
    """What became of the open promise. One whose time has passed is broken, whatever is said of it
    now and whether or not a worker has looked since; once broken it stays so."""
    promised = open_promise(work, query_id)
    if promised is None:
        return None
    passed = promised.due_at < (promised.answered_at or work.now)
    became = PromiseState.BROKEN if passed else state
    return became if _became(work, promised, became, of=(PromiseState.OPEN,)) else None


def never_heard(work: Work, query_id: int) -> None:
    """The open promise was told to nobody: it cannot break."""
    promised = open_promise(work, query_id)
    if promised is not None:
        _became(work, promised, PromiseState.WITHDRAWN, of=(PromiseState.OPEN,))


def keep_promise(work: Work, query_id: int, at: datetime) -> None:
    """They were spoken to at that time. What stood then was kept if the time was in it, also where
    that became known only after it had broken; what was promised since, because nobody knew, falls
    away. Nobody is rung for either any more."""
    wanted = select(Promise).where(col(Promise.query_id) == query_id, col(Promise.state).in_(RUNG))
    rung = work.session.exec(wanted.order_by(col(Promise.id))).all()
    before = [each for each in rung if each.made_at <= at] or rung[:1]
    for each in before[-1:]:
        _became(work, each, PromiseState.KEPT if each.due_at >= at else PromiseState.BROKEN, at)
    for each in rung[len(before) :]:
        _became(work, each, PromiseState.WITHDRAWN)
    for each in rung:
        work.update(each, ring_at=None)


def _became(
    work: Work,
    promised: Promise,
    state: PromiseState,
    at: datetime | None = None,
    of: Sequence[PromiseState] = RUNG,
) -> bool:
    """False where it was so before, or has become none `of` these meanwhile."""
    became = work.update(
        promised,
        col(Promise.state).in_(of),
        col(Promise.state) != state,
        state=state,
        settled_at=at or work.now,
    )
    if became:
        subject = f"promise:{promised.public_id}"
        work.record(f"promise.{state}", query=promised.query_id, subject=subject)
    return became
