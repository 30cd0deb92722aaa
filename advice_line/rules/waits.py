"""What a line's waits board says, and how old it may be before it says so.

Figures keep their day with them wherever they are told. Where they are older than the line's own
limit they are told as old; past `UNSPEAKABLE` they are not read out at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from advice_line.rules.notices import NO_DETAILS
from advice_line.rules.wait_lengths import Length
from advice_line.rules.wording import spoken as time_to_say

UNSPEAKABLE = timedelta(days=31)
LONGEST_SPOKEN = timedelta(seconds=20)
URGENT = (
    "If life is at immediate risk, call 999. If you are a patient and you feel worse while you "
    "wait, tell the practice or the department that asked for your scan: they can ask for it to "
    "be brought forward. If you are a clinician, ring the advice line."
)
_MORE = "There is more on our page."


class Route(StrEnum):
    """How urgently imaging was asked for; whoever asks says so, nobody computes it."""

    ROUTINE = "routine"
    URGENT = "urgent"
    SUSPECTED_CANCER = "suspected_cancer"


ROUTES = {
    Route.ROUTINE: "Routine",
    Route.URGENT: "Urgent",
    Route.SUSPECTED_CANCER: "Suspected cancer",
}


class Age(StrEnum):
    CURRENT = "current"
    STALE = "stale"
    TOO_OLD = "too_old"


@dataclass(frozen=True)
class Wait:
    """One row: `wait` until the scan, `report` from the scan to its report (None where the office
    does not say), `urgent_route` in the office's words."""

    modality: str
    route: Route
    wait: Length
    report: Length | None = None
    urgent_route: str = ""


@dataclass(frozen=True)
class Board:
    """`rows` in the order of the office: what is asked most comes first and is read out first."""

    holds_on: date
    rows: tuple[Wait, ...]
    urgent: str = URGENT


def age(holds_on: date, today: date, stale_days: int) -> Age:
    """By local days of the line."""
    passed = today - holds_on
    if passed > UNSPEAKABLE:
        return Age.TOO_OLD
    return Age.STALE if passed > timedelta(days=stale_days) else Age.CURRENT


def spoken(board: Board | None, today: date, stale_days: int) -> str:
    """Under twenty seconds, as many rows as fit; "" where there is nothing to tell."""
    if board is None or not board.rows:
        return ""
    how_old = age(board.holds_on, today, stale_days)
    if how_old is Age.TOO_OLD:
        return ""
    said = _opening(board, today, how_old)
    for row in board.rows:
        longer = f"{said} {_heard(row)}."
        if time_to_say(f"{longer} {_MORE}") > LONGEST_SPOKEN:
            return f"{said} {_MORE}"
        said = longer
    return said


def _heard(row: Wait) -> str:
    """Who asks about a suspected cancer must not take the routine wait for theirs."""
    return f"{ROUTES[row.route]} {line(row)}" if row.route is Route.ROUTINE else line(row)


def _opening(board: Board, today: date, how_old: Age) -> str:
    said = day(board.holds_on, today)
    if how_old is Age.STALE:
        return f"Our figures are from {said} and may have changed."
    return f"Waits as of {said}."


def name(row: Wait) -> str:
    return row.modality if row.route is Route.ROUTINE else f"{row.modality}, {_route(row)}"


def line(row: Wait) -> str:
    """ "CT, urgent: 10 days, report next working day" """
    report = f", report {row.report}" if row.report else ""
    return f"{name(row)}: {row.wait}{report}"


def _route(row: Wait) -> str:
    return ROUTES[row.route].lower()


def text(of: str, url: str) -> str:
    """The SMS to a caller who asked for the figures; what they are stands on the page alone, which
    is right when it is read."""
    return f"{of}: waits, reports, and what to do if it is urgent: {url} {NO_DETAILS}"


def told_as_old(board: Board, today: date, stale_days: int) -> str | None:
    """A sentence where the figures are not to be taken as today's, None where they are."""
    how_old = age(board.holds_on, today, stale_days)
    if how_old is Age.CURRENT:
        return None
    said = day(board.holds_on, today)
    if how_old is Age.STALE:
        return f"Our figures are from {said} and may have changed."
    return f"Our last figures are from {said}: too long ago to rely on. Please ask us."


def day(of: date, today: date) -> str:
    """ "23 November", with the year where it is not this one."""
    year = f" {of.year}" if of.year != today.year else ""
    return f"{of.day} {of:%B}{year}"
