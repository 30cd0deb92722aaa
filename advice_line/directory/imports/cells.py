"""One cell of a directory file as the value that is kept. Each raises ValueError, whose text
continues the name of the column: 'telephone: "0163" is no telephone number …'."""

import re
from datetime import date

from advice_line.directory import numbers
from advice_line.directory.imports.text import LONGEST_CELL
from advice_line.directory.setup.fields import DOMAIN, EMAIL, ODS
from rota.errors import RotaError
from rota.opening import OpeningHours

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BRITISH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# Most are written like this, and a report has thousands: what the library would make of them.
_PLAIN = re.compile(r"0[1-357-8][0-9]{9}")
_SEVERAL = re.compile(r"[;|/]")
MOST_PATIENTS = 1_000_000


def code(text: str) -> str:
    found = text.strip().upper()
    if not ODS.fullmatch(found):
        raise ValueError(f'"{text}" is no ODS code (3 to 10 letters and figures)')
    return found


def is_code(text: str) -> bool:
    return ODS.fullmatch(text.strip()) is not None


def words(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise ValueError(f"is longer than {LONGEST_CELL} characters")
    if not text.isprintable():
        raise ValueError("has a sign that cannot be shown")
    return text


def number(text: str) -> str:
    """A British number as people write it, or an international one with its +, in E.164. A 0 that a
    spreadsheet took away is given back: nothing else of nine or ten figures is in such a column."""
    compact = text.replace(" ", "")
    if _PLAIN.fullmatch(compact):
        return f"+44{compact[1:]}"
    found = numbers.typed(text)
    if found is None and text.isdecimal() and len(text) in (9, 10) and text[0] in "12378":
        found = numbers.typed(f"0{text}")
    if found is None:
        raise ValueError(f'"{text}" is no telephone number; write it such as 01632 960101')
    return found


def several_numbers(text: str) -> list[str]:
    """One or more, with a semicolon between them."""
    return list(
        dict.fromkeys(number(each.strip()) for each in _SEVERAL.split(text) if each.strip())
    )


def email(text: str) -> str:
    if not EMAIL.fullmatch(text) or len(text) > LONGEST_CELL:
        raise ValueError(f'"{text}" is no email address; write it such as surgery@example.org')
    return text


def domain(text: str) -> str:
    if not DOMAIN.fullmatch(text):
        raise ValueError(f'"{text}" is no email domain; write it such as example.org')
    return text.lower()


def postcode(text: str) -> str:
    """With its one space. What is none is kept as it stands: abroad they look otherwise."""
    found = text.upper().replace(" ", "")
    return f"{found[:-3]} {found[-3:]}" if _POSTCODE.fullmatch(found) else words(text)


def day(text: str) -> date:
    """YYYYMMDD as in ODS reports, YYYY-MM-DD, or DD/MM/YYYY as British spreadsheets write it."""
    if found := _COMPACT_DAY.fullmatch(text):
        parts = [int(each) for each in found.groups()]
    elif found := _BRITISH_DAY.fullmatch(text):
        parts = [int(each) for each in reversed(found.groups())]
    else:
        parts = _iso(text)
    try:
        return date(*parts)
    except (TypeError, ValueError) as error:
        raise ValueError(f'"{text}" is no day; write it such as 2026-11-30') from error


def _iso(text: str) -> list[int]:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return []
    return [found.year, found.month, found.day]


def count(text: str) -> int:
    figures = text.replace(",", "").replace(" ", "")
    if not figures.isascii() or not figures.isdecimal() or not 0 < int(figures) < MOST_PATIENTS:
        raise ValueError(f'"{text}" is no number of patients; write it such as 8200')
    return int(figures)


def hours(text: str) -> dict[str, list[str]]:
    """ "mon-fri 08:00-18:30; sat 09:00-12:00", as on the pages of the rota."""
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        days, _, times = part.partition(" ")
        spans = tuple(each.strip() for each in times.split(",") if each.strip())
        if not spans or days.lower() in found:
            raise ValueError(_no_hours(part))
        found[days.lower()] = spans
    try:
        return OpeningHours.from_texts(found).to_texts()
    except (RotaError, ValueError) as error:
        raise ValueError(_no_hours(text)) from error


def _no_hours(text: str) -> str:
    return f'"{text}" is no opening hours; write them such as mon-fri 08:00-18:30; sat 09:00-12:00'
