"""A call back that is owed: by when, whose it is, and who hears of it."""

from datetime import datetime

from advice_line.call_kinds import RingBacks
from advice_line.desk.owed import tasks, telling
from advice_line.desk.query import practices
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import call_back_times, deadlines
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Promise, Task
from rota import hours
from rota.opening import OpeningHours


def due_at(work: Work, line: Line, since: datetime | None = None) -> datetime:
    """The line's call-back time from then or now, counted in open minutes."""
    calendar = on_duty.calendar(work.session, line.key)
    return deadlines.promise_due(calendar, since or work.now, line.call_back_minutes)


def due_for(work: Work, query: Query, line: Line, since: datetime | None = None) -> datetime:
    """The same for what is promised to a requester: in the hours of their practice, where it has no
    bypass number to be rung out of them (H22)."""
    due, theirs = due_at(work, line, since), _only_in_hours(work, query)
    if theirs is None:
        return due
    return call_back_times.while_there(on_duty.calendar(work.session, line.key), theirs, due)


def own_word(work: Work, query: Query, line: Line, asked: datetime) -> datetime:
    """When a responder rings back who said that they do by `asked`: the first time from then on at
    which the practice is there, unless that has a bypass number (H22)."""
    theirs = _only_in_hours(work, query)
    if theirs is None:
        return asked
    calendar = on_duty.calendar(work.session, line.key)
    if call_back_times.is_there(calendar, theirs, asked):
        return asked
    return call_back_times.while_there(calendar, theirs, asked)


def opening_for(work: Work, query: Query, line: Line, opening: datetime) -> datetime:
    """When who called while the line was closed is rung: as it opens, or as their practice does
    after that, unless that has a bypass number (H22)."""
    theirs = _only_in_hours(work, query)
    if theirs is None:
        return opening
    calendar = on_duty.calendar(work.session, line.key)
    if hours.is_open(call_back_times.of_practice(calendar, theirs), opening):
        return opening
    return call_back_times.while_there(calendar, theirs, opening)


def by_bypass(work: Work, query: Query, at: datetime) -> bool:
    """Whether the practice is closed then and has a bypass number that is rung instead."""
    theirs = practices.open_hours(work, query)
    if theirs is None or practices.bypass_number(work, query) is None:
        return False
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    return not hours.is_open(call_back_times.of_practice(calendar, theirs), at)


def promise(
    work: Work, query: Query, line: Line, due: datetime, ring_at: datetime | None = None
) -> Promise:
    """Told to the requester from now on; `ring_at` where the system sees to it sooner than it would
    by itself."""
    made = tasks.promise(work, query.id or 0, due)
    by_itself = rings_at(work, query, line, made.due_at)
    work.update(made, ring_at=ring_at if by_itself and ring_at else by_itself)
    return made


def rings_at(work: Work, query: Query, line: Line, due: datetime) -> datetime | None:
    """From when the system sees to a promise; None where a person does, or nobody can be rung."""
    if line.ring_backs != RingBacks.AUTOMATIC or query.sealed_call_back is None:
        return None
    calendar = on_duty.calendar(work.session, line.key)
    return when_there(work, query, line, call_back_times.rings_at(calendar, work.now, due), due)


def not_before(work: Work, query: Query, line: Line, due: datetime) -> datetime:
    """Now, unless the line or the practice is closed and opens before it is due."""
    at = work.now
    if not on_duty.is_open(work.session, line.key, at):
        at = call_back_times.rings_at(on_duty.calendar(work.session, line.key), at, due)
    return when_there(work, query, line, at, due)


def when_there(work: Work, query: Query, line: Line, at: datetime, due: datetime) -> datetime:
    """From `at` on, but not before the practice opens, where it can be rung by no other number."""
    theirs = _only_in_hours(work, query)
    if theirs is None:
        return at
    return call_back_times.rung_from(on_duty.calendar(work.session, line.key), theirs, at, due)


def closed_meanwhile(work: Work, query: Query, line: Line, due: datetime) -> bool:
    """Whether the practice closes before they are rung and has no bypass number (H22)."""
    theirs = _only_in_hours(work, query)
    if theirs is None:
        return False
    calendar = call_back_times.of_practice(on_duty.calendar(work.session, line.key), theirs)
    closes = hours.next_closing(calendar, work.now)
    return closes is not None and closes < due


def _only_in_hours(work: Work, query: Query) -> OpeningHours | None:
    """The practice's hours, where it has no bypass number to be rung out of them (H22)."""
    if practices.bypass_number(work, query) is not None:
        return None
    return practices.open_hours(work, query)


def climbs_at(work: Work, query: Query, line: Line, due: datetime) -> datetime:
    """When a call back that is nobody's goes to the lead."""
    calendar = on_duty.calendar(work.session, line.key)
    return deadlines.call_climbs_at(calendar, due, query.received_at)


def owe_call(work: Work, query: Query, line: Line, due: datetime) -> None:
    """A ring back, or a search for who rang where no number is known. It is the query's owner's;
    without one it belongs to whoever is on duty until somebody takes it, who is told now.

    What is unclaimed when the line closes goes to the lead then, not in the morning (H21).
    """
    traced = query.sealed_call_back is None
    task = tasks.owe(
        work,
        query.id or 0,
        TaskKind.TRACE_CALLER if traced else TaskKind.RING_BACK,
        due,
        owner=query.owner_id,
        act_at=None if query.owner_id else climbs_at(work, query, line, due),
    )
    # Where the line has closed meanwhile, the lead hears of it from the next sweep. What is late as
    # we hear of it is for whoever is on as well.
    late = due <= work.now and on_duty.is_open(work.session, line.key, work.now)
    waits = task.act_at is not None and task.act_at > work.now
    if task.owner_id is None and not traced and (waits or late):
        tell_on_duty(work, task, line, task.public_id)


def owe_contact(work: Work, query: Query, since: datetime | None = None) -> None:
    """A ring back, or a search for who rang where no number is known: the line's call-back time
    from now, or from when they were gone."""
    line = work.session.get_one(Line, query.line_id)
    owe_call(work, query, line, due_at(work, line, since))


def tell_on_duty(work: Work, task: Task, line: Line, once: str) -> None:
    """Whoever is on duty; where the rota has a hole or the line has closed, the lead (H03)."""
    people = on_duty.first_tier(work.session, line.key, work.now)
    for person in people or on_duty.leads(work.session, line.key, work.now):
        telling.responder(
            work,
            NoticeKind.RING_BACK_OWED,
            person.id or 0,
            once=once,
            query=task.query_id,
            subject=task.id,
        )
