"""Days as people write them: "1-2-1950", "1st Feb 1950", "tomorrow", "in 2 weeks", "Friday".

British order: the day stands before the month unless the year comes first.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

# Not from strftime: the names must not follow the machine's language.
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEPARATOR = r"\s*[-/.,\s]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})")
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_WORD_SEPARATOR = r"[-/.,\s]*"
_DAY_WORD = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?{_WORD_SEPARATOR}(?:of\s+)?([a-z]{{3,9}})"
    rf"{_WORD_SEPARATOR}(\d{{4}}|\d{{2}})"
)
_WORD_DAY = re.compile(
    rf"([a-z]{{3,9}}){_WORD_SEPARATOR}(\d{{1,2}})(?:st|nd|rd|th)?[-/.,\s]+(\d{{4}}|\d{{2}})"
)
_DAY_MONTH_ALONE = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})")
_DAY_WORD_ALONE = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?{_WORD_SEPARATOR}([a-z]{{3,9}})")
_IN_SOME_TIME = re.compile(
    r"(?:in|within|after|by)?\s*(\d{1,3}|a|an|one|two|three|four|six)\s*(day|week|month)s?"
    r"(?: time)?"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_JUST_BEEN = {"today": 0, "yesterday": 1}
_A_LEAP_YEAR = 2000
_EIGHT_DIGITS = re.compile(r"\d{8}")


def past_day(text: str, today: date) -> date | None:
    """A day that has been: with two figures for the year, the one century that is not in the
    future and not more than 125 years ago; None where both would do, or it is no day."""
    plain = _plain(text)
    if plain in _JUST_BEEN:
        return today - timedelta(days=_JUST_BEEN[plain])
    return _absolute(plain, lambda year: _one_century(year, today))


def is_short_of_its_year(text: str, today: date) -> bool:
    """Whether it is a day whose year has two figures."""
    century = today.year // 100 * 100
    plain = _plain(text)
    return _absolute(plain, lambda year: century + year) != _absolute(plain, lambda _: None)


def coming_day(text: str, today: date) -> date | None:
    """A day that is to come, absolute or counted from today; None where it is no day.

    A weekday means its next occurrence after today; a day and month without a year the next one;
    a month counts as its calendar month (31 January and a month: the last day of February).
    """
    plain = _plain(text)
    return (
        _relative(plain, today)
        or _without_year(plain, today)
        or _absolute(plain, lambda year: today.year // 100 * 100 + year)
    )


def is_to_come(text: str, today: date) -> bool:
    """Whether it is counted forward from today ("tomorrow"); a weekday may have been as well."""
    plain = _plain(text)
    found = _relative(plain, today)
    return found is not None and found > today and _weekday(plain, today) is None


def no_such_day(text: str) -> str | None:
    """A sentence where this is written as a day is, and the calendar has none; else None."""
    day, month, year = _parts(_plain(text)) or (0, 0, None)
    if not day or not month:
        return None
    if month > 12:
        return f"There is no month {month}: the day stands before the month."
    name = MONTHS[month - 1].capitalize()
    if day_month_year(day, month, _A_LEAP_YEAR) is None:
        return f"{name} has no {_ordinal(day)}."
    if year is not None and day_month_year(day, month, year) is None:
        return f"{name} has no {_ordinal(day)} in that year."
    return None


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number in (11, 12, 13) else ends.get(number % 10, 'th')}"


def _parts(plain: str) -> tuple[int, int, int | None] | None:
    """Day, month and year, None where none was given; two figures count in the century of 2000, and
    its leap years are those of the one before, but for the first."""
    if _EIGHT_DIGITS.fullmatch(plain):
        plain = _apart(plain)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain) or _DAY_WORD.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _WORD_DAY.fullmatch(plain):
        month, day, year = found.groups()
    elif found := _DAY_MONTH_ALONE.fullmatch(plain) or _DAY_WORD_ALONE.fullmatch(plain):
        day, month, year = *found.groups(), None
    else:
        return None
    number = int(month) if month.isdigit() else month_of(month) or 0
    return int(day), number, _full(year) if year else None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _apart(plain: str) -> str:
    """01021950 or 19500201: no text can be read both ways, since months end at 12."""
    if plain[4:6] in ("19", "20"):
        return f"{plain[:2]} {plain[2:4]} {plain[4:]}"
    return f"{plain[:4]} {plain[4:6]} {plain[6:]}"


def day_month_year(day: int, month: int, year: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: date) -> str:
    """ "1 February 1950": as `past_day` and `coming_day` read it, and as nobody misreads it."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def or_words(text: str) -> str:
    """A day in ISO form, as a record keeps it, as people write it; other words as they are."""
    try:
        return written(date.fromisoformat(text))
    except ValueError:
        return text


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name or its beginning of three letters or more ("Sept")."""
    return _place(word.lower(), MONTHS)


def _place(word: str, names: Sequence[str]) -> int | None:
    """From 1: the name that begins with the word, which must have three letters or more."""
    found = [number for number, name in enumerate(names, start=1) if name.startswith(word)]
    return found[0] if found and len(word) >= 3 else None


def add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("–", "-").replace("—", "-").split()).rstrip(".")


def _absolute(plain: str, century: Callable[[int], int | None]) -> date | None:
    if _EIGHT_DIGITS.fullmatch(plain):
        plain = _apart(plain)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
        return day_month_year(int(day), int(month), int(year))
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
        return _dated(int(day), int(month), year, century)
    return _in_words(plain, century)


def _in_words(plain: str, century: Callable[[int], int | None]) -> date | None:
    if found := _DAY_WORD.fullmatch(plain):
        day, word, year = found.groups()
    elif found := _WORD_DAY.fullmatch(plain):
        word, day, year = found.groups()
    else:
        return None
    month = month_of(word)
    return None if month is None else _dated(int(day), month, year, century)


def _dated(day: int, month: int, year: str, century: Callable[[int], int | None]) -> date | None:
    full = int(year) if len(year) == 4 else century(int(year))
    return None if full is None else day_month_year(day, month, full)


def _one_century(year: int, today: date) -> int | None:
    fitting = [
        full
        for base in (today.year // 100 * 100, today.year // 100 * 100 - 100)
        if today.year - 125 <= (full := base + year) <= today.year
    ]
    return fitting[0] if len(fitting) == 1 else None


def _relative(plain: str, today: date) -> date | None:
    if plain in ("today", "now", "same day"):
        return today
    if plain in ("tomorrow", "next day"):
        return today + timedelta(days=1)
    plain = {"next week": "1 week", "next month": "1 month", "fortnight": "2 weeks"}.get(
        plain, plain
    )
    if found := _IN_SOME_TIME.fullmatch(plain):
        count, unit = found.groups()
        return _after(today, _NUMBERS.get(count) or int(count), unit)
    return _weekday(plain, today)


def _after(today: date, count: int, unit: str) -> date:
    if unit == "month":
        return add_months(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _weekday(plain: str, today: date) -> date | None:
    name = plain.removeprefix("by ").removeprefix("on ").removeprefix("next ")
    number = _place(name, _WEEKDAYS)
    if number is None:
        return None
    return today + timedelta(days=(number - 1 - today.weekday() - 1) % 7 + 1)


def _without_year(plain: str, today: date) -> date | None:
    found = _DAY_WORD_ALONE.fullmatch(plain)
    month = month_of(found.group(2)) if found else None
    if found is None or month is None:
        return None
    this_year = day_month_year(int(found.group(1)), month, today.year)
    if this_year is None or this_year >= today:
        return this_year
    return day_month_year(int(found.group(1)), month, today.year + 1)
