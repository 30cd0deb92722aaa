"""Whether somebody who owes a call back is still there for it, and who is instead (H23)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rota_kinds import Leaving
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Offer, Query
from advice_line.tables.tasks import Task
from rota import store
from rota.duty import Timetable

# As far ahead as somebody is looked for who will be on.
_AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Stand:
    """Who is on a line instead, and from when."""

    people: tuple[Responder, ...]
    since: datetime


def rotas(work: Work) -> list[Timetable]:
    """Those of all lines: read once for a look through all that is owed."""
    return store.timetables(work.session)


def left(
    work: Work, owner: Responder, task: Task, on: Sequence[Timetable] | None = None
) -> Leaving | None:
    """Why they are no longer there for the task, on these rotas where they are at hand; None while
    they are, and for who took it in their own time: nobody's shift has ended over it."""
    line = _line_of(work, task) if owner.roles_on else ""
    if not lookups.may_be_rung(owner, line):
        return Leaving.DISABLED
    on = rotas(work) if on is None else on
    wanted_at = (work.now, max(task.due_at, work.now))
    if any(_away(each, owner.key, at) for each in on for at in wanted_at):
        return Leaving.ABSENCE
    if any(_on(each, owner.key, work.now) for each in on):
        return None
    since = _owned_since(work, owner, task)
    spans = (span for each in on if since < work.now for span in each.timeline(since, work.now))
    served = any(duty.person_ref == owner.key for span in spans for duty in span.duties)
    return Leaving.SHIFT_END if served else None


def _line_of(work: Work, task: Task) -> str:
    query = work.session.get_one(Query, task.query_id)
    return work.session.get_one(Line, query.line_id).key


def instead(work: Work, line: Line, owner: Responder) -> Stand | None:
    """Who else is on the line now, on its lowest tier, or is on it next."""
    return _next_on(work, line, lookups.barred(work.session, line.key) | {owner.key})


def anybody(work: Work, line: Line) -> Stand | None:
    """Who is on the line now, or is on it next."""
    return _next_on(work, line, lookups.barred(work.session, line.key))


def _next_on(work: Work, line: Line, barred: Collection[str]) -> Stand | None:
    timetable = store.timetable(work.session, line.key)
    for span in timetable.timeline(work.now, work.now + _AHEAD):
        there = [each for each in span.duties if each.person_ref not in barred]
        if there:
            keys = [each.person_ref for each in there if each.tier is there[0].tier]
            people = lookups.responders_by_key(work.session, keys)
            return Stand(tuple(people.values()), span.start)
    return None


def back_by_then(work: Work, owner: Responder, stand: Stand | None) -> bool:
    """Whether they are on duty again no later than anybody else: then it stays theirs."""
    until = work.now + _AHEAD if stand is None else stand.since + timedelta(microseconds=1)
    return any(
        duty.person_ref == owner.key
        for each in rotas(work)
        for span in each.timeline(work.now, until)
        for duty in span.duties
    )


def on_again(work: Work, owner: Responder) -> datetime | None:
    """When they are next on duty, now or later, on any line; None where that is not planned."""
    until = work.now + _AHEAD
    spans = (span for each in rotas(work) for span in each.timeline(work.now, until))
    starts = (span.start for span in spans if any(d.person_ref == owner.key for d in span.duties))
    return min(starts, default=None)


def _on(timetable: Timetable, key: str, at: datetime) -> bool:
    return any(each.person_ref == key for each in timetable.on_duty(at))


def _away(timetable: Timetable, key: str, at: datetime) -> bool:
    return any(
        each.person_ref == key and each.start <= at < each.end for each in timetable.rota.absences
    )


def _owned_since(work: Work, owner: Responder, task: Task) -> datetime:
    accepted = select(func.max(Offer.settled_at)).where(
        col(Offer.query_id) == task.query_id,
        col(Offer.responder_id) == owner.id,
        col(Offer.state) == OfferState.ACCEPTED,
    )
    return work.session.exec(accepted).one() or task.made_at
