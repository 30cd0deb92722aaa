"""How far the demonstration's clock may go on at once, by the line's calendar: pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from rota import columns, hours, walltime
from rota.opening import LineCalendar

_MORNING = time(9, 0)
# What is due to the minute is past then.
_A_MINUTE = timedelta(minutes=1)
_SATURDAY, _A_DAY = 5, timedelta(days=1)
Jump = Callable[[LineCalendar, datetime], datetime]


def _an_hour(_calendar: LineCalendar, now: datetime) -> datetime:
    return now + timedelta(hours=1)


def _tomorrow(calendar: LineCalendar, now: datetime) -> datetime:
    """Nine in the morning of the next day on which the line is open."""
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(now, zone) + _A_DAY
    while hours.day_off(calendar, day) is not None:
        day += _A_DAY
    return _at(calendar, day, _MORNING)


def _two_working_days(calendar: LineCalendar, now: datetime) -> datetime:
    """The same time of day, two working days on."""
    zone = columns.read_zone(calendar.time_zone)
    day = _working(calendar, _working(calendar, walltime.local_day(now, zone) + _A_DAY) + _A_DAY)
    return _at(calendar, day, walltime.to_local(now, zone).time()) + _A_MINUTE


def _thirty_days(calendar: LineCalendar, now: datetime) -> datetime:
    """The morning of the first working day that is not before."""
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(now, zone) + timedelta(days=30)
    return _at(calendar, _working(calendar, day), _MORNING) + _A_MINUTE


JUMPS: Mapping[str, Jump] = {
    "hour": _an_hour,
    "tomorrow": _tomorrow,
    "two_days": _two_working_days,
    "month": _thirty_days,
}


def _working(calendar: LineCalendar, day: date) -> date:
    """This day, or the first working day after it on which the line is open."""
    while day.weekday() >= _SATURDAY or hours.day_off(calendar, day) is not None:
        day += _A_DAY
    return day


def _at(calendar: LineCalendar, day: date, at: time) -> datetime:
    return walltime.to_utc(datetime.combine(day, at), columns.read_zone(calendar.time_zone))
