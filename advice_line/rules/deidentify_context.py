"""What tells who it is only beside what the query knows: its patient's age as bare figures, a day
without its year, "last Tuesday". What is not sure is left, and `look_at` names it to the author.

The patterns match folded text (`rules/folding.py`).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from advice_line.rules import days
from advice_line.rules.deidentify_dates import DATE, band, offset
from advice_line.rules.deidentify_known import Known
from advice_line.rules.spans import Kind, Span

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ADULT = 18

_BEGINS = r"(?:^|(?<=[.;,(\n?!])|(?<=[.;,(\n?!]\s))"
_NOT_MORE = r"(?!,?\s(?:or|to|and|\d+|" + "|".join(_SMALL) + r")\b)"
_ENDS = (
    r"(?=\s*(?:$|[.,;)\n?!](?!\d))|\s(?:with|who|has|had|never|non|ex|male|female|man|woman|lady"
    r"|gentleman|smoker|presents|presenting)\b)" + _NOT_MORE
)
# Figures after these are a measurement, however they are set apart.
_MEASURED = re.compile(
    r"(?i)\b(?:e?gfr|hb|haemoglobin|crp|esr|psa|tsh|bmi|ca ?\d+|rate|pulse|hr|bp|sats?"
    r"|saturations?|temp\w*|spo2|wcc|wbc|plt|platelets?|urea|creat\w*|sodium|potassium|na|ferritin|scor\w*|grade"
    r"|stage|angle|suv|hu|kvp?|weigh\w*|height|dose|fev1?|l?vef|inr|glucose|hba1c|calcium|al[tp]"
    r"|bilirubin|albumin|vitamin|flow|room|bed|ward|page|slice|series|level|steady|stable|stood"
    r"|measur\w*|value|titre|count|percent\w*|cent\w*|neutrophils|mcv|ldh|troponin|d-?dimer)\b"
    r"[^.;\n]{0,30}$"
)
_DAY_AND_MONTH = re.compile(
    r"(?<![\w/.\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\w%]|[/.\-]\d|\s?(?:%|mmhg|weeks?|days?"
    r"|months?|years?))"
)
_DATED = re.compile(r"(?i)\b(?:on|since|until|till|dated)\s(?:the\s)?$")
# "6/12" is six months, "3/7" three days, "8/10" how bad a pain is.
_SPELLS, _SCORES = frozenset({"7", "12"}), frozenset({"3", "4", "5", "6", "10"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = (
    r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|saturday|sunday)"
)
_NAMED_DAY = re.compile(rf"(?i)\b(?P<which>last|past|this|next|coming)\s{_WEEKDAY}\b")
_ANY_DAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_MAYBE_AGE = re.compile(
    rf"(?i){_BEGINS}(?:at\s)?(?:1[89]|[2-9]\d|10\d){_ENDS}"
    rf"|\bat\s(?:[1-9]\d?|{'|'.join(_SMALL)}|(?:{'|'.join(_TENS)})(?:[\s\-]\w+)?){_ENDS}"
)


def find(text: str, known: Known) -> Iterator[Span]:
    """What is surely an age, by the patient's own, or surely a day."""
    for age in _ages(known):
        for pattern in _bare(age):
            for found in pattern.finditer(text):
                if not _MEASURED.search(text[: found.start()]):
                    yield Span(*found.span(), Kind.AGE, band(age))
    for found in _DAY_AND_MONTH.finditer(text):
        if _is_day(text, found):
            yield Span(*found.span(), Kind.DATE, _nearest(found, known.asked_on))
    for found in _NAMED_DAY.finditer(text):
        yield Span(*found.span(), Kind.DATE, _named(found, known.asked_on))


def look_at(text: str, known: Known) -> Iterator[str]:
    """What may be an age or a day and is left in `text`: for its author and the second person to
    decide. In order, each once."""
    found = [(each.start(), each.group().strip()) for each in _left(text, known)]
    yield from dict.fromkeys(words for _, words in sorted(found))


def _left(text: str, known: Known) -> Iterator[re.Match[str]]:
    for found in _DAY_AND_MONTH.finditer(text):
        plain = _may_be_day(found) and found["month"] not in _SPELLS | _SCORES
        if plain or _is_day(text, found):
            yield found
    yield from _ANY_DAY.finditer(text)
    yield from _NAMED_DAY.finditer(text)
    for found in _MAYBE_AGE.finditer(text):
        if not _MEASURED.search(text[: found.start()]):
            yield found
    for age in _ages(known):
        yield from re.finditer(rf"(?<![\w/.\-]){age}(?![\w/%\-]|\.\d)", text)


def _ages(known: Known) -> set[int]:
    if known.asked_on is None:
        return set()
    on = known.asked_on
    ages = (
        on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        for born in known.dates_of_birth
    )
    return {age for age in ages if 0 < age <= 115}


def _bare(age: int) -> Iterator[re.Pattern[str]]:
    """Figures alone are an adult's age at most: a child's are those of too much else."""
    words = _in_words(age)
    said = rf"(?:{age}|{words})" if words else str(age)
    yield re.compile(rf"(?i){_BEGINS}at\s{said}{_ENDS}")
    who = r"(?:s?he|they|who|patient|pt)(?:['’]s|\s(?:is|was))"
    yield re.compile(rf"(?i)(?<=\b)(?:{who}\s(?:now\s|only\s|just\s|nearly\s)?){said}{_ENDS}")
    if age >= _ADULT:
        yield re.compile(rf"(?i){_BEGINS}{age}{_ENDS}")
        yield re.compile(rf"(?i)\bat\s{age}{_ENDS}")


def _in_words(age: int) -> str:
    if age < 20:
        return _SMALL[age - 1]
    if age >= 100:
        return ""
    tens, ones = _TENS[age // 10 - 2], age % 10
    return rf"{tens}[\s\-]?{_SMALL[ones - 1]}" if ones else tens


def _may_be_day(found: re.Match[str]) -> bool:
    return days.day_month_year(int(found["day"]), int(found["month"]), 2024) is not None


def _is_day(text: str, found: re.Match[str]) -> bool:
    if not _may_be_day(found):
        return False
    day, month = found["day"], found["month"]
    late = int(day) > 12
    if month in _SPELLS | _SCORES:
        return late and (month not in _SPELLS or _DATED.search(text[: found.start()]) is not None)
    dated = _DATED.search(text[: found.start()]) is not None
    return late or dated or day.startswith("0") or month.startswith("0")


def _nearest(found: re.Match[str], asked_on: date | None) -> str:
    if asked_on is None:
        return DATE
    years = (asked_on.year - 1, asked_on.year, asked_on.year + 1)
    each = (days.day_month_year(int(found["day"]), int(found["month"]), year) for year in years)
    return offset(min((d for d in each if d), key=lambda d: abs(d - asked_on)), asked_on)


def _named(found: re.Match[str], asked_on: date | None) -> str:
    if asked_on is None:
        return DATE
    wanted = next(n for n, day in enumerate(_WEEKDAYS) if day.startswith(found["day"].lower()[:3]))
    ahead = (wanted - asked_on.weekday()) % 7
    if found["which"].lower() in ("last", "past"):
        ahead = ahead - 7
    elif ahead == 0 and found["which"].lower() != "this":
        ahead = 7
    return offset(asked_on + timedelta(days=ahead), asked_on)
