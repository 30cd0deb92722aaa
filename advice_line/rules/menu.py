"""The menu of a line: what each key asks for. Nobody is kept in it: silence and wrong keys lead to
a person, and so does one key in every menu."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advice_line.call_kinds import CallReason
from advice_line.rules import working_time
from rota.opening import LineCalendar

PERSON = "0"
REASONS = {
    "1": CallReason.NOW,
    "2": CallReason.LATER,
    "3": CallReason.CHASING,
    "4": CallReason.OTHER,
}
# What needs no radiologist, by the key of its desk or answer and as it is kept.
SERVED = {
    CallReason.CHASING: ("3", "chasing a request or a report"),
    CallReason.OTHER: ("4", "something else"),
}
# Who chases again within so many working days is offered a person first (H24).
CHASED_LATELY = 2
# Whose query is still open after so many is asked whether they ring about it.
ASKED_ABOUT = 5
# How often an answer may be heard, and how often a question is asked of who presses nothing.
MOST_HEARD, MOST_MISSED = 3, 2


@dataclass(frozen=True)
class Menu:
    """A line that was set up before there were menus offers none until its file is set up again.
    Callers of `skip_for` (keys of organisations and requesters) do not hear it; their keys count
    all the same."""

    offered: bool = False
    skip_for: Collection[str] = ()


@dataclass(frozen=True)
class Answer:
    """What a line says by itself to who presses `key`; `link` is where the same is to be read."""

    key: str
    words: str
    link: str | None = None


def read(stored: Mapping[str, Any]) -> Menu:
    """As it stands on the line's row."""
    return Menu(**stored)


def answer(stored: Iterable[Mapping[str, Any]], reason: CallReason) -> Answer | None:
    """The line's own words for who rings for this reason; None where it has none."""
    key, _ = SERVED[reason]
    return next((Answer(**each) for each in stored if each["key"] == key), None)


def lately(calendar: LineCalendar, before: datetime, now: datetime, days: int) -> bool:
    """Whether no more than so many working days lie between the two."""
    ends = working_time.end_of_open_day(calendar, before, days)
    return ends is None or now <= ends


def chases_again(calendar: LineCalendar, before: Iterable[datetime], now: datetime) -> bool:
    """Whether one of the calls `before` was so lately that a missed result may be behind this."""
    return any(lately(calendar, each, now, CHASED_LATELY) for each in before)
