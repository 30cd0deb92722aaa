"""When a line is open, and why it is not.

A closed day goes before a date's own hours, these before the hours of bank holidays, these before
the hours of the week, each for the whole local day; a closure cuts whatever is left. Instants are
aware; what is returned is in UTC; stretches are half-open. Where nothing is found within `HORIZON`
the answer is None.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rota import bank_holidays, columns, walltime
from rota.opening import Closure, LineCalendar, Period
from rota.stretches import common, touch, without

OUTSIDE_HOURS = "hours"
HORIZON = timedelta(days=400)

_CLOSURE = "closure: "
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Open throughout (`reason` is None) or closed throughout for one reason."""

    start: datetime
    end: datetime
    reason: str | None


def day_off(calendar: LineCalendar, day: date) -> str | None:
    """Why the line is closed on the whole local day; None on a day that has hours, and where the
    hours of the week have none."""
    periods, otherwise = _hours_of(calendar, day)
    return None if periods or otherwise == OUTSIDE_HOURS else otherwise


def periods_on(calendar: LineCalendar, day: date) -> tuple[Period, ...]:
    """The hours of the local day, in order of time; closures are not looked at."""
    return _hours_of(calendar, day)[0]


def closures_on(calendar: LineCalendar, day: date) -> list[Stretch]:
    """What closures take of the hours of the local day, each with the closure's own reason."""
    return [
        Stretch(each.start, each.end, each.reason.removeprefix(_CLOSURE))
        for each in _of_day(calendar, day)
        if each.reason is not None and each.reason.startswith(_CLOSURE)
    ]


def holiday_on(calendar: LineCalendar, day: date) -> str | None:
    """What the bank holiday is called that the line keeps on the day; None on any other day."""
    for by_hand in calendar.holidays:
        if by_hand.date == day:
            return by_hand.name
    return bank_holidays.name_of(calendar.nation, day)


def holidays_between(calendar: LineCalendar, first: date, last: date) -> list[date]:
    """The bank holidays that the line keeps, from the first to the last day."""
    days = bank_holidays.between(calendar.nation, first, last)
    by_hand = [each.date for each in calendar.holidays if first <= each.date <= last]
    return sorted(day for day in {*days, *by_hand} if holiday_on(calendar, day) is not None)


def closure_at(calendar: LineCalendar, at: datetime) -> Closure | None:
    """The closure that closes the line at the instant; None when it is open, or closed anyway."""
    if not (closed_because(calendar, at) or "").startswith(_CLOSURE):
        return None
    at = walltime.as_utc(at)
    return next(each for each in reversed(calendar.closures) if each.start <= at < each.end)


def closed_because(calendar: LineCalendar, at: datetime) -> str | None:
    """`hours`, `bank_holiday: …`, `day_hours: …`, `closed_day: …` or `closure: …`; None when the
    line is open."""
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
    periods, otherwise = _hours_of(calendar, day)
    for period in periods:
        opens, closes = walltime.stretch(day, period.start, period.end, zone)
        if reached < opens:
            yield Stretch(reached, opens, otherwise)
        yield from _with_closures(calendar, opens, closes)
        reached = closes
    if reached < midnight:
        yield Stretch(reached, midnight, otherwise)


def _hours_of(calendar: LineCalendar, day: date) -> tuple[tuple[Period, ...], str]:
    """The hours of the day, and why the line is closed at any other time of it."""
    for closed in calendar.closed_days:
        if closed.date == day:
            return (), f"closed_day: {closed.reason}"
    for own in calendar.day_hours:
        if own.date == day:
            return own.periods, f"day_hours: {own.reason}"
    name = holiday_on(calendar, day)
    if name is not None:
        return calendar.hours.bank_holiday, f"bank_holiday: {name}"
    return calendar.hours.by_weekday[day.weekday()], OUTSIDE_HOURS


def _with_closures(calendar: LineCalendar, start: datetime, end: datetime) -> Iterator[Stretch]:
    """An open stretch, cut by closures; where two meet, the one that was made last says
    why. An empty stretch gives none."""
    left = [(start, end)] if start < end else []
    closed = []
    for each in reversed(calendar.closures):
        for part in left:
            if touch(part, (each.start, each.end)):
                closed.append(
                    Stretch(*common(part, (each.start, each.end)), f"{_CLOSURE}{each.reason}")
                )
        left = [rest for part in left for rest in without(part, [(each.start, each.end)])]
    opened = (Stretch(*part, None) for part in left)
    yield from sorted((*closed, *opened), key=lambda each: each.start)
