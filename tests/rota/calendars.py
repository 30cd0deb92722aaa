"""Feeds as calendar programs read them."""

from datetime import UTC, datetime
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped] # it ships no py.typed
from icalendar import Calendar


def parsed(feed: bytes) -> Any:
    """As the library has it, whose properties may be of any type."""
    return Calendar.from_ical(feed)


def events(feed: bytes) -> list[Any]:
    return list(parsed(feed).walk("VEVENT"))


def between(feed: bytes, start: datetime, end: datetime) -> list[Any]:
    """What a program shows of these days."""
    return list(recurring_ical_events.of(parsed(feed)).between(start, end))


def times(event: Any) -> tuple[datetime, datetime]:
    return event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)
