"""The radiology system's monthly file: read as its export wrote it, strictly, and a template."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from advice_line.audit import periods
from advice_line.audit.imaging import columns, counted
from advice_line.audit.imaging.counted import MOST_DAYS, Counted
from advice_line.audit_kinds import PeriodKind
from advice_line.errors import Invalid, Problem
from advice_line.rules.waits import ROUTES, Route
from rota.errors import RotaError
from rota.exchange import sheet_cells, sheets
from rota.exchange.sheets import Cell, Row

FIELD = "file"
FILE_NAME = "imaging-template.csv"
MOST_ROWS = 1_000
MOST_COUNTED = 999_999
_MOST_SAID = 20
_MONTH = "write a month such as 2026-10 or October 2026"
_COUNT = "write a whole number, and 0 for none"
_READ_WHOLE = {"requested", "done", "in_week", "in_two_weeks", "reported", "next_day"}
# Rows of the template, to be filled in: as they stand they are refused.
_EXAMPLES = (("xr", Route.ROUTINE), ("xr", Route.URGENT), ("ct", Route.ROUTINE))


def read(data: bytes, today: date) -> tuple[Counted, ...]:
    """What the first sheet counts, in its order. Raises `errors.Invalid` with all that is wrong,
    each by its row and column as the spreadsheet numbers them; no cell is said again, since it may
    hold what should not be in such a file."""
    try:
        first, *rows = sheets.read(data)[0]
    except RotaError as error:
        raise Invalid([Problem(FIELD, error.sentence)]) from error
    named = _columns(first)
    if not rows or len(rows) > MOST_ROWS:
        said = f"The file has {len(rows)} rows below its headings; 1 to {MOST_ROWS} can be read."
        raise Invalid([Problem(FIELD, said)])
    found: list[tuple[int, Counted]] = []
    wrong: list[str] = []
    for row in rows:
        try:
            found.append((row[0].row, _counted(row, named, today)))
        except _Faults as faults:
            wrong += faults.said
    wrong += _twice(found)
    if wrong:
        more = [f"And {len(wrong) - _MOST_SAID} more like these."]
        shown = wrong[:_MOST_SAID] + (more if len(wrong) > _MOST_SAID else [])
        raise Invalid([Problem(FIELD, each) for each in shown])
    return tuple(each for _, each in found)


def write(rows: Sequence[Counted]) -> str:
    """As CSV that `read` reads again."""
    return _csv(
        (
            each.month.strftime("%Y-%m"),
            columns.MODALITIES[each.modality],
            ROUTES[each.route],
            _cell(each.requested),
            str(each.done),
            str(each.in_week),
            _cell(each.in_two_weeks),
            _cell(each.median_days),
            str(each.reported),
            str(each.next_day),
        )
        for each in rows
    )


def template() -> bytes:
    """Headings and a few rows to fill in, with the mark by which Excel knows its alphabet."""
    rows = [("", columns.MODALITIES[key], ROUTES[route], *[""] * 7) for key, route in _EXAMPLES]
    return _csv(rows).encode("utf-8-sig")


def _csv(rows: object) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([names[0] for names in columns.COLUMNS.values()])
    writer.writerows(rows)  # type: ignore[arg-type]  # any rows of texts
    return text.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


class _Faults(Exception):
    def __init__(self, said: list[str]) -> None:
        self.said = said
        super().__init__()


def _columns(headings: Row) -> dict[int, str]:
    """By the number of the column. Raises `errors.Invalid`."""
    people = [each.letter for each in headings if columns.of_people(each.text)]
    if people:
        which = f"column {people[0]} seems" if len(people) == 1 else f"columns {_and(people)} seem"
        said = f"By its heading {which} to be about patients or people. Such a file may hold counts"
        raise Invalid([Problem(FIELD, f"{said} alone: leave that out. Nothing of it was kept.")])
    found: dict[int, str] = {}
    problems = []
    for cell in headings:
        column = columns.HEADINGS.get(columns.plain(cell.text))
        if column is None:
            problems.append(f"The heading of column {cell.letter} is not known.")
        elif column in found.values():
            problems.append(f"Column {cell.letter} is there twice.")
        else:
            found[cell.column] = column
    missing = [each for each in columns.NEEDED if each not in found.values()]
    problems += [f'There is no column "{columns.COLUMNS[each][0]}".' for each in missing]
    if problems:
        names = ", ".join(names[0] for names in columns.COLUMNS.values())
        problems.append(f"The first row names the columns: {names}.")
        raise Invalid([Problem(FIELD, " ".join(problems))])
    return found


def _counted(row: Row, named: Mapping[int, str], today: date) -> Counted:
    """Raises `_Faults`."""
    at, said = row[0].row, []
    values: dict[str, object] = {}
    strayed = [each.letter for each in row if each.column not in named]
    if strayed:
        raise _Faults([f"Row {at} goes on in column {strayed[0]}, which has no heading."])
    cells = {named[each.column]: each for each in row}
    letters = {column: _letter(number) for number, column in named.items()}
    for column in columns.COLUMNS:
        try:
            values[column] = _value(column, cells.get(column), today)
        except ValueError as error:
            where = f", column {letters[column]}" if column in letters else ""
            said.append(f"Row {at}{where} ({columns.COLUMNS[column][0]}): {error}")
    if said:
        raise _Faults(said)
    made = Counted(**values)  # type: ignore[arg-type]  # each as `_value` reads its column
    wrong = list(counted.faults(made))
    if wrong:
        raise _Faults([f"Row {at} ({columns.COLUMNS[name][0]}): {each}" for name, each in wrong])
    return made


def _value(column: str, cell: Cell | None, today: date) -> object:
    """Raises ValueError with a sentence."""
    if cell is None or not cell.text.strip():
        if column in columns.NEEDED:
            raise ValueError(f"Nothing stands there; {_MONTH if column == 'month' else _COUNT}.")
        return None
    if column == "month":
        return _month(cell, today)
    if column == "modality":
        return columns.modality(cell.text)
    if column == "route":
        return columns.route(cell.text)
    return _whole(cell.text) if column in _READ_WHOLE else _days(cell.text)


def _month(cell: Cell, today: date) -> date:
    first = _first_of(cell)
    if first is None:
        raise ValueError(f"This is no month; {_MONTH}.")
    found = periods.holding(first, PeriodKind.MONTH)
    if not found.over(today):
        raise ValueError(f"{found.label} is not over: what it counts would change.")
    return found.first


def _first_of(cell: Cell) -> date | None:
    """A spreadsheet makes a day of a month that is typed into it, and it is its first."""
    if isinstance(cell.value, str):
        text = " ".join(cell.value.replace("-", " ").replace("/", " ").split())
        for form in ("%Y %m", "%m %Y", "%B %Y", "%b %Y", "%b %y", "%Y %B", "%Y %b"):
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 # a month has no zone
            except ValueError:
                continue
    try:
        day = sheet_cells.read_date(cell.value)
    except ValueError:
        return None
    return day if day.day == 1 else None


def _whole(text: str) -> int:
    bare = text.replace(",", "").replace(" ", "")
    bare = bare.removesuffix(".0")
    if not bare.isascii() or not bare.isdigit() or int(bare) > MOST_COUNTED:
        raise ValueError(f"This is no count; {_COUNT}.")
    return int(bare)


def _days(text: str) -> float:
    try:
        days = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError("This is no number of days; write one such as 4.5.") from None
    if not days.is_finite() or not 0 <= days <= Decimal(MOST_DAYS):
        raise ValueError(f"Days are from 0 to {MOST_DAYS:g}.")
    return float(round(days, 1))


def _twice(found: Sequence[tuple[int, Counted]]) -> Iterator[str]:
    first: dict[object, int] = {}
    for at, each in found:
        before = first.setdefault(each.key, at)
        if before != at:
            yield f"Row {at} counts the same month, examination and urgency as row {before}."


def _letter(number: int) -> str:
    return Cell(1, number, "").letter


def _and(letters: Sequence[str]) -> str:
    return f"{', '.join(letters[:-1])} and {letters[-1]}"
