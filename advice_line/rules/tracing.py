"""When somebody is asked what came of advice (guide §5: ongoing assessment of outcomes): pure
decisions on a line's hours and an instant.

So many days after the advice was signed, in the morning of the first working day from then on on
which the line is open: never at a weekend, on a bank holiday or at night. A general question is
asked about once. Who has said nothing within two weeks of the last time is counted as no answer;
time never makes an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advice_line.rules import working_time
from rota import columns, hours, walltime
from rota.opening import LineCalendar

DAYS = (30, 90)
# After the last time that they are asked.
ANSWERED_WITHIN = timedelta(days=14)
# Who answered may correct it for so long after they did: a tap on the wrong button.
CORRECTED_WITHIN = timedelta(days=14)
_SATURDAY = 5
_INSTANT = timedelta(microseconds=1)
# Of a line that is open at weekends alone.
_MOST_DAYS = 21


@dataclass(frozen=True)
class Due:
    """`over` is how many of its times are before it; the last step of all asks nobody: from then on
    it counts as no answer."""

    at: datetime
    over: int
    asks: bool


def times(days: Sequence[int], *, general: bool) -> tuple[int, ...]:
    """After how many days somebody is asked; of a general question once."""
    return tuple(days[:1] if general else days)


def next_due(
    calendar: LineCalendar, days: Sequence[int], begun: datetime, over: int, since: datetime
) -> Due:
    """What comes after so many of the times of `days` are `over`; `since` is when somebody was last
    asked, or was to be."""
    if over < len(days):
        return Due(asked_on(calendar, begun, days[over]), over, asks=True)
    return Due(asked_on(calendar, since, ANSWERED_WITHIN.days), over, asks=False)


def over_by(calendar: LineCalendar, days: Sequence[int], begun: datetime, now: datetime) -> int:
    """How many of its times are past: who is asked late is not asked for each of them."""
    return sum(asked_on(calendar, begun, each) <= now for each in days)


def asked_on(calendar: LineCalendar, begun: datetime, days: int) -> datetime:
    """In the morning of the first working day that is not before so many days after."""
    zone = columns.read_zone(calendar.time_zone)
    day = walltime.local_day(begun, zone) + timedelta(days=days)
    before = walltime.day_start(day, zone) - _INSTANT
    return next_morning(calendar, before) or begun + timedelta(days=days)


def next_morning(calendar: LineCalendar, after: datetime) -> datetime | None:
    """As the line opens on the first working day after that of `after`; of a line that has no
    opening on working days, on any."""
    first = at = working_time.next_morning(calendar, after)
    for _ in range(_MOST_DAYS):
        if at is None or _is_working_day(calendar, at):
            return at
        at = working_time.next_morning(calendar, at)
    return first


def not_before(calendar: LineCalendar, now: datetime) -> datetime:
    """`now` on a working day while the line is open; else when it opens on one."""
    opens = now if hours.is_open(calendar, now) else hours.next_opening(calendar, now)
    if opens is None or _is_working_day(calendar, opens):
        return opens or now
    return next_morning(calendar, opens) or opens


def day_of(calendar: LineCalendar, at: datetime) -> date:
    """Of the line's wall clock: nobody is asked twice on one."""
    return walltime.local_day(at, columns.read_zone(calendar.time_zone))


def day_ends(calendar: LineCalendar, now: datetime) -> datetime:
    """Whoever is to be asked before is asked with what is due now."""
    zone = columns.read_zone(calendar.time_zone)
    return walltime.day_start(day_of(calendar, now) + timedelta(days=1), zone)


def _is_working_day(calendar: LineCalendar, at: datetime) -> bool:
    day = day_of(calendar, at)
    return day.weekday() < _SATURDAY and hours.holiday_on(calendar, day) is None
