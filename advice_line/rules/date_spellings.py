"""Every way a known day may stand in a text: figures in any order, names of months, words.

The patterns match folded text (`rules/folding.py`).
"""

import re
from datetime import date

from advice_line.rules.days import MONTHS

_UNITS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip
_SEPARATED = r"[\s\-/.,|\\:_]{1,3}"
_BLANKS = r"[\s\-/.,]{0,3}"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def pattern_for(day: date) -> re.Pattern[str]:
    """What finds the day in folded text, in British, American and international order, with two
    or four figures for the year, and with its month or all of it in words."""
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    year = rf"(?:{day.year}|'?{day:%y})"
    # Whatever follows the first three letters: "Febuary" is the same month.
    month = rf"{MONTHS[day.month - 1][:3]}[a-z]{{0,7}}"
    in_words = rf"(?:the\s+)?(?:{number}|{_day_in_words(day.day)})"
    any_year = rf"(?:{year}|{_year_in_words(day.year)})"
    figures = (
        rf"0?{day.day}{_SEPARATED}0?{day.month}{_SEPARATED}{year}",
        rf"0?{day.month}{_SEPARATED}0?{day.day}{_SEPARATED}{year}",
        rf"{year}{_SEPARATED}0?{day.month}{_SEPARATED}0?{day.day}",
        rf"0?{day.day}{_SEPARATED}{_ROMAN[day.month - 1]}{_SEPARATED}{year}",
        f"{day:%d%m%Y}",
        f"{day:%d%m%y}",
        f"{day:%Y%m%d}",
    )
    worded = (
        rf"{in_words}{_BLANKS}(?:day\s+)?(?:of\s+)?{month}{_BLANKS}{any_year}",
        rf"{month}{_BLANKS}{in_words}{_SEPARATED}{any_year}",
        rf"{year}{_SEPARATED}{month}{_SEPARATED}{number}",
    )
    return re.compile(rf"(?i)(?<!\d)(?:{'|'.join(figures + worded)})(?!\d)")


def _day_in_words(number: int) -> str:
    words = _cardinal(number)
    last = words[-1]
    ordinal = _ORDINALS.get(last, f"{last}th")
    return r"[\s\-]+".join([*words[:-1], f"(?:{ordinal}|{last})"])


def _year_in_words(year: int) -> str:
    """ "nineteen fifty", "nineteen oh five", "two thousand and five", "twenty twenty-six"."""
    century, rest = divmod(year, 100)
    spoken = [_joined(_cardinal(century)), _hundred_year(rest)]
    ways = [r"[\s\-]+".join(spoken)]
    if century == 20:
        small = r"\s+(?:and\s+)?" + _joined(_cardinal(rest)) if rest else ""
        ways.append(rf"two\s+thousand{small}")
    return f"(?:{'|'.join(ways)})"


def _hundred_year(rest: int) -> str:
    if rest == 0:
        return "hundred"
    spoken = _joined(_cardinal(rest))
    return rf"(?:hundred\s+and\s+|oh\s+|o\s+)?{spoken}" if rest < 10 else spoken


def _cardinal(number: int) -> list[str]:
    if number < len(_UNITS):
        return [_UNITS[number]]
    tens, units = divmod(number, 10)
    return [_TENS[tens], _UNITS[units]] if units else [_TENS[tens]]


def _joined(words: list[str]) -> str:
    return r"[\s\-]*".join(words)
