"""What every value of a rota checks of itself when it is made; each refusal names the field of the
setup file."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import TypeVar

from rota.errors import InvalidValue, NotAnInstant

# Beyond these the calendar is not served.
FIRST_YEAR = 1900
LAST_YEAR = 2200

T = TypeVar("T")


def from_text(field: str, reader: Callable[[str], T], text: str) -> T:
    """What a reader of `columns.py` makes of it. Raises InvalidValue with the reader's sentence."""
    try:
        return reader(text)
    except ValueError as error:
        raise InvalidValue(field, str(error)) from error


def need_key(key: str) -> None:
    if not key:
        raise InvalidValue("key", 'The key is empty; write for example "weekdays".')


def need_whole_minutes(field: str, *clock: time) -> None:
    for each in clock:
        if each.second or each.microsecond or each.tzinfo is not None:
            raise InvalidValue(field, f'"{each}" is not hours and minutes, such as 08:00.')


def need_day(field: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = f"{day} is not between {FIRST_YEAR} and {LAST_YEAR}; look at its year."
        raise InvalidValue(field, sentence)


def need_people(who: tuple[str, ...]) -> None:
    if not who:
        raise InvalidValue("who", 'Nobody is named; write for example ["amara"].')
    refuse_repeats("who", who)


def need_stretch(what: str, start: datetime, end: datetime) -> None:
    """Both aware, and the end after the start. Raises NotAnInstant, InvalidValue."""
    for instant in (start, end):
        if instant.utcoffset() is None:
            raise NotAnInstant(instant.isoformat())
    if end <= start:
        raise InvalidValue("to", f"{what} ends before it has begun.")


def refuse_repeats(field: str, texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise InvalidValue(field, f'"{text}" is named twice; name it once.')
        seen.add(text)
