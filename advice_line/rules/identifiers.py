"""Who a patient is: health service numbers, dates of birth, and what two identifiers mean.

The three schemes of the United Kingdom share ten digits, of which the last is a Modulus 11 check
digit, in ranges of their own (NHS Data Dictionary, "NHS Number"; Public Health Scotland,
"CHI Number"; Northern Ireland's "Health and Care Number"):

- Scotland's Community Health Index (CHI) begins with the date of birth as DDMMYY;
- Northern Ireland's Health and Care (H&C) numbers run from 320 000 001 to 399 999 999, without the
  check digit;
- England, Wales and the Isle of Man have the rest; 999 is set aside for tests and never issued.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advice_line.rules import days

OLDEST_YEARS = 125
EXAMPLE_DATE = "1 2 1950 or 1 February 1950"

_SEPARATORS = re.compile(r"[\s\-–—.·/]+")
_HC_FIRST, _HC_LAST = 320_000_001, 399_999_999


class NumberKind(StrEnum):
    NHS = "nhs"
    CHI = "chi"
    HC = "hc"
    TEST = "test"


NAMES = {
    NumberKind.NHS: "NHS number",
    NumberKind.CHI: "CHI number",
    NumberKind.HC: "Health and Care number",
    NumberKind.TEST: "test number",
}


class NotUsable(ValueError):
    """What was typed cannot be used; its text says in plain words why and how to mend it."""


def read_number(text: str) -> str:
    """The ten digits of an NHS, CHI or Health and Care number, typed in any grouping.

    Raises NotUsable.
    """
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise NotUsable("An NHS number has only digits, such as 999 123 4567. Take out the rest.")
    if len(digits) != 10:
        raise NotUsable(f"An NHS number has 10 digits; this one has {len(digits)}. Look again.")
    if not is_number(digits):
        raise NotUsable(
            "This number fails its own check: a digit is wrong or two are swapped. "
            "Compare it with the record."
        )
    return digits


def is_number(digits: str) -> bool:
    """Ten digits whose check digit is right and which lie in a range of one of the schemes."""
    if not re.fullmatch(r"[0-9]{10}", digits) or check_digit(digits[:9]) != digits[9]:
        return False
    return int(digits[0]) >= 3 or chi_day(digits) is not None


def check_digit(nine: str) -> str | None:
    """Modulus 11 over nine digits weighted 10 to 2; None where no number may have them."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return None if check == 10 else str(check % 11)


def kind_of(digits: str) -> NumberKind:
    """Which scheme a usable number belongs to.

    A number between 3001… and 3112… may be Scottish or English; it is called CHI.
    """
    if _HC_FIRST <= int(digits[:9]) <= _HC_LAST:
        return NumberKind.HC
    if digits.startswith("999"):
        return NumberKind.TEST
    return NumberKind.NHS if chi_day(digits) is None else NumberKind.CHI


def read_date_of_birth(text: str, today: date) -> date:
    """A plausible day of birth, from any usual way to write one; its century is never guessed.
    Raises NotUsable."""
    if days.is_short_of_its_year(text, today):
        raise NotUsable(
            f"The year has two figures, and we do not guess the century. Write all four, such as "
            f"{EXAMPLE_DATE}."
        )
    born = days.past_day(text, today)
    if born is None and (why := days.no_such_day(text)):
        raise NotUsable(f"{why} Look at the date.")
    if born is None:
        raise NotUsable(
            f"We could not read this as a date. Write the day first and the year in four figures, "
            f"such as {EXAMPLE_DATE}."
        )
    if born > today:
        raise NotUsable("This date of birth is in the future. Look at the year.")
    if born < days.add_months(today, -12 * OLDEST_YEARS):
        raise NotUsable(f"This is more than {OLDEST_YEARS} years ago. Look at the year.")
    return born


@dataclass(frozen=True)
class Identifiers:
    """What is known of one patient; `number` is ten digits."""

    name: str | None = None
    date_of_birth: date | None = None
    number: str | None = None


def disagreement(date_of_birth: date | None, number: str | None) -> str | None:
    """Why a date of birth and a number cannot both be right, or None (H02).

    Only a CHI number tells. One that begins with 3 may be English and is not held to it.
    """
    if date_of_birth is None or number is None or number[0] >= "3":
        return None
    written = chi_day(number)
    if written is None or written == f"{date_of_birth:%d%m%y}":
        return None
    return (
        f"This CHI number says born on {written[:2]}/{written[2:4]}/{written[4:]}, "
        f"the date of birth says {date_of_birth:%d/%m/%y}."
    )


def same_patient(one: Identifiers, other: Identifiers) -> bool:
    """Whether nothing known of the one contradicts the other; names are compared without case,
    spacing and punctuation."""
    pairs = (
        (_plain_name(one.name), _plain_name(other.name)),
        (one.date_of_birth, other.date_of_birth),
        (one.number, other.number),
    )
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _plain_name(name: str | None) -> str | None:
    return None if name is None else re.sub(r"\W+", "", name).casefold()


def chi_day(digits: str) -> str | None:
    """The DDMMYY a CHI number of these ten digits would begin with, or None where that is no day of
    any century."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    fits = any(days.day_month_year(day, month, century + year) for century in (1900, 2000))
    return digits[:6] if fits else None
