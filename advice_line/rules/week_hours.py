"""The hours of a line's week in words: days that follow each other with the same hours are one."""

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import groupby

from advice_line.rules.written import wall_time

ALL_DAY = "all day"
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHOLE_DAY = [(time(), time())]
Times = Sequence[tuple[time, time]]


def rows(by_weekday: Sequence[Times], bank_holiday: Times) -> Iterator[tuple[str, str]]:
    """Such as ("Monday to Friday", "8am to 7pm"); closed days are left out, bank holidays not."""
    for periods, days in groupby(enumerate(by_weekday), key=lambda each: list(each[1])):
        numbers = [number for number, _ in days]
        if periods:
            yield _days(numbers), times(periods)
    yield "Bank holidays", times(bank_holiday) if bank_holiday else "closed"


def times(periods: Times) -> str:
    """ "8am to midday, 1pm to 7pm" """
    if list(periods) == _WHOLE_DAY:
        return ALL_DAY
    return ", ".join(f"{wall_time(start)} to {wall_time(end)}" for start, end in periods)


def _days(numbers: Sequence[int]) -> str:
    first, last = _WEEK[numbers[0]], _WEEK[numbers[-1]]
    return first if first == last else f"{first} to {last}"
