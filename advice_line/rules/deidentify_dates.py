"""Days in a text become how long before or after the question they were; ages become bands of five
years; dates of birth go.

The patterns match folded text (`rules/folding.py`).
"""

import re
from collections.abc import Iterator
from datetime import date

from advice_line.rules import day_words, days
from advice_line.rules.spans import Kind, Span

BORN = "[date of birth]"
DATE = "[date]"

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_NOT_A_LENGTH = r"(?!\s?(?:mm|cm|ml|mg|kg|%))"
_NOT_A_SPELL = r"(?!\s*(?:weeks?|months?|days?|hours?|years?|mm|cm|%|/\d|-\d|\.\d))"
_WORDED = rf"(?P<spoken>{day_words.PATTERN})"
# Each has the groups day or spoken, month or word, year or short as far as it holds them.
_PATTERNS = tuple(
    re.compile(rf"(?i)(?<![\w/.\-]){pattern}(?!\d|[/.\-]\d)")
    for pattern in (
        rf"(?P<year>{_YEAR})[\-/.](?P<month>\d{{1,2}})[\-/.](?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}})(\s?[/\-]\s?)(?P<month>\d{{1,2}})\2(?P<year>{_YEAR}|\d\d)"
        + _NOT_A_LENGTH,
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_YEAR})",
        r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)" + _NOT_A_LENGTH,
        rf"(?P<day>\d{{1,2}})\s(?P<month>\d{{1,2}})\s(?P<year>{_YEAR})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sday)?[\s\-/.,]{{0,2}}(?:of\s)?"
        rf"(?P<word>{_MONTH})(?![a-z])"
        rf"(?:[\s\-/.,]{{0,2}}(?P<year>{_YEAR})|(?:\s?'|[\-/.])(?P<short>\d\d))?",
        rf"{_WORDED}(?:\sday)?\s{{1,2}}of\s(?P<word>{_MONTH})(?![a-z])"
        rf"(?:[\s\-/.,]{{0,2}}(?P<year>{_YEAR})|(?:\s?'|[\-/.])(?P<short>\d\d))?",
        rf"(?P<word>{_MONTH})\sthe\s{_WORDED}\b(?:[\s,]{{1,2}}(?P<year>{_YEAR}))?",
        rf"(?P<word>{_MONTH})\b\.?\s(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:,?\s(?P<year>{_YEAR})|{_NOT_A_SPELL})",
        rf"(?P<word>{_MONTH})\b[\s\-/.,]{{1,2}}(?:of\s)?(?P<year>{_YEAR})",
        rf"(?P<word>{_MONTH})\b(?:\s?'|[\-/])(?P<short>\d\d)",
    )
)
_BIRTH = re.compile(
    r"(?i)\b(?:d\.?\s?o\.?\s?b\.?|date of birth|birth ?da(?:te|y)|born)"
    r"(?:\s?(?:is|was|on|in|:|=|-)){0,2}\s{0,2}(?:the\s)?"
    r"(?P<day>[\d'][\d/.,\-\s]{2,12}\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?|{day_words.PATTERN})(?:\sday)?[\s\-/.,]{{0,2}}(?:of\s)?{_MONTH}"
    rf"(?:[\s\-/.,']{{1,2}}\d{{2,4}})?|{_MONTH}[\s\-/.,]{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?:[\s\-/.,']{{1,2}}\d{{2,4}})?|(?:{_MONTH}\s)?{_YEAR})"
)

_NOT_A_PERSON = (
    r"(?![\s\-]+(?:fracture|injur|scan|(?-i:CT|MRI?)\b|x-?ray|film|image|prosthe|implant"
    r"|metalwork))"
)
_YEARS_OLD = re.compile(
    r"(?i)(?<![\w.])(?P<age>\d{1,3})[\s\-]{0,2}"
    r"(?:(?:years?|yrs?|y)[\s\-]{0,2}(?:old|of\sage)|y\.?/?\s?o\b\.?)" + _NOT_A_PERSON
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_IN_WORDS = rf"(?:{'|'.join(_TENS)})(?:[\s\-]?(?:{'|'.join(_ONES)}))?"
_YEARS_OLD_IN_WORDS = re.compile(
    rf"(?i)\baged?\s({_IN_WORDS})\b|\b({_IN_WORDS})[\s\-]years?[\s\-](?:old|of\sage)"
)
_AGED = re.compile(
    r"(?i)\b(?:aged?|age\sof)\s?(?:is\s|:\s?|=\s?)?(?P<age>\d{1,3})"
    r"(?:[\s\-]{0,2}(?:years?|yrs?|y)\b)?(?!\d|\.\d|-\d|[\s\-]?(?:month|mth|week|wk|day))"
)
_MONTHS_OLD = re.compile(
    r"(?i)(?<![\w.])(?:aged?\s)?(?P<age>\d{1,3})[\s\-]?(?P<unit>day|week|wk|month|mth)s?"
    r"(?:[\s\-]old\b|\sof\sage\b)" + _NOT_A_PERSON
)
_PART_OF_A_YEAR = re.compile(
    r"(?i)(?<![\w./])(?P<age>\d{1,2})/(?P<of>12|52)\s(?:of\sage\b|old\b|(?=(?:baby|infant|child|boy|girl)\b))"
)
_AGE_AND_SEX = re.compile(
    r"(?:^|(?<=[.(,;:\n])|(?<=[.(,;:\n]\s)|(?<=\b[Aa]\s)|(?<=\b[Tt]his\s)|(?<=\b[Pp]t\s))"
    r"(?P<age>1[89]|[2-9]\d|10\d)\s?(?:[MF]|male|female|man|woman|lady|gentleman)\b"
    r"(?!\s(?:catheter|sheath|drain|tube|stent|Foley|French))"
)

# "Mrs Fable, 76, has pain": figures alone between commas, before what a person does.
_AGE_APART = re.compile(
    r"(?<=,\s)(?P<age>1[89]|[2-9]\d|10\d)(?=,\s"
    r"(?i:has|had|with|who|presents?|presented|seen|came|attends|attended|complains|referred)\b)"
)


def find(text: str, asked_on: date | None) -> Iterator[Span]:
    """Dates of birth by what stands before them, other days, and ages. With `asked_on`, the local
    day of the question, a day within ten years becomes an offset."""
    for found in _BIRTH.finditer(text):
        yield Span(*found.span("day"), Kind.DATE_OF_BIRTH, BORN)
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if (replacement := _dated(found, asked_on)) is not None:
                yield Span(*found.span(), Kind.DATE, replacement)
    yield from _ages(text)


def full_dates(text: str) -> Iterator[date]:
    """The days that a text names with their year."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            day = _day(found)
            if day is not None and _number(found.groupdict()):
                yield day


def offset(day: date, asked_on: date) -> str:
    """ "3 weeks earlier", coarser the further away; [date] beyond ten years, where the length of
    time would tell an age."""
    away = abs((day - asked_on).days)
    side = "earlier" if day < asked_on else "later"
    if away == 0:
        return "[the same day]"
    if away > 3650:
        return DATE
    for unit, length, at_least in (("year", 365, 730), ("month", 30, 70), ("week", 7, 14)):
        if away >= at_least:
            return f"[{round(away / length)} {unit}s {side}]"
    return f"[{away} day{'s' if away > 1 else ''} {side}]"


def band(age: int) -> str:
    if age >= 90:
        return "[aged 90 or over]"
    return f"[aged {age // 5 * 5}–{age // 5 * 5 + 4}]"


def _dated(found: re.Match[str], asked_on: date | None) -> str | None:
    """What stands for the day, or None where the figures are no day at all."""
    groups = found.groupdict()
    if _is_plain_may(found.group(), groups):
        return None
    day = _day(found)
    if day is None:
        day = _nearest(groups, asked_on)
        if day is None:
            return DATE if groups.get("word") else None
    if asked_on is None:
        return DATE
    if not _number(groups) and (day.year, day.month) == (asked_on.year, asked_on.month):
        return "[the same month]"
    return offset(day, asked_on)


def _nearest(groups: dict[str, str | None], asked_on: date | None) -> date | None:
    """A day and month without a year: the one nearest to the question."""
    month, number = days.month_of(groups.get("word") or ""), _number(groups)
    if asked_on is None or month is None or number is None:
        return None
    years = (asked_on.year - 1, asked_on.year, asked_on.year + 1)
    found = (days.day_month_year(number, month, year) for year in years)
    return min(
        (day for day in found if day is not None),
        key=lambda day: abs(day - asked_on),
        default=None,
    )


def _is_plain_may(text: str, groups: dict[str, str | None]) -> bool:
    """The verb: "grade 3 may need", as against "3 May" and "the third of may"."""
    return (
        "may" in text and " of " not in text and not groups.get("year") and not groups.get("short")
    )


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    year = groups.get("year") or groups.get("short")
    if year is None:
        return None
    full = int(year) if len(year) == 4 else _century(int(year))
    month = days.month_of(groups["word"]) if groups.get("word") else int(groups["month"] or 0)
    # A month without a day stands for its middle.
    number = _number(groups) or 15
    if month is None:
        return None
    return days.day_month_year(number, month, full) or days.day_month_year(month, number, full)


def _number(groups: dict[str, str | None]) -> int | None:
    """Of the day within its month."""
    if spoken := groups.get("spoken"):
        return day_words.number(spoken)
    day = groups.get("day")
    return int(day) if day else None


def _century(year: int) -> int:
    return 2000 + year if year < 50 else 1900 + year


def _ages(text: str) -> Iterator[Span]:
    for pattern in (_YEARS_OLD, _AGED, _AGE_AND_SEX, _AGE_APART):
        for found in pattern.finditer(text):
            age = int(found["age"])
            if age <= 115:
                start, end = found.span() if pattern is not _AGE_AND_SEX else found.span("age")
                yield Span(start, end, Kind.AGE, band(age))
    for found in _YEARS_OLD_IN_WORDS.finditer(text):
        yield Span(*found.span(), Kind.AGE, band(_spoken(found[1] or found[2])))
    for found in _MONTHS_OLD.finditer(text):
        months = found["unit"].lower() in ("month", "mth") and int(found["age"]) >= 12
        yield Span(*found.span(), Kind.AGE, band(0) if months else "[aged under 1]")
    for found in _PART_OF_A_YEAR.finditer(text):
        years = int(found["age"]) // int(found["of"])
        said = band(years) if years else "[aged under 1]"
        yield Span(*found.span(), Kind.AGE, said + " " * found.group().endswith(" "))


def _spoken(words: str) -> int:
    plain = words.lower()
    tens = next(number for number, name in enumerate(_TENS, start=2) if plain.startswith(name))
    ones = [number for number, name in enumerate(_ONES, start=1) if plain.endswith(name)]
    return tens * 10 + (ones[0] if ones else 0)
