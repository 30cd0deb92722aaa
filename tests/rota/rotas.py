"""The rotas of these stories: a line open on weekdays from eight to seven, and its people."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rota import walltime
from rota.duty import Timetable
from rota.opening import ClosedDay, LineCalendar, Nation, OpeningHours
from rota.values import (
    Absence,
    AbsenceKind,
    Cover,
    LineRota,
    Pattern,
    Session,
    Swap,
    TakeOver,
    Tier,
)

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = {"mon-fri": ["08:00-19:00"]}
ALWAYS = {"mon-sun": ["00:00-24:00"]}


def utc(text: str) -> datetime:
    """An instant, as in "2026-11-23T09:00Z" or "2026-11-23 09:00Z"."""
    return datetime.fromisoformat(text).astimezone(UTC)


def local(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """The instant at which the wall clock shows this, by the policy."""
    return walltime.to_utc(datetime.fromisoformat(text), zone)


def calendar(
    hours: Mapping[str, Sequence[str]] = WEEKDAYS,
    *,
    nation: Nation = Nation.ENGLAND,
    time_zone: str = "Europe/London",
    closed: Mapping[str, str] | None = None,
) -> LineCalendar:
    days = (ClosedDay(date.fromisoformat(day), why) for day, why in (closed or {}).items())
    return LineCalendar(time_zone, nation, OpeningHours.from_texts(hours), tuple(days))


def session(
    days: str,
    time: str,
    who: str,
    *,
    tier: str = "1",
    week: int = 1,
    turns: str = "together",
    supervisor: str | None = None,
) -> Session:
    return Session.from_texts(
        week=week,
        days=days,
        time=time,
        tier=tier,
        who=who.split(),
        turns=turns,
        supervisor=supervisor,
    )


def pattern(
    *sessions: Session,
    key: str = "weekdays",
    valid_from: str = "2026-01-05",
    valid_to: str | None = None,
    cycle_weeks: int = 1,
) -> Pattern:
    last = None if valid_to is None else date.fromisoformat(valid_to)
    return Pattern(key, date.fromisoformat(valid_from), last, cycle_weeks, sessions)


def cover(start: str, end: str, who: str, *, tier: str = "1", key: str = "one-off") -> Cover:
    """From and to in London wall-clock time."""
    return Cover(key, Tier(tier), tuple(who.split()), local(start), local(end))


def absence(person: str, start: str, end: str, *, key: str = "away") -> Absence:
    return Absence(key, person, AbsenceKind.LEAVE, local(start), local(end))


def swap(giver: str, taker: str, start: str, end: str, *, tier: str = "1", key: str = "s") -> Swap:
    return Swap(key, Tier(tier), giver, taker, local(start), local(end))


def take_over(
    taker: str,
    start: str,
    end: str,
    *,
    instead_of: str | None = None,
    tier: str = "1",
    key: str = "t",
) -> TakeOver:
    return TakeOver(key, Tier(tier), taker, local(start), local(end), instead_of)


def timetable(
    *patterns: Pattern,
    calendar: LineCalendar | None = None,
    covers: Sequence[Cover] = (),
    **changes: Sequence[Any],
) -> Timetable:
    return Timetable(rota(*patterns, calendar=calendar, covers=covers, **changes))


def rota(
    *patterns: Pattern,
    calendar: LineCalendar | None = None,
    covers: Sequence[Cover] = (),
    **changes: Sequence[Any],
) -> LineRota:
    """`changes` are the absences, swaps, take-overs and pauses of a `LineRota`."""
    kept = calendar if calendar is not None else _CALENDAR
    agreed = {kind: tuple(each) for kind, each in changes.items()}
    return LineRota("hotdoc", "first", kept, patterns, tuple(covers), **agreed)


_CALENDAR = calendar()


def who(table: Timetable, at: datetime) -> list[str]:
    """As people say it: ["1 amara", "lead chris"]."""
    return [f"{each.tier} {each.person_ref}" for each in table.on_duty(at)]
