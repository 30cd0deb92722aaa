"""The working-time clock for many instants of one line: what `rules/working_time.between` says, by
one look at the hours of the whole time instead of one for each, and by the hours as they were known
at each instant: what callers heard then, whatever was changed since."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from rota import hours
from rota.history import History


class OpenTime:
    """From `since` until `until`, both aware; what lies outside counts as closed."""

    def __init__(self, known: History, since: datetime, until: datetime) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._before: list[int] = []
        total = 0
        for start, end in _joined(known, since, until):
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
    known: History, since: datetime, until: datetime
) -> Iterable[tuple[datetime, datetime]]:
    for start, end, calendar in known.calendars(since, until):
        for each in hours.stretches(calendar, start, end):
            if each.reason is None:
                yield each.start, each.end


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())
