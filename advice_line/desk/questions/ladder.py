"""The ladder of a written question as rows: each step is claimed once, by whichever worker, and who
is to hear of it hears once of all that is due together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.owed import answers, left_over, telling
from advice_line.desk.phone import engaged
from advice_line.desk.query import outside_scope
from advice_line.desk.questions import ringing
from advice_line.kinds import TaskKind, TaskState, Urgency
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import question_ladder
from advice_line.rules.question_ladder import Climb, Owed, Step, Whom
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import DelayState
from rota import hours
from rota.opening import LineCalendar

BATCH = 100
# Reminders that fall due within this time of each other go out as one.
BUNDLE = timedelta(minutes=10)


@dataclass(frozen=True)
class _Due:
    """A step that this worker has claimed."""

    query: Query
    task: Task
    climb: Climb


def climb(work: Work, task: Task) -> int:
    """Do what is due for it, and for all of its line that is due with it; how many steps that was,
    0 when another worker has done it."""
    line = work.session.get_one(Line, work.session.get_one(Query, task.query_id).line_id)
    calendar = on_duty.calendar(work.session, line.key)
    done = [
        each
        for query, other in _together(work, line, task, calendar)
        if (each := _claimed(work, line, calendar, query, other)) is not None
    ]
    _ring(work, done)
    _tell(work, line, done)
    return len(done)


def _together(
    work: Work, line: Line, task: Task, calendar: LineCalendar
) -> Iterator[tuple[Query, Task]]:
    """By id, so that two workers who meet do not wait for each other in a ring."""
    soon = work.now + BUNDLE if hours.is_open(calendar, work.now) else work.now
    statement = (
        select(Query, Task)
        .join(Task, col(Task.query_id) == col(Query.id))
        .where(
            col(Query.line_id) == line.id,
            col(Task.kind) == TaskKind.ANSWER_QUERY,
            col(Task.state) == TaskState.OPEN,
            col(Task.act_at) <= soon,
        )
        .order_by(col(Task.act_at))
        .limit(BATCH)
    )
    found = {other.id: (query, other) for query, other in work.session.exec(statement)}
    found[task.id] = (work.session.get_one(Query, task.query_id), task)
    for key in sorted(found, key=lambda each: each or 0):
        yield found[key]


def _claimed(
    work: Work, line: Line, calendar: LineCalendar, query: Query, task: Task
) -> _Due | None:
    """None where it is not due, or somebody else has claimed it."""
    owed = answers.owed(work, query, task)
    climb = question_ladder.climbed(owed, calendar, work.now)
    if task.act_at is None or not _is_due(task.act_at, owed, climb, work.now):
        return None
    quiet = question_ladder.quiet_until(owed, calendar, work.now)
    if quiet is not None:
        work.update(task, col(Task.act_at) == task.act_at, act_at=quiet)
        return None
    told = Whom.OUT_OF_HOURS in climb.whom
    reached = replace(owed, step=climb.step, contact=owed.contact and not told)
    named = _named(work, line) if climb.to_named else None
    owner = {"owner_id": named} if named is not None and task.owner_id is None else {}
    if not work.update(
        task,
        col(Task.act_at) == task.act_at,
        col(Task.state) == TaskState.OPEN,
        act_at=question_ladder.next_at(reached, calendar, work.now),
        rung=climb.step,
        **owner,
    ):
        return None
    subject = f"task:{task.public_id}"
    work.record("task.climbed", query=query.id, subject=subject, rung=int(climb.step))
    if told:
        left_over.tell(work, query, line, task)
    if task.due_at <= work.now:
        answers.settle_delay(work, query, DelayState.BROKEN)
    return _Due(query, task, climb)


def _is_due(act_at: datetime, owed: Owed, climb: Climb, now: datetime) -> bool:
    """A first reminder may come a little sooner, with others; nothing else may."""
    if act_at <= now:
        return True
    first = owed.step < Step.REMINDED and climb.step is Step.REMINDED
    return first and act_at <= now + BUNDLE and owed.urgency is not Urgency.NOW


def _ring(work: Work, done: Iterable[_Due]) -> None:
    """What was asked for now and is nobody's: as it opens, as its time has come and as the managers
    hear of it the phones ring once more."""
    for each in done:
        now = answers.urgency(each.query) is Urgency.NOW
        if now and each.query.owner_id is None and each.climb.rings:
            ringing.begin(work, each.query)


def _named(work: Work, line: Line) -> int | None:
    return next((each.id for each in on_duty.leads(work.session, line.key, work.now)), None)


def _tell(work: Work, line: Line, done: Iterable[_Due]) -> None:
    """One notice for each person, about the first of what is theirs to hear of."""
    heard: dict[int, list[_Due]] = {}
    for each in done:
        for person in _people(work, line, each):
            heard.setdefault(person, []).append(each)
    quiet = engaged.quiet_until(work)
    for person, theirs in sorted(heard.items()):
        now = any(answers.urgency(each.query) is Urgency.NOW for each in theirs)
        first = theirs[0]
        telling.responder(
            work,
            NoticeKind.QUESTION_OWED,
            person,
            once=f"{first.task.public_id}:{int(first.climb.step)}:{work.now.isoformat()}",
            query=first.query.id,
            subject=first.task.id,
            after=None if now else quiet.get(person),
        )


def _people(work: Work, line: Line, due: _Due) -> list[int]:
    """Never nobody as long as anybody is known."""
    whom = [each for each in due.climb.whom if each is not Whom.OUT_OF_HOURS]
    found = [each for one in whom for each in _meant(work, line, due.query, one)]
    if whom and not found:
        found = on_duty.leads(work.session, line.key, work.now)
    return list(dict.fromkeys(each.id or 0 for each in found))


def _meant(work: Work, line: Line, query: Query, whom: Whom) -> list[Responder]:
    if whom is Whom.OWNER:
        owner = work.session.get_one(Responder, query.owner_id)
        return on_duty.in_place_of(work.session, line.key, owner, work.now)
    if whom is Whom.LEAD:
        return on_duty.leads(work.session, line.key, work.now)
    if whom is Whom.MANAGERS:
        return on_duty.managers(work.session, line.key, work.now)
    tier = on_duty.next_tier if whom is Whom.NEXT_TIER else on_duty.first_tier
    return outside_scope.fit(query, tier(work.session, line.key, work.now))
