"""A waits board as a CSV or XLSX file: read as somebody's spreadsheet wrote it, and a template."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from advice_line.errors import Invalid, Problem
from advice_line.rules.waits import ROUTES, Route
from advice_line.rules.waits_given import COLUMNS, Given, GivenRow
from rota.errors import RotaError
from rota.exchange import sheet_cells, sheets, writing_sheets
from rota.exchange.sheets import Row

FILE_NAME = "waits-template.csv"
_COLUMNS = {
    "modality": (COLUMNS["modality"], "modality", "test", "scan", "exam"),
    "route": (COLUMNS["route"], "priority", "route"),
    "wait": (COLUMNS["wait"], "waits", "waiting time", "wait time"),
    "report": (COLUMNS["report"], "reporting", "reporting time", "report time"),
    "urgent_route": (COLUMNS["urgent_route"], "if urgent", "urgent route", "urgent"),
    "holds_on": ("as of", "holds on", "date", "on"),
}
_HEADINGS = {name: column for column, names in _COLUMNS.items() for name in names}
_MOST_SAID = 3
_QUOTES = "Where a comma stands inside a text, put the text in quotes, or write 2.5 for 2,5."
_NEEDED = ("modality", "wait")
_EXAMPLE = "examination, urgency, wait, report, if it is urgent, as of"


def read(data: bytes) -> Given:
    """What the first sheet says; nothing of it is judged but that each cell has its column. Rows
    are numbered as the spreadsheet does. Raises `errors.Invalid` for what is no such file."""
    try:
        rows = sheets.read(data)[0]
    except RotaError as error:
        raise Invalid([Problem("file", error.sentence)]) from error
    columns = _columns(rows[0])
    _refuse_beyond(rows[1:], columns)
    _refuse_no_day(rows[1:], columns)
    given = [_cells(row, columns) for row in rows[1:]]
    return Given(
        holds_on=_day(given),
        rows=tuple(
            GivenRow(row=row[0].row, **{k: v for k, v in cells.items() if k != "holds_on"})
            for row, cells in zip(rows[1:], given, strict=True)
        ),
    )


def template(given: Given) -> bytes:
    """The board as a file to fill in, with the mark by which Excel knows its alphabet; the day is
    left to whoever fills it in."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([names[0] for names in _COLUMNS.values()])
    for row in given.rows:
        route = ROUTES[Route(row.route)].lower()
        cells = (row.modality, route, row.wait, row.report, row.urgent_route, "")
        writer.writerow(map(writing_sheets.harmless, cells))
    return text.getvalue().encode("utf-8-sig")


def as_forms_do(day: str) -> str:
    """ "2026-11-23", however the day is written; what is no day stays as it is."""
    try:
        return sheet_cells.read_date(day).isoformat()
    except ValueError:
        return day


def _columns(headings: Row) -> dict[int, str]:
    """By the number of the column. Raises `errors.Invalid`."""
    found: dict[int, str] = {}
    problems = []
    for cell in headings:
        column = _HEADINGS.get(cell.text.lower().rstrip("?:"))
        if column is None:
            problems.append(f'Column {cell.letter} is headed "{cell.text}", which is not known.')
        elif column in found.values():
            problems.append(f'Column {cell.letter}, "{cell.text}", is there twice.')
        else:
            found[cell.column] = column
    missing = [each for each in _NEEDED if each not in found.values()]
    problems += [f'There is no column "{COLUMNS[each]}".' for each in missing]
    if problems:
        problems.append(f"The first row names the columns: {_EXAMPLE}.")
        raise Invalid([Problem("file", " ".join(problems))])
    return found


def _refuse_beyond(rows: Sequence[Row], columns: Mapping[int, str]) -> None:
    """A cell under no heading: most often a comma inside a text has moved all that follow it, and
    a wait would stand where a report belongs. Raises `errors.Invalid`."""
    beyond = [cell for row in rows for cell in row if cell.column not in columns]
    if not beyond:
        return
    said = [f'Row {each.row} has "{each.text}" in column {each.letter}' for each in beyond]
    more = f" So have {len(said) - _MOST_SAID} more cells." if len(said) > _MOST_SAID else ""
    where = f"{'; '.join(said[:_MOST_SAID])}, which has no heading.{more}"
    raise Invalid([Problem("file", f"{where} {_QUOTES}")])


def _refuse_no_day(rows: Sequence[Row], columns: Mapping[int, str]) -> None:
    """The same where the columns go on far enough to hold what was moved."""
    for cell in (each for row in rows for each in row if columns[each.column] == "holds_on"):
        try:
            sheet_cells.read_date(cell.value)
        except ValueError as error:
            raise Invalid([Problem("file", f"Row {cell.row}, as of: {error} {_QUOTES}")]) from error


def _cells(row: Row, columns: Mapping[int, str]) -> dict[str, str]:
    return {columns[cell.column]: cell.text for cell in row}


def _day(rows: Sequence[Mapping[str, str]]) -> str:
    """The one day that the rows name, "" where none does. Raises `errors.Invalid` for several: a
    board holds for one day."""
    days = list(dict.fromkeys(_days(rows)))
    if len(days) > 1:
        said = f'The rows name several days: "{days[0]}" and "{days[1]}". A board holds for one.'
        raise Invalid([Problem("file", said)])
    return days[0] if days else ""


def _days(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for row in rows:
        if row.get("holds_on"):
            yield as_forms_do(row["holds_on"])
