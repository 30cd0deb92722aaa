"""A table in a document of Word: its head is told as such, and stands again on the next page."""

from collections.abc import Sequence
from typing import Any

from advice_line.paper.office_look import SHADE, is_from_the_right

_WHOLE = 16.6
# A table of no more rows stands on one page; of longer ones, the head with the first row.
_SHORT = 10
# In centimetres, by how many columns; of two, the last may be a number.
_NUMBERED, _WIDTHS = (13.6, 3.0), {2: (4.6, 12.0), 3: (8.3, 4.0, 4.3), 4: (4.4, 6.2, 3.0, 3.0)}
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="AEB7BD"'
_LOOK = (
    f"<w:tblBorders {{space}}><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
    "</w:tblBorders>",
    '<w:tblCellMar {space}><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>',
)


def add(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    beside: Sequence[int] = (),
    points: float | None = None,
) -> None:
    """`beside` is how wide its columns are to each other; without it by how many there are.
    `points` is the size of its letters."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    numbers = heads[-1] == "Number"
    table = document.add_table(rows=0, cols=len(heads))
    _look(table)
    widths = _shared(beside) if beside else _NUMBERED if numbers else _WIDTHS[len(heads)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    joined = len(rows) if len(rows) <= _SHORT else 1
    for place, row in enumerate((heads, *rows)):
        made = table.add_row()
        _kept_whole(made, is_head=place == 0)
        for cell, text, width in zip(made.cells, row, widths, strict=True):
            _fill(cell, text, width, points, is_head=place == 0)
            cell.paragraphs[0].paragraph_format.keep_with_next = place < joined
        if numbers:
            made.cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().paragraph_format.space_after = 0


def _shared(beside: Sequence[int]) -> tuple[float, ...]:
    return tuple(_WHOLE * each / sum(beside) for each in beside)


def typed(paragraph: Any, text: str) -> Any:
    """Words of a person, from the side from which their script is read."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    run = paragraph.add_run(text)
    if is_from_the_right(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run


def _fill(cell: Any, text: str, width: float, points: float | None, *, is_head: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    run = typed(paragraph, text)
    run.bold = is_head
    if points is not None:
        run.font.size = Pt(points)
    if is_head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def _look(table: Any) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    table.autofit = False
    for each in _LOOK:
        table._tbl.tblPr.append(parse_xml(each.format(space=nsdecls("w"))))


def _kept_whole(row: Any, *, is_head: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
