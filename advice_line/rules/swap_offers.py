"""How long somebody has to answer whether they take a shift: the nearer it is, the shorter; by
night nobody is asked and no time runs, unless the shift would begin before the next day is well
under way. Instants are aware, days and nights those of the line's clock."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rota import walltime

# So near, everybody is asked at once, and the first yes has it.
ALL_AT_ONCE = timedelta(hours=2)
# What is left of a gap and is shorter is over before anybody has read, answered and sat down; who
# manages the rota sees it all the same.
LEAST_OFFERED = timedelta(minutes=15)
_DAY_BEGINS, _DAY_ENDS = time(8), time(21)
_NIGHT_COUNTS_WITHIN = timedelta(hours=16)
# From which distance on, how long for an answer.
_TIMES = (
    (timedelta(days=14), timedelta(hours=24)),
    (timedelta(days=3), timedelta(hours=6)),
    (timedelta(days=1), timedelta(hours=2)),
    (timedelta(hours=6), timedelta(minutes=30)),
)
_SHORTEST = timedelta(minutes=15)


def all_at_once(now: datetime, start: datetime) -> bool:
    return start - now < ALL_AT_ONCE


def told_at(now: datetime, start: datetime, zone: str) -> datetime:
    """When whoever is asked next hears of it: now, or in the morning."""
    if start - now < _NIGHT_COUNTS_WITHIN:
        return now
    return next(max(now, since) for since, until in _days(now, zone) if until > now)


def answer_by(now: datetime, start: datetime, zone: str) -> datetime:
    """When the next is asked; no later than the time at which all are."""
    left = next((wait for ahead, wait in _TIMES if start - now >= ahead), _SHORTEST)
    latest = start - ALL_AT_ONCE
    if start - now < _NIGHT_COUNTS_WITHIN:
        return min(now + left, latest)
    for since, until in _days(now, zone):
        begins = max(since, now)
        if until - begins >= left:
            return min(begins + left, latest)
        left -= max(until - begins, timedelta())
    raise AssertionError("days come for ever")


def _days(now: datetime, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """From eight in the morning to nine in the evening, from today on."""
    local = ZoneInfo(zone)
    day: date = walltime.local_day(now, local)
    while True:
        yield walltime.stretch(day, _DAY_BEGINS, _DAY_ENDS, local)
        day += timedelta(days=1)
