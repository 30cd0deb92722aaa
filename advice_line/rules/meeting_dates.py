"""When the meetings of a series are, such as "first Wednesday 12:30–13:30", by the wall clock of
its line (`rota/walltime.py` says what that means where the clock changes)."""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.meeting_kinds import Week
from rota import walltime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKS = {
    Week.FIRST: "first",
    Week.SECOND: "second",
    Week.THIRD: "third",
    Week.FOURTH: "fourth",
    Week.LAST: "last",
}
_LATER = timedelta(weeks=1)
# No line is closed on the same weekday for as long.
_TRIES = 4


@dataclass(frozen=True)
class Rhythm:
    """`weekday` counts from Monday, 0. Both times are on the same day."""

    weekday: int
    weeks: Collection[Week]
    starts: time
    ends: time


@dataclass(frozen=True)
class Planned:
    """`on` is the day of the rhythm, which names the meeting; `day` the one that was found, later
    by weeks where that is a day off, `because` of what."""

    on: date
    day: date
    because: str | None
    starts_at: datetime
    ends_at: datetime


def planned(
    rhythm: Rhythm, first: date, last: date, zone: ZoneInfo, why_off: Callable[[date], str | None]
) -> Iterator[Planned]:
    """Those whose day of the rhythm is from the first to the last day. A meeting that would fall on
    a day off, such as a bank holiday, is a week or more later, where the series has none of its own
    on that day; one of every week is left out."""
    taken: set[date] = set()
    # What was put off in the weeks before holds its day, from whichever day one looks.
    for on in _days(rhythm, first - _LATER * _TRIES, last):
        open_ = [each for each in (on + _LATER * n for n in range(_TRIES)) if why_off(each) is None]
        free = [each for each in open_ if each == on or not (each in taken or _is_on(rhythm, each))]
        day = next(iter(free), None) if open_ else on
        if day is None:
            continue
        taken.add(day)
        if on < first:
            continue
        start, end = walltime.stretch(day, rhythm.starts, rhythm.ends, zone)
        yield Planned(on, day, why_off(on) if day != on else None, start, end)


def _days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield from (each for each in sorted(_of_month(rhythm, month)) if first <= each <= last)
        month = (month + timedelta(days=31)).replace(day=1)


def _is_on(rhythm: Rhythm, day: date) -> bool:
    return day in _of_month(rhythm, day.replace(day=1))


def _of_month(rhythm: Rhythm, month: date) -> set[date]:
    length = monthrange(month.year, month.month)[1]
    ahead = (rhythm.weekday - month.weekday()) % 7
    days = [month + timedelta(days=each) for each in range(ahead, length, 7)]
    return {days[-1] if week is Week.LAST else days[int(week) - 1] for week in rhythm.weeks}


def in_words(rhythm: Rhythm) -> str:
    """Such as "first and third Wednesday, 12:30 to 13:30"."""
    weeks = " and ".join(_WEEKS[each] for each in Week if each in rhythm.weeks)
    return f"{weeks} {WEEKDAYS[rhythm.weekday]}, {rhythm.starts:%H:%M} to {rhythm.ends:%H:%M}"
