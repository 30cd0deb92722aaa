"""The only wall-clock arithmetic: between what a clock on the wall shows and instants in UTC.

The policy for the two nights of the year on which the clock changes:

- **The missing hour** (in London 01:00 to 02:00 on the last Sunday of March). A time of day that
  the clock skips means the instant of the change, the first moment after the gap. A stretch that
  lies wholly inside the gap is empty.
- **The doubled hour** (in London 01:00 to 02:00 on the last Sunday of October). A time of day that
  the clock shows twice means its first showing, as a start and as an end. Whoever starts in the
  doubled hour, or is on duty over it, works an hour more than the wall clock says.

Both are one rule, "the first instant at which the clock shows this time or a later one", so later
on the wall is never earlier in UTC, and one shift's end is the next one's start to the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rota.checking import FIRST_YEAR, LAST_YEAR
from rota.errors import NotAnInstant, OutOfReach

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The clock on the wall is `before` ahead of UTC until the instant and `after` from it on."""

    at: datetime
    before: timedelta
    after: timedelta


def as_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises NotAnInstant without a zone, OutOfReach before 1900 and
    after 2200."""
    # Of UTC no offset is asked: that alone would be a third of the answer to "who is on?".
    if at.tzinfo is not UTC and at.utcoffset() is None:
        raise NotAnInstant(at.isoformat())
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise OutOfReach(f"{at.isoformat()} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def to_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant that a local wall-clock time (without a zone) means, by the policy above."""
    if local.tzinfo is not None:
        raise ValueError(f"{local.isoformat()} has a zone; a wall-clock time has none")
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    return _change_that_skips(local, zone)


def to_local(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows, with its zone, for people to read."""
    return as_utc(at).astimezone(zone)


@lru_cache(maxsize=8192)
def day_start(day: date, zone: ZoneInfo) -> datetime:
    return to_utc(datetime.combine(day, time()), zone)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The day that holds the aware instant, from midnight to midnight by the policy above."""
    day = at.astimezone(zone).date()
    # Where a zone changes its clock around midnight, the shown date can go back for an hour.
    if at >= day_start(day + _DAY, zone):
        return day + _DAY
    return day if at >= day_start(day, zone) else day - _DAY


def stretch(day: date, start: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end in UTC of local times that belong to `day`; an end that is not after the
    start is on the next day. Both are equal where the clock skips the whole stretch."""
    last_day = day if end > start else day + _DAY
    return (
        to_utc(datetime.combine(day, start), zone),
        to_utc(datetime.combine(last_day, end), zone),
    )


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    """Between the aware instants, in order; two within one day count as one."""
    at = as_utc(start)
    while at < end:
        later = min(at + _DAY, end)
        before, after = _ahead(at, zone), _ahead(later, zone)
        if before != after:
            yield ClockChange(_turn(at, later, zone), before, after)
        at = later


def _ahead(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _change_that_skips(local: datetime, zone: ZoneInfo) -> datetime:
    before = local.replace(tzinfo=zone, fold=0)
    after = local.replace(tzinfo=zone, fold=1)
    return _turn(after.astimezone(UTC), before.astimezone(UTC), zone)


def _turn(earliest: datetime, latest: datetime, zone: ZoneInfo) -> datetime:
    """The second in which the clock is put on or back, between two instants that differ in it."""
    offset_before = _ahead(earliest, zone)
    while latest - earliest > _SECOND:
        middle = earliest + (latest - earliest) // 2
        if _ahead(middle, zone) == offset_before:
            earliest = middle
        else:
            latest = middle
    return latest.replace(microsecond=0)
