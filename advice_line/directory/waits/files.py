"""A waits board as a CSV or XLSX file: read as somebody's spreadsheet wrote it, and a template."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from advice_line.errors import Invalid, Problem
from advice_line.rules import waits_given
from advice_line.rules.waits import ROUTES, Route
from advice_line.rules.waits_given import COLUMNS, Given, GivenRow
from rota.errors import RotaError
from rota.exchange import sheet_cells, sheets, writing_sheets
from rota.exchange.sheets import Cell, Row

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
    """What the first sheet says; rows are numbered as the spreadsheet does. What its rows say is
    judged only where the file cannot be taken. Raises `errors.Invalid` for what is no such file,
    where cells have no column or days are none: with all else that is wrong, as whoever mends the
    file mends it once."""
    try:
        rows = sheets.read(data)[0]
    except RotaError as error:
        raise Invalid([Problem("file", error.sentence)]) from error
    columns = _columns(rows[0])
    strayed = _beyond(rows[1:], columns)
    kept = [row for row in rows[1:] if row not in strayed]
    undated = dict(_no_day(kept, columns))
    days = list(dict.fromkeys(_days([row for row in kept if row not in undated], columns)))
    given = tuple(_given(row, columns) for row in kept)
    wrong = [*_said_of(strayed), *undated.values(), *_several(days)]
    if wrong:
        wrong += [each.message for each in waits_given.faults(given)]
        raise Invalid([Problem("file", each) for each in wrong])
    return Given(holds_on=days[0] if days else "", rows=given)


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


def _beyond(rows: Sequence[Row], columns: Mapping[int, str]) -> dict[Row, list[Cell]]:
    """Rows with cells under no heading: most often a comma inside a text has moved all that follow
    it, and a wait would stand where a report belongs."""
    found = {row: [each for each in row if each.column not in columns] for row in rows}
    return {row: cells for row, cells in found.items() if cells}


def _said_of(strayed: Mapping[Row, Sequence[Cell]]) -> Iterator[str]:
    cells = [each for found in strayed.values() for each in found]
    said = [f'Row {each.row} has "{each.text}" in column {each.letter}' for each in cells]
    more = f" So have {len(said) - _MOST_SAID} more cells." if len(said) > _MOST_SAID else ""
    if said:
        yield f"{'; '.join(said[:_MOST_SAID])}, which has no heading.{more} {_QUOTES}"


def _no_day(rows: Sequence[Row], columns: Mapping[int, str]) -> Iterator[tuple[Row, str]]:
    """The same where the columns go on far enough to hold what was moved."""
    for row in rows:
        for cell in (each for each in row if columns[each.column] == "holds_on"):
            try:
                sheet_cells.read_date(cell.value)
            except ValueError as error:
                yield row, f"Row {cell.row}, as of: {error} {_QUOTES}"


def _given(row: Row, columns: Mapping[int, str]) -> GivenRow:
    cells = {columns[each.column]: each.text for each in row}
    cells.pop("holds_on", None)
    return GivenRow(row=row[0].row, file_row=row[0].row, **cells)


def _days(rows: Sequence[Row], columns: Mapping[int, str]) -> Iterator[str]:
    for cell in (each for row in rows for each in row if columns[each.column] == "holds_on"):
        yield as_forms_do(cell.text)


def _several(days: Sequence[str]) -> Iterator[str]:
    """A board holds for one day."""
    if len(days) > 1:
        yield f'The rows name several days: "{days[0]}" and "{days[1]}". A board holds for one.'
