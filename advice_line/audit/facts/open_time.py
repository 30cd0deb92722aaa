"""The working-time clock for many instants of one line: what `rules/working_time.between` says, by
one look at the hours of the whole time instead of one for each."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from rota import hours, walltime
from rota.opening import LineCalendar


class OpenTime:
    """From `since` until `until`, both aware; what lies outside counts as closed."""

    def __init__(self, calendar: LineCalendar, since: datetime, until: datetime) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._before: list[int] = []
        total = 0
        for start, end in _joined(calendar, since, until):
            self._starts.append(start)
            self._ends.append(end)
            self._before.append(total)
            total += _seconds(start, end)

    def between(self, start: datetime, end: datetime) -> int:
        """Whole seconds of open time; 0 where the end is not after the start."""
        return max(0, self._until(end) - self._until(start))

    def is_open(self, at: datetime) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]

    def _until(self, at: datetime) -> int:
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return 0
        return self._before[place] + _seconds(self._starts[place], min(at, self._ends[place]))


def _joined(
    calendar: LineCalendar, since: datetime, until: datetime
) -> Iterable[tuple[datetime, datetime]]:
    found = hours.stretches(calendar, walltime.as_utc(since), walltime.as_utc(until))
    return ((each.start, each.end) for each in found if each.reason is None)


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())
