"""A caller nobody could take: a time in words, kept as promise, task and SMS."""

from datetime import datetime, timedelta

from advice_line.desk import asking, moving, reading, tasks, telling
from advice_line.directory.numbers import is_mobile
from advice_line.kinds import ContactEnded, NoticeKind, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import HangUp, Say, Script, script
from advice_line.rules import deadlines, wording
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Task

# When the carrier has told us nothing for so long, we ask it ourselves what became of the call.
LOOK_AFTER = timedelta(minutes=5)


def give(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    """Without a number to ring a promise would be a lie: such a caller is asked to leave one."""
    if query.sealed_call_back is None:
        return script(*asking.message(wording.NOBODY_NO_NUMBER))
    if query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    due = _promised(work, query, contact, line)
    words = wording.promise(
        due,
        work.now,
        line.time_zone,
        query.reference,
        out_of_hours=_out_of_hours(work, query, line, due),
    )
    return script(Say(words=words), HangUp())


def owner_rings_back(work: Work, query: Query, contact: Contact) -> Script:
    """Claimed on a page while the phones were ringing: the caller hears who will ring back."""
    owner = work.session.get_one(Responder, query.owner_id)
    if query.sealed_call_back is None:
        return script(*asking.message(wording.has_owner_no_number(owner.name)))
    line = work.session.get_one(Line, query.line_id)
    due = _promised(work, query, contact, line)
    words = wording.has_owner(
        owner.name,
        due,
        work.now,
        line.time_zone,
        query.reference,
        out_of_hours=_out_of_hours(work, query, line, due),
    )
    return script(Say(words=words), HangUp())


def _promised(work: Work, query: Query, contact: Contact, line: Line) -> datetime:
    """The time promised, now a row, a task and an SMS."""
    due = due_at(work, line)
    tasks.promise(work, query.id or 0, due)
    owe_call(work, query, line, due)
    work.update(contact, ended=ContactEnded.PROMISED, look_at=work.now + LOOK_AFTER)
    number = reading.call_back_number(work, query)
    telling.requester(
        work, query, NoticeKind.PROMISE_NOTICE, number is not None and is_mobile(number)
    )
    return due


def _out_of_hours(work: Work, query: Query, line: Line, due: datetime) -> str | None:
    """Where else the asker can turn, when the line closes before the promised time (H21)."""
    return line.switchboard if climbs_at(work, query, line, due) < due else None


def climbs_at(work: Work, query: Query, line: Line, due: datetime) -> datetime:
    """When a call back that is nobody's goes to the lead."""
    calendar = on_duty.calendar(work.session, line.key)
    return deadlines.call_climbs_at(calendar, due, query.received_at)


def due_at(work: Work, line: Line, since: datetime | None = None) -> datetime:
    """The line's call-back time from then or now, counted in open minutes."""
    calendar = on_duty.calendar(work.session, line.key)
    return deadlines.promise_due(calendar, since or work.now, line.call_back_minutes)


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
    # Where the line has closed meanwhile, the lead hears of it from the next sweep.
    if task.owner_id is None and not traced and task.act_at and task.act_at > work.now:
        tell_on_duty(work, task, line, task.public_id)


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
