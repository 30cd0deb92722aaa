"""When a line is open, in words: its next days, and where its list of bank holidays runs out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules import labels
from advice_line.rules.week_hours import ALL_DAY, times
from advice_line.rules.written import clock
from rota import bank_holidays, columns, hours, walltime
from rota.opening import LineCalendar

DAYS_SHOWN = 14
_DAY = timedelta(days=1)
_LOOK_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class OpenDay:
    """`note` says why it is closed, or why its hours are its own."""

    day: date
    words: str
    note: str | None


def days_from(calendar: LineCalendar, today: date, count: int = DAYS_SHOWN) -> Iterator[OpenDay]:
    for ahead in range(count):
        day = today + timedelta(days=ahead)
        periods = hours.periods_on(calendar, day)
        words = times([(each.start, each.end) for each in periods]) if periods else "closed"
        said = f"open {words}" if words == ALL_DAY else words
        yield OpenDay(day, said[:1].upper() + said[1:], "; ".join(notes_of(calendar, day)) or None)


def notes_of(calendar: LineCalendar, day: date) -> Iterator[str]:
    """Why the day is closed, whose hours it has where they are not those of its weekday, and when
    it is closed for a while."""
    off = labels.why_closed(hours.day_off(calendar, day))
    if off:
        yield off[:1].upper() + off[1:]
    else:
        yield from (each.reason for each in calendar.day_hours if each.date == day)
        holiday = hours.holiday_on(calendar, day)
        if holiday:
            yield f"Bank holiday: {holiday}"
    yield from _closures(calendar, day)


def _closures(calendar: LineCalendar, day: date) -> Iterator[str]:
    here = columns.read_zone(calendar.time_zone)
    midnight, end = walltime.day_start(day, here), walltime.day_start(day + _DAY, here)
    for each in calendar.closures:
        if each.start < end and midnight < each.end:
            since = _clock(max(each.start, midnight), here)
            until = _clock(min(each.end, end), here)
            yield f"Closed {since} to {until} ({each.reason})"


def _clock(at: datetime, here: ZoneInfo) -> str:
    return clock(at.astimezone(here))


def changes_at(calendar: LineCalendar, now: datetime) -> datetime | None:
    """When it next closes where it is open, or opens where it is closed."""
    find = hours.next_closing if hours.is_open(calendar, now) else hours.next_opening
    return find(calendar, now)


def list_ends(calendar: LineCalendar, today: date) -> str | None:
    """A sentence when the list of bank holidays does not reach a year ahead."""
    return bank_holidays.warning(calendar.nation, today + _LOOK_AHEAD)
