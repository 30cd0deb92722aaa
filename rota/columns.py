"""The texts of a rota: "mon-fri", "08:00-19:00", "Europe/London", read and written back.

People write them in the setup file and the tables keep them, so that both read the same. Every
reader raises ValueError with a sentence that says what was wrong and gives an example.
"""

import re
from collections.abc import Collection
from datetime import time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BANK_HOLIDAY = 7
DAYS = (*WEEKDAYS, "bank_holiday")

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_MIDNIGHT_ENDING_A_DAY = "24:00"


def read_days(text: str) -> tuple[int, ...]:
    """Weekdays from Monday = 0, in order; a range may run over Sunday ("fri-mon"). Bank holidays
    are named by themselves ("sat,bank_holiday") and come back as `BANK_HOLIDAY`."""
    days: list[int] = []
    for part in text.split(","):
        days.extend(_range(part.strip(), text))
    if len(set(days)) < len(days):
        raise ValueError(f'"{text}" names a day twice; write for example "mon-wed,fri".')
    return tuple(sorted(days))


def write_days(days: Collection[int]) -> str:
    """The shortest text that `read_days` understands; two days in a row stay a list."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1 and day != BANK_HOLIDAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_write_run(run) for run in runs)


def read_times(text: str) -> tuple[time, time]:
    """Local start and end of "08:00-19:00"; an end of 24:00 comes back as midnight, 00:00."""
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f'"{text}" is not a stretch of time; write for example "08:00-19:00".')
    ends_the_day = end.strip() == _MIDNIGHT_ENDING_A_DAY
    return _read_clock(start.strip(), text), time() if ends_the_day else _read_clock(end, text)


def write_times(start: time, end: time) -> str:
    last = _MIDNIGHT_ENDING_A_DAY if end == time() else f"{end:%H:%M}"
    return f"{start:%H:%M}-{last}"


@lru_cache(maxsize=64)
def read_zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f'"{text}" is not a time zone; write for example "Europe/London".'
        ) from error


def _range(part: str, text: str) -> list[int]:
    if part == DAYS[BANK_HOLIDAY]:
        return [BANK_HOLIDAY]
    first, dash, last = part.partition("-")
    start = _read_day(first.strip(), text)
    end = _read_day(last.strip(), text) if dash else start
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _read_day(name: str, text: str) -> int:
    if name not in WEEKDAYS:
        raise ValueError(
            f'"{name}" in "{text}" is not a weekday; write for example "mon-fri" or "mon,wed".'
        )
    return WEEKDAYS.index(name)


def _write_run(run: list[int]) -> str:
    names = [DAYS[day] for day in run]
    return f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names)


def _read_clock(text: str, whole: str) -> time:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f'"{text}" in "{whole}" is not a time of day; write for example "08:00-19:00".'
        )
    return time(int(found[1]), int(found[2]))
