"""A line's targets as its setup file writes them: "15 min", "4 open hours", "1 open day"."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from advice_line.errors import Invalid, Problem
from advice_line.rules import working_time
from rota.opening import LineCalendar

EXAMPLE = '"15 min", "4 open hours" or "1 open day"'

_TEXT = re.compile(r"(\d{1,4})\s*(open\s+)?(min|minute|hour|day)s?")
_LENGTHS = {
    "min": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}


class Counting(StrEnum):
    """What runs: every clock, the working-time clock, or the count of open days."""

    CLOCK = "clock"
    OPEN_TIME = "open_time"
    OPEN_DAYS = "open_days"


@dataclass(frozen=True)
class Target:
    """`amount` is a length of time, except for open days, where it is that many days."""

    counting: Counting
    amount: timedelta

    def due(self, calendar: LineCalendar, since: datetime) -> datetime:
        """By when something asked at `since` must have happened. Open days end as the line
        closes. Where the line does not open, the plain clock counts."""
        if self.counting is Counting.OPEN_TIME:
            found = working_time.add(calendar, since, self.amount)
        elif self.counting is Counting.OPEN_DAYS:
            found = working_time.end_of_open_day(calendar, since, self.amount.days)
        else:
            found = None
        return found or since + self.amount


def read(text: str, field: str = "targets") -> Target:
    """Raises `errors.Invalid` with a problem on `field`."""
    found = _TEXT.fullmatch(" ".join(text.lower().split()))
    if found is None or int(found.group(1)) == 0:
        raise Invalid([Problem(field, f'"{text}" is no target. Write one such as {EXAMPLE}.')])
    count, is_open, unit = found.groups()
    amount = int(count) * _LENGTHS[unit]
    if not is_open:
        return Target(Counting.CLOCK, amount)
    return Target(Counting.OPEN_DAYS if unit == "day" else Counting.OPEN_TIME, amount)
