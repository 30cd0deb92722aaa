"""A report as a workbook: a sheet for each group of measures, EROC's counts, the numbers of charts
and the data dictionary. A share whose two numbers are told is computed from them there, so that who
opens it sees how."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from math import isclose
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from advice_line.audit.reports import charts, outline
from advice_line.audit.reports.content import Breakdown, Figure, Report, Row, Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.narrative import TITLES
from advice_line.audit.reports.outline import Heading, Prose
from advice_line.audit_kinds import Unit
from advice_line.paper import office_file
from advice_line.paper.office_look import SHADE

_HEADS = (
    "id", "Measure", "Numerator", "Denominator", "Value", "90th centile", "Unit", "Completeness",
    "Suppressed", "In words", "Known of", "Definition version",
)  # fmt: skip
_WIDE = (34, 44, 12, 13, 12, 14, 12, 14, 12, 50, 24, 18)
_DICTIONARY = (
    "id", "Measure", "Group", "Question", "Numerator", "Denominator", "Left out", "Clock", "Unit",
    "Which way is better", "Target", "Source", "Version",
)  # fmt: skip
_BOLD, _FILL = Font(bold=True), PatternFill("solid", start_color=SHADE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
# What a sheet's name may not hold, and how long it may be.
_FORBIDDEN, _LONGEST = str.maketrans("", "", "[]:*?/\\"), 31
_FORMATS = {
    Unit.SHARE: "0.0%",
    Unit.PER_1000: "0.00",
    Unit.NUMBER: "0.00",
    Unit.POUNDS: "£0.00",
    Unit.SECONDS: "0",
}


def write(kept: Stored) -> bytes:
    report = kept.report
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Report"
    _front(first, kept)
    for group in report.groups:
        _figures(_sheet(book, TITLES[group]), report.of(group))
    if report.by_quarter is not None:
        _figures(_sheet(book, f"Quarter {report.by_quarter.period}"), report.by_quarter.figures)
    if report.breakdowns:
        _broken_down(_sheet(book, "Broken down"), report.breakdowns)
    _over_time(book, report)
    _eroc(book, report)
    _dictionary(book, report)
    made = BytesIO()
    book.save(made)
    return office_file.tidied(made.getvalue(), report.title)


def _front(sheet: Worksheet, kept: Stored) -> None:
    """What a reader of the page reads before its tables."""
    lines: list[tuple[str, bool]] = [(kept.report.title, True)]
    for part, then in pairwise((*outline.of(kept), None)):
        # What is a table has a sheet of its own.
        if isinstance(part, Prose) or (isinstance(part, Heading) and isinstance(then, Prose)):
            lines.append((part.text, isinstance(part, Heading)))
    for number, (text, bold) in enumerate(lines, start=1):
        cell = _put(sheet, number, 1, text)
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD
    sheet.column_dimensions["A"].width = 110


def _figures(sheet: Worksheet, figures: Sequence[Figure]) -> None:
    _head(sheet, _HEADS, _WIDE)
    for number, each in enumerate(figures, start=2):
        cells = (
            each.id,
            each.name,
            each.numerator,
            each.denominator,
            _value(each, each.unit, number),
            each.ninetieth,
            each.unit.value,
            each.completeness,
            "yes" if each.suppressed else "no",
            each.sentence,
            outline.complete(each),
            each.version,
        )
        for column, value in enumerate(cells, start=1):
            _put(sheet, number, column, value, formula=column == 5)
        sheet.cell(number, 5).number_format = _FORMATS.get(each.unit, "General")
        sheet.cell(number, 8).number_format = "0%"


def _broken_down(sheet: Worksheet, parts: Sequence[Breakdown]) -> None:
    """Numerator and denominator stand in the columns in which those of the figures do."""
    heads = (
        "id", "Measure", "Numerator", "Denominator", "Value", "Unit", "By", "Label", "Period",
        "Per 1,000 patients", "In words",
    )  # fmt: skip
    _head(sheet, heads, (34, 44, 12, 13, 12, 12, 18, 40, 12, 18, 50))
    every = ((each, row) for each in parts for row in each.rows)
    for number, (each, row) in enumerate(every, start=2):
        cells = (
            each.id, each.name, row.numerator, row.denominator,
            _value(row, each.unit, number), each.unit.value, each.by_words, row.label,
            each.period, row.per_1000, row.sentence,
        )  # fmt: skip
        for column, value in enumerate(cells, start=1):
            _put(sheet, number, column, value, formula=column == 5)
        sheet.cell(number, 5).number_format = _FORMATS.get(each.unit, "General")
        sheet.cell(number, 10).number_format = "0.00"


def _value(of: Figure | Row, unit: Unit, row: int) -> float | str | None:
    """A formula where it is what its two numbers come to."""
    if of.value is None or of.numerator is None or not of.denominator:
        return of.value
    scale = 1000 if unit is Unit.PER_1000 else 1
    if unit is Unit.COUNT or not isclose(of.numerator / of.denominator * scale, of.value):
        return of.value
    return f"=C{row}/D{row}{'*1000' if scale > 1 else ''}"


def _over_time(book: Workbook, report: Report) -> None:
    rows = [
        (
            each.name, point.period, point.value, each.unit.value, point.sentence,
            beside.get(point.label),
        )
        for each in report.series
        for beside in (_beside(each),)
        for point in each.points
    ]  # fmt: skip
    heads = ("Measure", "Period", "Value", "Unit", "In words", "What was written of it")
    _listed(_sheet(book, "Over time"), heads, rows, (44, 12, 12, 12, 50, 60))


def _beside(series: Series) -> dict[str, str]:
    """By the label of the point."""
    found: dict[str, list[str]] = {}
    for mark in charts.marks(series):
        found.setdefault(series.points[mark.place].label, []).append(mark.text)
    return {label: "; ".join(said) for label, said in found.items()}


def _eroc(book: Workbook, report: Report) -> None:
    eroc = report.eroc
    own = (eroc.month, eroc.provider, eroc.specialty)
    rows = [
        (*own, kind, count.name, count.number, count.sentence)
        for kind, count in (
            ("requests", eroc.requests),
            ("processed", eroc.processed),
            *(("diverted", each) for each in eroc.diverted),
        )
    ]
    heads = ("Month", "Responding provider", "Specialty", "Kind", "Type", "Count", "In words")
    _listed(_sheet(book, "EROC"), heads, rows, (12, 32, 34, 12, 56, 10, 40))


def _dictionary(book: Workbook, report: Report) -> None:
    rows = (
        (
            each.id, each.name, TITLES[each.group], each.question, each.counts, each.of,
            each.exclusions, each.clock.value, each.unit.value, each.better.value, each.target,
            each.source, each.version,
        )
        for each in report.figures
    )  # fmt: skip
    wide = (34, 40, 24, 40, 50, 50, 40, 14, 10, 18, 10, 50, 10)
    _listed(_sheet(book, "Data dictionary"), _DICTIONARY, rows, wide)


def _listed(
    sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Any]], wide: Sequence[int]
) -> None:
    _head(sheet, heads, wide)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value)


def _head(sheet: Worksheet, heads: Sequence[str], wide: Sequence[int]) -> None:
    for column, (text, width) in enumerate(zip(heads, wide, strict=True), start=1):
        cell = _put(sheet, 1, column, text)
        cell.font, cell.fill = _BOLD, _FILL
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "C2" if len(heads) > 5 else "A2"


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, formula: bool = False) -> Any:
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str) and not formula:
        # Also what begins as a formula does.
        cell.data_type = "s"
    return cell


def _sheet(book: Workbook, title: str) -> Worksheet:
    made: Worksheet = book.create_sheet(title.translate(_FORBIDDEN)[:_LONGEST])
    return made
