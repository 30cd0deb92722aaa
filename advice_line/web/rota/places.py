"""Addresses of the rota's pages with what they are about; instants in UTC, days as dates."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from rota import checking


def at(path: str, **about: str | date | datetime | None) -> str:
    """The path with everything that is known; what is None is left out."""
    known = {name: _text(value) for name, value in about.items() if value is not None}
    return f"{path}?{urlencode(known)}" if known else path


def with_more(path: str, more: Mapping[str, str]) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(more)}"


def instant(text: str | None) -> datetime | None:
    """An instant of one of our own addresses; None where it is missing, nothing of the kind, or of
    a year that no calendar serves."""
    try:
        read = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return read.astimezone(UTC) if read.utcoffset() is not None and served(read) else None


def day(text: str | None) -> date | None:
    """A date of one of our own addresses; None where it is missing, nothing of the kind, or of a
    year that no calendar serves."""
    try:
        read = date.fromisoformat(text or "")
    except ValueError:
        return None
    return read if served(read) else None


def served(day: date) -> bool:
    """Whether calendars reach to the day, and a little further on both sides."""
    return checking.FIRST_YEAR < day.year < checking.LAST_YEAR


def written(at: datetime) -> str:
    """As an address or a hidden field holds an instant."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: str | date | datetime) -> str:
    if isinstance(value, datetime):
        return written(value)
    return value.isoformat() if isinstance(value, date) else value
