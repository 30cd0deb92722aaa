"""The desks of a line: who answers what needs no radiologist, each reached by one key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rota import hours
from rota.opening import LineCalendar, OpeningHours

CLOSED = "put through, the line being closed"
PUT_THROUGH_SECONDS = 25


@dataclass(frozen=True)
class Desk:
    """`key` is "2" to "9", `number` E.164, `reason` ends the sentence "If you are …"; `words` are
    said instead of that sentence."""

    key: str
    reason: str
    number: str
    open: OpeningHours
    ring_seconds: int
    words: str | None = None


def read(stored: Iterable[Mapping[str, Any]]) -> tuple[Desk, ...]:
    """As they stand on the line's row, in the order in which callers hear of them."""
    return tuple(
        Desk(
            key=each["key"],
            reason=each["for"],
            number=each["number"],
            open=OpeningHours.from_texts(each["open"]),
            ring_seconds=each["ring_seconds"],
            words=each["words"],
        )
        for each in stored
    )


def put_through(number: str) -> Desk:
    """Where callers of a line are put through that somebody closed for a while: no key is its."""
    return Desk("", CLOSED, number, OpeningHours(((),) * 7), PUT_THROUGH_SECONDS)


def open_at(desks: Iterable[Desk], calendar: LineCalendar, at: datetime) -> tuple[Desk, ...]:
    """Those that callers of an open line are told of: by the line's wall clock, never on its
    closed days; on bank holidays only a desk that has hours for them."""
    if not hours.is_open(calendar, at):
        return ()
    return tuple(desk for desk in desks if hours.is_open(_of_desk(calendar, desk), at))


def with_key(desks: Iterable[Desk], key: str) -> Desk | None:
    return next((desk for desk in desks if desk.key == key), None)


def _of_desk(calendar: LineCalendar, desk: Desk) -> LineCalendar:
    # What the line does on a date of its own says nothing of who sits at the desk.
    return replace(calendar, hours=desk.open, day_hours=())
