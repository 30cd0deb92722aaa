"""How the sheets of a report's workbook look, on a screen and printed: A4 across, as broad as a
page, the heads again on each."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from advice_line.paper.office_look import SHADE

_BOLD = Font(name="Calibri", size=11, bold=True)
_FILL = PatternFill("solid", start_color=SHADE)
# Beside a number, which stands at the right edge of its cell, a word needs some room.
_FIRST = Alignment(wrap_text=True, vertical="top")
_WORDS = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
_A4 = 9
# Inches.
_EDGE, _ABOVE = 0.4, 0.6
# Points; and how many letters a row holds for one of its column's width, at the least.
_LINE, _LETTERS = 14.5, 1.0


def head(sheet: Worksheet, heads: Sequence[str], wide: Sequence[int]) -> None:
    for column, (text, width) in enumerate(zip(heads, wide, strict=True), start=1):
        cell = put(sheet, 1, column, text)
        cell.font, cell.fill = _BOLD, _FILL
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "C2" if len(heads) > 5 else "A2"


def listed(
    sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Any]], wide: Sequence[int]
) -> None:
    head(sheet, heads, wide)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            put(sheet, number, column, value)


def prose(sheet: Worksheet, lines: Iterable[tuple[str, bool]]) -> None:
    """Each with whether it is a heading."""
    for number, (text, bold) in enumerate(lines, start=1):
        cell = put(sheet, number, 1, text)
        if bold:
            cell.font = _BOLD
    sheet.column_dimensions["A"].width = 78


def put(sheet: Worksheet, row: int, column: int, value: Any, *, formula: bool = False) -> Any:
    cell = sheet.cell(row, column)
    cell.value = value
    words = isinstance(value, str) and not formula
    cell.alignment = _WORDS if words and column > 1 else _FIRST
    if words:
        # Also what begins as a formula does.
        cell.data_type = "s"
    return cell


def printed(sheet: Worksheet, title: str, *, heads: bool = True) -> None:
    """`heads` is whether its first row is heads, which stand on each page."""
    _heights(sheet)
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape" if heads else "portrait", _A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = sheet.dimensions
    if heads:
        sheet.print_title_rows = "1:1"
        sheet.auto_filter.ref = sheet.dimensions
    edges = sheet.page_margins
    edges.left = edges.right = _EDGE
    edges.top = edges.bottom = _ABOVE
    # "&" begins a code there.
    name = title.replace("&", "&&")
    foot: Any = sheet.HeaderFooter.oddFooter
    foot.left.text = f"{name}, {sheet.title.replace('&', '&&')}"
    foot.right.text = "&P of &N"


def _heights(sheet: Worksheet) -> None:
    """Each row as high as its longest text: not every program finds that out by itself."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        lines = max(_lines(sheet, cell) for cell in cells)
        sheet.row_dimensions[number].height = lines * _LINE + 2


def _lines(sheet: Worksheet, cell: Any) -> int:
    if not isinstance(cell.value, str) or cell.data_type != "s":
        return 1
    room = sheet.column_dimensions[cell.column_letter].width * _LETTERS
    return sum(max(1, ceil(len(line) / room)) for line in cell.value.split("\n"))
