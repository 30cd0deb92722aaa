"""When a line is open, and why it is not.

A closed day goes before a bank holiday, a bank holiday before the hours of the week, each for the
whole local day. Instants are aware; what is returned is in UTC; stretches are half-open. Where
nothing is found within `HORIZON` the answer is None.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rota import bank_holidays, columns, walltime
from rota.opening import LineCalendar

OUTSIDE_HOURS = "hours"
HORIZON = timedelta(days=400)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Open throughout (`reason` is None) or closed throughout for one reason."""

    start: datetime
    end: datetime
    reason: str | None


def day_off(calendar: LineCalendar, day: date) -> str | None:
    """Why the line is closed on the whole local day; None when the hours of the week decide."""
    for closed in calendar.closed_days:
        if closed.date == day:
            return f"closed_day: {closed.reason}"
    name = bank_holidays.name_of(calendar.nation, day)
    return None if name is None else f"bank_holiday: {name}"


def closed_because(calendar: LineCalendar, at: datetime) -> str | None:
    """`hours`, `bank_holiday: …` or `closed_day: …`; None when the line is open."""
    at = walltime.as_utc(at)
    day = walltime.local_day(at, columns.read_zone(calendar.time_zone))
    return next(each.reason for each in _of_day(calendar, day) if at < each.end)


def is_open(calendar: LineCalendar, at: datetime) -> bool:
    return closed_because(calendar, at) is None


def next_opening(calendar: LineCalendar, at: datetime) -> datetime | None:
    """When the line next goes from closed to open, after `at`."""
    at = walltime.as_utc(at)
    found = (each for each in _from(calendar, at) if each.reason is None and each.start > at)
    return next((each.start for each in found), None)


def next_closing(calendar: LineCalendar, at: datetime) -> datetime | None:
    """When the line next goes from open to closed, after `at`."""
    at = walltime.as_utc(at)
    found = (each for each in _from(calendar, at) if each.reason is None)
    return next((each.end for each in found), None)


def stretches(calendar: LineCalendar, start: datetime, end: datetime) -> Iterator[Stretch]:
    """From the one that holds `start` to the one that reaches `end`, without holes; the first
    and the last are cut there. Neighbours differ in their reason."""
    held: Stretch | None = None
    for each in _day_by_day(calendar, start, end):
        piece = Stretch(max(each.start, start), min(each.end, end), each.reason)
        if piece.start >= piece.end:
            continue
        if held is not None and held.reason != piece.reason:
            yield held
            held = piece
        else:
            held = Stretch(held.start if held else piece.start, piece.end, piece.reason)
    if held is not None:
        yield held


def _from(calendar: LineCalendar, at: datetime) -> Iterator[Stretch]:
    """From the stretch that holds `at`, cut there, to the last that ends before the horizon."""
    horizon = at + HORIZON
    return (each for each in stretches(calendar, at, horizon) if each.end < horizon)


def _day_by_day(calendar: LineCalendar, start: datetime, end: datetime) -> Iterator[Stretch]:
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(start, zone)
    while walltime.day_start(day, zone) < end:
        yield from _of_day(calendar, day)
        day += _DAY


def _of_day(calendar: LineCalendar, day: date) -> Iterator[Stretch]:
    """The local day from midnight to midnight, without holes; no stretch is empty."""
    zone = columns.read_zone(calendar.time_zone)
    reached = walltime.day_start(day, zone)
    midnight = walltime.day_start(day + _DAY, zone)
    off = day_off(calendar, day)
    if off is not None:
        yield Stretch(reached, midnight, off)
        return
    for period in calendar.hours.by_weekday[day.weekday()]:
        opens, closes = walltime.stretch(day, period.start, period.end, zone)
        if reached < opens:
            yield Stretch(reached, opens, OUTSIDE_HOURS)
        if opens < closes:
            yield Stretch(opens, closes, None)
        reached = closes
    if reached < midnight:
        yield Stretch(reached, midnight, OUTSIDE_HOURS)
