"""Dates and times of day as people and rota systems write them. Days come before months, always.

Every reader raises ValueError with a sentence that says what was wrong and gives an example.
"""

import re
from datetime import date, datetime, time, timedelta

from rota.exchange.sheets import Value
from rota.values import Tier

# Minutes from midnight; 24:00 is 1440.
Clock = int
ENDS_THE_DAY: Clock = 24 * 60

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3,9})\.?,?[ -]+(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?(?:[:.][0-5]\d)?\s*([ap])?\.?m?\.?")
_RANGE = re.compile(r"(\S+(?:\s?[ap]m)?)\s*(?:-|–|—|\bto\b|\buntil\b)\s*(\S+(?:\s?[ap]m)?)")
_IN_WORDS = re.compile(
    r"\d{1,2}[:.]?\d{0,2}\s?(?:[ap]m)?\s*(?:-|–|—|to|until)\s*\d{1,2}[:.]?\d{0,2}\s?(?:[ap]m)?"
)
_TIERS = (
    (re.compile(r"\b(?:lead|third|3rd)\b"), Tier.LEAD),
    (re.compile(r"\b(?:(?:tier|level|t)\s*2|second|2nd)\b"), Tier.SECOND),
    (re.compile(r"\b(?:(?:tier|level|t)\s*1|first|1st)\b"), Tier.FIRST),
)


def read_date(value: Value) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        raise ValueError(f'"{value:%H:%M}" is a time, not a date; write for example 23/11/2026.')
    return _date(value.split("T")[0])


def read_clock(value: Value) -> Clock:
    """A datetime gives its time of day."""
    if isinstance(value, time | datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, date):
        raise ValueError(f'"{value}" is a date, not a time; write for example 08:00.')
    return _clock(value, value)


def read_moment(value: Value) -> tuple[date, Clock] | None:
    """Date and time of one cell ("23/11/2026 08:00"); None where it holds a time alone."""
    if isinstance(value, datetime):
        return value.date(), read_clock(value)
    if not isinstance(value, str):
        return None
    text = value.strip().replace("T", " ") if _ISO.match(value) else value.strip()
    day, _, clock = text.rpartition(" ")
    # "8:00 pm" has a blank and no date, "23 Nov 2026 8:00 pm" both.
    if clock.casefold().rstrip(".") in ("am", "pm", "a.m", "p.m"):
        day, _, hour = day.rpartition(" ")
        clock = f"{hour} {clock}"
    if not day or _CLOCK.fullmatch(clock.casefold()) is None or _looks_like_a_year(clock, day):
        return None
    return _date(day), _clock(clock, value)


def read_range(text: str) -> tuple[Clock, Clock]:
    """Start and end of "08:00-13:00", "0800 – 1300", "8am to 1pm"."""
    found = _RANGE.fullmatch(text.strip().casefold())
    if found is None:
        raise ValueError(f'"{text}" is not a stretch of time; write for example "08:00-13:00".')
    return _clock(found[1], text), _clock(found[2], text)


def range_in(text: str) -> tuple[Clock, Clock] | None:
    """The stretch of time that a heading such as "AM 08:00-13:00" names, if it names one."""
    found = _IN_WORDS.search(text.casefold())
    if found is None:
        return None
    try:
        return read_range(found[0])
    except ValueError:
        return None


def read_tier(value: Value) -> Tier:
    text = value if isinstance(value, str) else value.isoformat()
    found = tier_in(f"tier {text}" if text.strip() in ("1", "2") else text)
    if found is None:
        raise ValueError(f'"{text}" is not a tier; write 1, 2 or lead.')
    return found


def tier_in(text: str) -> Tier | None:
    return next((tier for form, tier in _TIERS if form.search(text.casefold())), None)


def wall_clock(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=clock)


def _looks_like_a_year(clock: str, day: str) -> bool:
    return clock.isdigit() and len(clock) == 4 and _DAY_FIRST.search(day) is None


def _date(text: str) -> date:
    plain = _WEEKDAY.sub("", text.strip().casefold(), count=1)
    try:
        if found := _ISO.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(plain):
            return _day_first(found, text)
        if found := _NAMED.fullmatch(plain):
            return date(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    except ValueError as error:
        raise ValueError(str(error) if "write" in str(error) else _no_day(text)) from error
    raise ValueError(f'"{text}" is not a date; write for example 23/11/2026 or 2026-11-23.')


def _day_first(found: re.Match[str], text: str) -> date:
    day, month = int(found[1]), int(found[2])
    if month > 12 >= day:
        raise ValueError(f'"{text}" has no month {month}; write the day first, as in 23/11/2026.')
    return date(_year(found[3]), month, day)


def _no_day(text: str) -> str:
    return f'"{text}" is no day of the calendar; write for example 23/11/2026.'


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _clock(text: str, whole: str) -> Clock:
    found = _CLOCK.fullmatch(text.strip().casefold())
    hour, minute, half = (found[1], found[2], found[3]) if found else ("99", None, None)
    clock = int(hour) * 60 + int(minute or 0)
    if half and 1 <= int(hour) <= 12:
        clock = clock % (12 * 60) + (12 * 60 if half == "p" else 0)
    if clock > ENDS_THE_DAY or (half and int(hour) > 12):
        raise ValueError(f'"{whole}" is not a time of day; write for example 08:00.')
    return clock
