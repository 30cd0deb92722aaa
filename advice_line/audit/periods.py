"""Over what stretch of time a figure is: a week, a month, a quarter or the NHS's year, each with
the text by which an address and a file name it: 2026-W45, 2026-10, 2026-Q4, 2026-27.

A quarter is one of the calendar, of which the NHS's year, from April, is whole ones. A period is of
the line's own local days; `bounds` says from which instant until before which other those are, over
a change of the clocks too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.audit_kinds import PeriodKind
from advice_line.errors import Invalid, Problem
from rota import walltime

EXAMPLES = "2026-W45, 2026-10, 2026-Q4 or 2026-27"
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_APRIL = 4
# So many points has a chart of each, on pages and in reports alike: two runs of them would have two
# means. Enough for limits, which need twelve, and to see what has become of them.
CHARTED = {
    PeriodKind.WEEK: 26,
    PeriodKind.MONTH: 24,
    PeriodKind.QUARTER: 16,
    PeriodKind.YEAR: 6,
}
# Of a year beyond these no calendar of ours knows anything.
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@dataclass(frozen=True, order=True)
class Period:
    """From `first` until before `after`, local days."""

    first: date
    after: date
    kind: PeriodKind

    @property
    def key(self) -> str:
        year, month = self.first.year, self.first.month
        if self.kind is PeriodKind.WEEK:
            found = self.first.isocalendar()
            return f"{found.year}-W{found.week:02}"
        if self.kind is PeriodKind.MONTH:
            return f"{year}-{month:02}"
        if self.kind is PeriodKind.QUARTER:
            return f"{year}-Q{(month + 2) // 3}"
        return f"{year}-{(year + 1) % 100:02}"

    @property
    def label(self) -> str:
        last = self.after - timedelta(days=1)
        if self.kind is PeriodKind.WEEK:
            return f"week of {self.first.day} {self.first:%B %Y}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.first:%B %Y}"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.first:%B} to {last:%B %Y}"
        return f"{self.first:%B %Y} to {last:%B %Y}"

    @property
    def short(self) -> str:
        """For the axis of a chart."""
        if self.kind is PeriodKind.WEEK:
            return f"{self.first.day} {self.first:%b}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.first:%b %y}"
        return self.key

    @property
    def before(self) -> "Period":
        return holding(self.first - timedelta(days=1), self.kind)

    @property
    def next(self) -> "Period":
        return holding(self.after, self.kind)

    def over(self, today: date) -> bool:
        return self.after <= today

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """In UTC; the second is the first instant that is not in it."""
        return walltime.day_start(self.first, zone), walltime.day_start(self.after, zone)

    def clock_changes(self, zone: ZoneInfo) -> Iterator[tuple[date, float]]:
        """Its days that are not of 24 hours, and of how many they are."""
        day = self.first
        while day < self.after:
            after = day + timedelta(days=1)
            lasts = walltime.day_start(after, zone) - walltime.day_start(day, zone)
            if lasts != timedelta(days=1):
                yield day, lasts / timedelta(hours=1)
            day = after

    def holds(self, other: "Period") -> bool:
        return self.first <= other.first and other.after <= self.after


def holding(day: date, kind: PeriodKind) -> Period:
    """The period of that kind in which the day is."""
    if kind is PeriodKind.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=7), kind)
    if kind is PeriodKind.MONTH:
        first = day.replace(day=1)
        return Period(first, _months_on(first, 1), kind)
    if kind is PeriodKind.QUARTER:
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(first, _months_on(first, 3), kind)
    first = date(day.year - (day.month < _APRIL), _APRIL, 1)
    return Period(first, _months_on(first, 12), kind)


def last_over(today: date, kind: PeriodKind) -> Period:
    """The newest that is over."""
    return holding(today, kind).before


def up_to(last: Period, count: int) -> tuple[Period, ...]:
    """So many of its kind, the last of them `last`, the earliest first."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].before)
    return tuple(reversed(found))


def between(first: Period, last: Period) -> tuple[Period, ...]:
    """All of their kind from the one to the other; none where `last` is before `first`."""
    found = []
    while first.first <= last.first:
        found.append(first)
        first = first.next
    return tuple(found)


def read(text: str, field: str = "period") -> Period:
    """Raises `errors.Invalid` with a problem on `field`."""
    try:
        found = _read(text.strip().upper())
    except (ValueError, OverflowError):
        found = None
    if found is None or not _FIRST_YEAR <= found.first.year <= _LAST_YEAR:
        raise Invalid([Problem(field, f'"{text}" is no period. Write one such as {EXAMPLES}.')])
    return found


def _read(text: str) -> Period | None:
    if week := _WEEK.fullmatch(text):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return holding(first, PeriodKind.WEEK)
    if quarter := _QUARTER.fullmatch(text):
        return holding(date(int(quarter[1]), int(quarter[2]) * 3, 1), PeriodKind.QUARTER)
    if found := _MONTH.fullmatch(text):
        year, second = int(found[1]), int(found[2])
        # 2026-27 is no month: a year of the NHS, told by its second half.
        if second == (year + 1) % 100 and second > 12:
            return holding(date(year, _APRIL, 1), PeriodKind.YEAR)
        return holding(date(year, second, 1), PeriodKind.MONTH)
    return None


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
