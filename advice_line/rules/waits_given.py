"""A waits board as somebody gave it, by hand or as a file: strings, what is wrong with them row by
row, and the board they make."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from advice_line.errors import Invalid, Problem
from advice_line.rules import wait_lengths
from advice_line.rules.wait_lengths import Length
from advice_line.rules.waits import ROUTES, UNSPEAKABLE, URGENT, Board, Route, Wait
from advice_line.rules.wording import day_in_words
from rota.exchange import sheet_cells

T = TypeVar("T")

MOST_ROWS = 40
LONGEST_MODALITY = 40
LONGEST_ROUTE = 200
LONGEST_URGENT = 600
# As files head them and people read them.
COLUMNS = {
    "modality": "examination",
    "route": "urgency",
    "wait": "wait",
    "report": "report",
    "urgent_route": "if it is urgent",
}
_ROUTES = {
    "": Route.ROUTINE,
    "routine": Route.ROUTINE,
    "urgent": Route.URGENT,
    "suspected cancer": Route.SUSPECTED_CANCER,
    "suspected_cancer": Route.SUSPECTED_CANCER,
    "cancer": Route.SUSPECTED_CANCER,
    "usc": Route.SUSPECTED_CANCER,
    "2ww": Route.SUSPECTED_CANCER,
    "two week wait": Route.SUSPECTED_CANCER,
}


@dataclass(frozen=True)
class GivenRow:
    """`row` is where it stands for whoever gave it, from 1; `file_row` where it came from in a
    file."""

    row: int
    modality: str = ""
    route: str = ""
    wait: str = ""
    report: str = ""
    urgent_route: str = ""
    file_row: int | None = None

    @property
    def empty(self) -> bool:
        said = (self.modality, self.wait, self.report, self.urgent_route)
        return not any(each.strip() for each in said)


@dataclass(frozen=True)
class Given:
    """`holds_on` is the day for which the figures hold; `urgent` what to do if it is urgent, where
    empty the words of `waits.URGENT`."""

    holds_on: str
    rows: tuple[GivenRow, ...]
    urgent: str = ""


def check(given: Given, today: date) -> Board:
    """The board. Raises `errors.Invalid` with all that is wrong; the field of a problem is its
    column, with the row's number where it is a row's: "wait-3"."""
    said = [each for each in given.rows if not each.empty]
    checking = _Checking()
    holds_on = checking.take("holds_on", partial(_day, today=today), given.holds_on)
    rows = [checking.row(each) for each in said]
    checking.all_rows(said)
    urgent = checking.take("urgent", partial(_words, most=LONGEST_URGENT), given.urgent)
    if checking.problems or holds_on is None:
        raise Invalid(checking.problems)
    return Board(holds_on, tuple(each for each in rows if each is not None), urgent or URGENT)


def faults(rows: Sequence[GivenRow]) -> Sequence[Problem]:
    """What is wrong with these rows, of a file that cannot be taken."""
    checking = _Checking()
    said = [each for each in rows if not each.empty]
    for each in said:
        checking.row(each)
    checking.no_row_twice(said)
    return checking.problems


def give(board: Board) -> Given:
    """A board as it is put before somebody who changes it."""
    rows = (
        GivenRow(
            row=number,
            modality=each.modality,
            route=each.route.value,
            wait=str(each.wait),
            report=str(each.report) if each.report else "",
            urgent_route=each.urgent_route,
        )
        for number, each in enumerate(board.rows, start=1)
    )
    return Given(board.holds_on.isoformat(), tuple(rows), board.urgent)


class _Checking:
    """Collects what is wrong, so that all of it is said at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def take(self, field: str, read: Callable[[str], T], text: str, where: str = "") -> T | None:
        try:
            return read(text)
        except ValueError as error:
            self.problems.append(Problem(field, f"{where}{error}"))
            return None

    def row(self, given: GivenRow) -> Wait | None:
        """None where something of it is wrong."""

        def take(column: str, read: Callable[[str], T], text: str) -> T | None:
            return self.take(f"{column}-{given.row}", read, text, _where(given, column))

        modality = take("modality", _modality, given.modality)
        urgency = take("route", _route, given.route)
        wait = take("wait", _wait, given.wait)
        report = take("report", _report, given.report)
        how = take("urgent_route", partial(_words, most=LONGEST_ROUTE), given.urgent_route)
        if modality is None or urgency is None or wait is None or how is None:
            return None
        return Wait(modality, urgency, wait, report, how)

    def all_rows(self, rows: Sequence[GivenRow]) -> None:
        if not rows:
            self.problems.append(Problem("rows", "Give at least one row."))
        if len(rows) > MOST_ROWS:
            said = f"A board has at most {MOST_ROWS} rows; these are {len(rows)}."
            self.problems.append(Problem("rows", said))
        self.no_row_twice(rows)

    def no_row_twice(self, rows: Sequence[GivenRow]) -> None:
        for row, first in _twice(rows):
            said = (
                f"{_named(first).lower()} says the same with the same urgency; keep one of the two."
            )
            field, where = f"modality-{row.row}", _where(row, "modality")
            self.problems.append(Problem(field, f"{where}{said}"))


def _where(row: GivenRow, column: str) -> str:
    return f"{_named(row)}, {COLUMNS[column]}: "


def _named(row: GivenRow) -> str:
    """By its place in the file too, where the form that shows it counts otherwise."""
    same = row.file_row in (None, row.row)
    return f"Row {row.row}" if same else f"Row {row.row} (row {row.file_row} of the file)"


def _day(text: str, today: date) -> date:
    if not text.strip():
        raise ValueError("Give the day for which these figures hold.")
    read = sheet_cells.read_date(text.strip())
    if read > today:
        raise ValueError(f"{day_in_words(read)} has not come yet; give today or a day before.")
    if today - read > UNSPEAKABLE:
        passed = f"more than {UNSPEAKABLE.days} days ago"
        raise ValueError(f"{day_in_words(read)} is {passed}; figures so old are told to nobody.")
    return read


def _modality(text: str) -> str:
    if not text.strip():
        raise ValueError("Say what this row is about, such as CT.")
    return _words(text, LONGEST_MODALITY)


def route(text: str) -> Route | None:
    """As people write it, "2WW" too; None where it is none."""
    return _ROUTES.get(" ".join(text.lower().split()))


def _route(text: str) -> Route:
    found = route(text)
    if found is None:
        known = ", ".join(each.lower() for each in ROUTES.values())
        raise ValueError(f'"{text.strip()}" is no urgency; write one of {known}.')
    return found


def _wait(text: str) -> Length:
    if not text.strip():
        raise ValueError(f"Say how long the wait is: {wait_lengths.EXAMPLES}.")
    return wait_lengths.read(text)


def _report(text: str) -> Length | None:
    return wait_lengths.read(text) if text.strip() else None


def _words(text: str, most: int) -> str:
    said = " ".join(text.split())
    if len(said) > most:
        raise ValueError(f"These are {len(said)} characters; at most {most} fit.")
    return said


def _twice(rows: Sequence[GivenRow]) -> Iterator[tuple[GivenRow, GivenRow]]:
    """Rows that say again what an earlier one says, with that one."""
    seen: dict[tuple[str, Route | None], GivenRow] = {}
    for each in rows:
        name = " ".join(each.modality.lower().split())
        about = (name, route(each.route))
        if name and about in seen:
            yield each, seen[about]
        seen.setdefault(about, each)
