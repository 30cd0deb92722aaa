"""A month of cases by the line's clock, and what its practices are called in it."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.errors import Invalid, Problem
from advice_line.tables.cases import Case

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def bounds(month: str, zone: str) -> tuple[datetime, datetime]:
    """The month's first instant and the one after its last, by the wall clock of `zone`.

    Raises `errors.Invalid`.
    """
    found = _MONTH.fullmatch(month)
    if found is None:
        raise Invalid([Problem("month", f'"{month[:20]}" is not a month. Write it as 2026-11.')])
    year, number = int(found[1]), int(found[2])
    try:
        starts = date(year, number, 1)
        ends = date(year + number // 12, number % 12 + 1, 1)
    except ValueError:
        raise Invalid([Problem("month", "That year is out of range.")]) from None
    midnight = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (starts, ends))
    first, after = (each.astimezone(UTC) for each in midnight)
    return first, after


def before(day: date) -> str:
    """The month before that of a day, such as 2026-11."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"


def practice_letters(cases: Iterable[Case]) -> dict[str, str]:
    """Practices in the order in which they first asked this month: Practice A, Practice B, …"""
    marks = dict.fromkeys(case.practice_mark for case in cases if case.practice_mark)
    return {mark: f"Practice {_letter(position)}" for position, mark in enumerate(marks)}


def _letter(position: int) -> str:
    """A to Z, then AA, AB, …"""
    before, last = divmod(position, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
