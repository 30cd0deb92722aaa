"""The rota meets people: who is on duty on a line at an instant, and whether it is open.

Each question costs one read of the rota's version (the rota itself is kept in memory) and, where
people are asked for, one of responders. A line is named by its key; all raise
`rota.errors.UnknownLine` for a line that was never set up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.tables.directory import Responder
from advice_line.trust import granted
from rota import gaps, hours, store
from rota.gaps import Hole
from rota.opening import LineCalendar
from rota.values import Duty, Tier

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class OnDuty:
    """`tier` is "1", "2" or "lead"; `until` is when this duty ends, in UTC."""

    tier: str
    responder: Responder
    until: datetime


def who(session: Session, line_key: str, now: datetime) -> list[OnDuty]:
    """In the order in which they are rung, whether the line is open or not; nobody who could not
    write down what they say (H09), and nobody who is not to be rung just now."""
    timetable = store.timetable(session, line_key)
    paused = timetable.paused(now)
    rung = [each for each in timetable.on_duty(now) if each.person_ref not in paused]
    return _people(session, line_key, rung)


def _there(session: Session, line_key: str, now: datetime) -> list[OnDuty]:
    """As `who`, with those who are not to be rung just now: they owe and hear what they did."""
    return _people(session, line_key, store.timetable(session, line_key).on_duty(now))


def _people(session: Session, line_key: str, duties: Sequence[Duty]) -> list[OnDuty]:
    people = lookups.responders_by_key(session, {duty.person_ref for duty in duties})
    return [
        OnDuty(duty.tier.value, people[duty.person_ref], duty.end)
        for duty in duties
        if duty.person_ref in people and lookups.may_be_rung(people[duty.person_ref], line_key)
    ]


def first_tier(session: Session, line_key: str, now: datetime) -> list[Responder]:
    """Everybody on the lowest tier on which anybody is: who owes what nobody has taken."""
    people = _there(session, line_key, now)
    return [each.responder for each in people if each.tier == people[0].tier]


def next_tier(session: Session, line_key: str, now: datetime) -> list[Responder]:
    """Everybody on the tier after that one; nobody where there is none."""
    people = _there(session, line_key, now)
    further = [each for each in people if each.tier != people[0].tier]
    return [each.responder for each in further if each.tier == further[0].tier]


def managers(session: Session, line_key: str, now: datetime) -> list[Responder]:
    """The service leads and rota managers who are not away."""
    away_now = away(session, line_key, now)
    both = [
        each
        for role in (Role.SERVICE_LEAD, Role.ROTA_MANAGER)
        for each in with_role(session, role, line_key)
    ]
    return [each for each in {each.key: each for each in both}.values() if each.key not in away_now]


def office(session: Session, line_key: str, now: datetime) -> list[Responder]:
    """Who of the radiology office is not away."""
    away_now = away(session, line_key, now)
    return [
        each for each in with_role(session, Role.COORDINATOR, line_key) if each.key not in away_now
    ]


def leads(
    session: Session, line_key: str, now: datetime, *, besides: int | None = None
) -> list[Responder]:
    """Who hears of what is overdue: the lead tier, else the service leads who are not away, else
    who is on duty; where nobody is, as after closing, who was last (H21), else a rota manager who
    is not away. Never nobody, as long as anybody of these is known: then also who is away, for the
    task must be somebody's (H23). `besides` is the id of who cannot be meant: it was their own."""
    for found in _in_turn(session, line_key, now):
        meant = [each for each in found if each.id != besides]
        if meant:
            return meant
    return []


def _in_turn(session: Session, line_key: str, now: datetime) -> Iterator[list[Responder]]:
    people = _there(session, line_key, now)
    yield _on_lead_tier(people)
    away_now = away(session, line_key, now)
    leading = with_role(session, Role.SERVICE_LEAD, line_key)
    yield [each for each in leading if each.key not in away_now]
    yield [each.responder for each in people]
    last = _of_last_duty(session, line_key, now)
    yield [each for each in last if each.key not in away_now]
    managing = with_role(session, Role.ROTA_MANAGER, line_key)
    yield [each for each in managing if each.key not in away_now]
    yield leading or last
    yield managing


def away(session: Session, line_key: str, now: datetime) -> set[str]:
    """The keys of those who are away: absences hold on every line."""
    absences = store.timetable(session, line_key).rota.absences
    return {each.person_ref for each in absences if each.start <= now < each.end}


def is_gone(session: Session, line_key: str, person: Responder, now: datetime) -> bool:
    """Whether they may not answer any more, or are away. Who has only gone home is not: they are
    back for what they owe."""
    return not lookups.may_be_rung(person, line_key) or person.key in away(session, line_key, now)


def in_place_of(
    session: Session, line_key: str, person: Responder, now: datetime
) -> list[Responder]:
    """Who hears of what this person owes: they do; where they are gone whoever is on, and the lead
    (H23)."""
    if not is_gone(session, line_key, person, now):
        return [person]
    leading = leads(session, line_key, now, besides=person.id)
    there = [each for each in first_tier(session, line_key, now) if each.id != person.id]
    return list({each.key: each for each in [*there, *leading]}.values()) or [person]


def _on_lead_tier(people: list[OnDuty]) -> list[Responder]:
    return [each.responder for each in people if each.tier == Tier.LEAD]


def _of_last_duty(session: Session, line_key: str, now: datetime) -> list[Responder]:
    ended = store.timetable(session, line_key).span(now).start
    people = _there(session, line_key, ended - _INSTANT)
    return _on_lead_tier(people) or [each.responder for each in people]


def with_role(session: Session, role: Role, line_key: str) -> list[Responder]:
    """Who has it on this line, in order of key."""
    return [each for each in lookups.responders(session) if role in granted.on(each, line_key)]


def tier_of(session: Session, line_key: str, responder_key: str, now: datetime) -> str | None:
    """The first tier on which this responder is on duty, None when on none."""
    duties = store.timetable(session, line_key).on_duty(now)
    return next((each.tier.value for each in duties if each.person_ref == responder_key), None)


def holes(session: Session, line_key: str, now: datetime, days: int) -> tuple[Hole, ...]:
    """Where the line is open in the next days and nobody on tier 1 can be rung (H03)."""
    timetable, until = store.timetable(session, line_key), now + timedelta(days=days)
    return gaps.holes(timetable, now, until, without=lookups.barred(session, line_key))


def calendar(session: Session, line_key: str) -> LineCalendar:
    """The line's hours, closed days and bank holidays, for arithmetic in open time."""
    return store.load(session, line_key).calendar


def is_open(session: Session, line_key: str, now: datetime) -> bool:
    return hours.is_open(calendar(session, line_key), now)


def next_opening(session: Session, line_key: str, now: datetime) -> datetime | None:
    """When the line next goes from closed to open; None when that is more than a year away."""
    return hours.next_opening(calendar(session, line_key), now)


def closing(session: Session, line_key: str, now: datetime) -> datetime | None:
    """When the line that is open now closes; None when it is closed or closes in no year ahead."""
    known = calendar(session, line_key)
    return hours.next_closing(known, now) if hours.is_open(known, now) else None


def during(session: Session, line_key: str, started_at: datetime, now: datetime) -> datetime:
    """The instant for which the rota is read at `now` on behalf of a call that came at
    `started_at`: a call that came in hours is still served by those who were on duty when the
    line closed over it."""
    closes = closing(session, line_key, started_at)
    return now if closes is None or now < closes else closes - _INSTANT
