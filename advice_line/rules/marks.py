"""When a rota manager is told of what is wrong with a rota, counted back from when it begins.

What is far away is told in the morning, so that all of one day is told together and nobody is
woken; what is a day or an hour away, to the minute. A line's zone says what morning is.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.rota_kinds import FindingKind, Mark
from rota import walltime

MORNING = time(8)
EVENING = time(20)
_DAYS = {Mark.YEAR: 365, Mark.EIGHT_WEEKS: 56, Mark.TWO_WEEKS: 14, Mark.THREE_DAYS: 3}
_HOURS = {Mark.DAY: 24, Mark.HOUR: 1}
_LADDER = (Mark.EIGHT_WEEKS, Mark.TWO_WEEKS, Mark.THREE_DAYS, Mark.DAY, Mark.HOUR)
_OF_A_LIST = (Mark.YEAR, Mark.EIGHT_WEEKS, Mark.TWO_WEEKS)
_DAY = timedelta(days=1)


def at(mark: Mark, start: datetime, zone: ZoneInfo) -> datetime:
    """When the mark of something that begins at `start` comes: of weeks and days, the last morning
    that leaves as many whole days."""
    if mark in _HOURS:
        return start - timedelta(hours=_HOURS[mark])
    local = walltime.to_local(start, zone)
    day = local.date() - timedelta(days=_DAYS[mark])
    if local.time() < MORNING:
        day -= _DAY
    return walltime.to_utc(datetime.combine(day, MORNING), zone)


def reached(kind: FindingKind, start: datetime, now: datetime, zone: ZoneInfo) -> Mark | None:
    """The latest mark that has come: whoever was not told of the earlier ones hears this alone."""
    come = [mark for mark in _of(kind) if at(mark, start, zone) <= now]
    return come[-1] if come else None


def next_at(kind: FindingKind, start: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next mark comes; None after the last."""
    coming = (at(mark, start, zone) for mark in _of(kind))
    return next((each for each in coming if each > now), None)


def first_at(kind: FindingKind, start: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When something that is found now is told first: now, once its first mark has come. What is
    found at night and begins after the next day's night waits for the morning."""
    following = next_at(kind, start, now, zone)
    if reached(kind, start, now, zone) is None:
        return following
    morning = _morning_after(now, zone)
    if morning is None or start - now <= _DAY:
        return now
    return morning if following is None else min(morning, following)


def _of(kind: FindingKind) -> tuple[Mark, ...]:
    return _OF_A_LIST if kind is FindingKind.HOLIDAYS_UNKNOWN else _LADDER


def _morning_after(now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the night that holds `now` is over; None by day."""
    local = walltime.to_local(now, zone)
    if MORNING <= local.time() < EVENING:
        return None
    day = local.date() if local.time() < MORNING else local.date() + _DAY
    return walltime.to_utc(datetime.combine(day, MORNING), zone)
