"""When a line is open, in words: its next days, and where its list of bank holidays runs out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from advice_line.rules import labels
from advice_line.rules.written import wall_time
from rota import bank_holidays, columns, hours, rendering
from rota.opening import LineCalendar

DAYS_SHOWN = 14
_LOOK_AHEAD = timedelta(days=365)
_WHOLE_DAY = [(time(), time())]


@dataclass(frozen=True)
class OpenDay:
    """`note` says why it is closed, or why its hours are its own."""

    day: date
    words: str
    note: str | None


def days_from(calendar: LineCalendar, today: date, count: int = DAYS_SHOWN) -> Iterator[OpenDay]:
    for row in rendering.opening(calendar, today, count):
        periods = [columns.read_times(text) for text in row["open"]]
        words = times(periods) if periods else "Closed"
        yield OpenDay(date.fromisoformat(row["date"]), words, why(row["reason"]))


def times(periods: Sequence[tuple[time, time]]) -> str:
    """ "8am to midday, 1pm to 7pm" """
    if list(periods) == _WHOLE_DAY:
        return "all day"
    return ", ".join(f"{wall_time(start)} to {wall_time(end)}" for start, end in periods)


def why(because: str | None) -> str | None:
    """ "Bank holiday: Christmas Day"; None outside the usual hours."""
    words = labels.why_closed(because)
    return words[:1].upper() + words[1:] if words else None


def changes_at(calendar: LineCalendar, now: datetime) -> datetime | None:
    """When it next closes where it is open, or opens where it is closed."""
    find = hours.next_closing if hours.is_open(calendar, now) else hours.next_opening
    return find(calendar, now)


def list_ends(calendar: LineCalendar, today: date) -> str | None:
    """A sentence when the list of bank holidays does not reach a year ahead."""
    return bank_holidays.warning(calendar.nation, today + _LOOK_AHEAD)
