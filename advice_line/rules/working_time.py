"""The working-time clock: it runs while the line is open and stands still while it is closed.

Instants are aware; results are in UTC. Open time is elapsed time, so that a line which is open
while the clocks go back counts the doubled hour twice.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from rota import columns, hours, walltime
from rota.opening import LineCalendar

_WINDOW = timedelta(days=7)
_DAY = timedelta(days=1)
# When the morning begins on a line that is open at midnight and so has no opening then.
_MORNING = time(8)


def add(calendar: LineCalendar, since: datetime, amount: timedelta) -> datetime | None:
    """The first instant by which `amount` of open time has passed since `since`.

    An amount used up exactly at closing ends at closing, not at the next opening; zero ends at
    once. None where the line is not open for so long within `hours.HORIZON`.
    """
    since = walltime.as_utc(since)
    if amount <= timedelta():
        return since
    left = amount
    for start, end in _open_pieces(calendar, since, since + hours.HORIZON):
        if end - start >= left:
            return start + left
        left -= end - start
    return None


def between(calendar: LineCalendar, start: datetime, end: datetime) -> timedelta:
    """The open time from `start` to `end`; zero where the end is not after the start."""
    pieces = _open_pieces(calendar, walltime.as_utc(start), walltime.as_utc(end))
    return sum((until - since for since, until in pieces), timedelta())


def next_morning(calendar: LineCalendar, after: datetime) -> datetime | None:
    """When the line opens on the first later local day on which it does.

    Where it is open at midnight, eight in the morning stands for the opening.
    """
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(after, zone)
    for _ in range(hours.HORIZON // _DAY):
        day += _DAY
        midnight = walltime.day_start(day, zone)
        pieces = _open_pieces(calendar, midnight, walltime.day_start(day + _DAY, zone))
        opens = next((start for start, _end in pieces), None)
        if opens is not None:
            morning = walltime.to_utc(datetime.combine(day, _MORNING), zone)
            return morning if opens == midnight else opens
    return None


def end_of_open_day(calendar: LineCalendar, since: datetime, days: int) -> datetime | None:
    """The last closing of the `days`-th open local day after the one of `since`.

    Where the line does not open again on the day of `since`, that day is the next on which it
    does: what arrives in the evening or at the weekend counts from the next open day. A line that
    is open at midnight closes its day then.
    """
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(since, zone)
    reached = walltime.as_utc(since)
    counted = -1
    for _ in range(hours.HORIZON // _DAY):
        midnight = walltime.day_start(day + _DAY, zone)
        ends = [end for _start, end in _open_pieces(calendar, reached, midnight)]
        counted += bool(ends)
        if ends and counted == days:
            return ends[-1]
        day, reached = day + _DAY, midnight
    return None


def _open_pieces(
    calendar: LineCalendar, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    # In windows, because a line that is always open has one stretch as long as the horizon.
    while start < end:
        until = min(start + _WINDOW, end)
        for each in hours.stretches(calendar, start, until):
            if each.reason is None:
                yield each.start, each.end
        start = until
