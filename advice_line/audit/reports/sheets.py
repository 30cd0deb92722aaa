"""A report as a workbook: its words, one sheet of all its figures, what is broken down, the numbers
of charts, EROC's counts and the data dictionary. A share whose two numbers are told is computed
from them there, so that who opens it sees how."""

from collections.abc import Sequence
from io import BytesIO
from math import isclose

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from advice_line.audit.reports import charts, outline, sheet_look
from advice_line.audit.reports.content import Breakdown, Figure, Point, Report, Row, Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.narrative import TITLES
from advice_line.audit.reports.outline import Bullets, Heading, Prose, Table
from advice_line.audit_kinds import Unit
from advice_line.paper import office_file

_HEADS = (
    "id", "Measure", "Numerator", "Denominator", "Value", "90th centile", "Unit", "Completeness",
    "Suppressed", "In words", "Known of", "Definition version", "Group",
)  # fmt: skip
_WIDE = (27, 34, 13, 15, 10, 10, 11, 16, 14, 38, 17, 12, 20)
_DICTIONARY = (
    "id", "Measure", "Group", "Question", "Numerator", "Denominator", "Left out", "Clock", "Unit",
    "Which way is better", "Target", "Source", "Version",
)  # fmt: skip
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
    _figures(_sheet(book, "Figures"), report.figures)
    if report.by_quarter is not None:
        _figures(_sheet(book, f"Quarter {report.by_quarter.period}"), report.by_quarter.figures)
    if report.breakdowns:
        _broken_down(_sheet(book, "Broken down"), report.breakdowns)
    _over_time(book, report)
    _eroc(book, report)
    _dictionary(book, report)
    for sheet in book.worksheets:
        sheet_look.printed(sheet, report.title, heads=sheet is not first)
    made = BytesIO()
    book.save(made)
    return office_file.tidied(made.getvalue(), report.title)


def _front(sheet: Worksheet, kept: Stored) -> None:
    """Its summary in words: what is a table has a sheet of its own."""
    lines: list[tuple[str, bool]] = [(kept.report.title, True)]
    for part in outline.flat(outline.of(kept)):
        if isinstance(part, Table):
            break
        if isinstance(part, Bullets):
            lines += [(f"• {text}", False) for text in part.texts]
        elif isinstance(part, Heading | Prose):
            lines.append((part.text, isinstance(part, Heading)))
    parts = kept.report.breakdowns
    beside = [outline.more(each) for each in parts if each.untold]
    beside += dict.fromkeys(said for each in parts for said in each.since)
    if beside:
        lines += [("Of what is broken down", True), *((text, False) for text in beside)]
    sheet_look.prose(sheet, lines)


def _figures(sheet: Worksheet, figures: Sequence[Figure]) -> None:
    sheet_look.head(sheet, _HEADS, _WIDE)
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
            TITLES[each.group],
        )
        for column, value in enumerate(cells, start=1):
            sheet_look.put(sheet, number, column, value, formula=column == 5)
        sheet.cell(number, 5).number_format = _FORMATS.get(each.unit, "General")
        sheet.cell(number, 8).number_format = "0%"


def _broken_down(sheet: Worksheet, parts: Sequence[Breakdown]) -> None:
    """Numerator and denominator stand in the columns in which those of the figures do."""
    heads = (
        "id", "Measure", "Numerator", "Denominator", "Value", "Unit", "By", "Label", "Period",
        "Per 1,000 patients", "In words",
    )  # fmt: skip
    sheet_look.head(sheet, heads, (27, 34, 13, 15, 10, 11, 14, 32, 10, 12, 38))
    every = ((each, row) for each in parts for row in each.rows)
    for number, (each, row) in enumerate(every, start=2):
        cells = (
            each.id, each.name, row.numerator, row.denominator,
            _value(row, each.unit, number), each.unit.value, each.by_words, row.label,
            each.period, row.per_1000, row.sentence,
        )  # fmt: skip
        for column, value in enumerate(cells, start=1):
            sheet_look.put(sheet, number, column, value, formula=column == 5)
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
            each.name, point.period, *_ends(point), each.unit.value, point.sentence,
            beside.get(point.label),
        )
        for each in report.series
        for beside in (_beside(each),)
        for point in each.points
    ]  # fmt: skip
    heads = (
        "Measure", "Period", "Value", "At least", "At most", "Unit", "In words",
        "What was written of it",
    )  # fmt: skip
    sheet = _sheet(book, "Over time")
    sheet_look.listed(sheet, heads, rows, (36, 10, 10, 10, 10, 11, 40, 36))
    units = (each.unit for each in report.series for _ in each.points)
    for number, unit in enumerate(units, start=2):
        for column in (3, 4, 5):
            sheet.cell(number, column).number_format = _FORMATS.get(unit, "General")


def _ends(point: Point) -> tuple[float | None, float | None, float | None]:
    """A value, or the two ends of what alone is told of it."""
    return (point.value, None, None) if point.most is None else (None, point.value, point.most)


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
    sheet_look.listed(_sheet(book, "EROC"), heads, rows, (10, 26, 28, 11, 40, 8, 34))


def _dictionary(book: Workbook, report: Report) -> None:
    rows = (
        (
            each.id, each.name, TITLES[each.group], each.question, each.counts, each.of,
            each.exclusions, each.clock.value, each.unit.value, each.better.value, each.target,
            each.source, each.version,
        )
        for each in report.figures
    )  # fmt: skip
    wide = (22, 22, 13, 24, 34, 32, 30, 10, 9, 9, 8, 30, 9)
    sheet_look.listed(_sheet(book, "Data dictionary"), _DICTIONARY, rows, wide)


def _sheet(book: Workbook, title: str) -> Worksheet:
    made: Worksheet = book.create_sheet(title.translate(_FORBIDDEN)[:_LONGEST])
    return made
