"""A report as a document of Word: headings, real tables, charts as pictures with their words."""

from io import BytesIO
from typing import Any

from advice_line.audit.reports import charts, outline
from advice_line.audit.reports.content import Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Drawing, Heading, Prose, Table
from advice_line.audit.spc import picture
from advice_line.audit.spc.picture import Fonts
from advice_line.paper import docx_look, docx_table, faces, office_file
from advice_line.paper.office_look import QUIET

_WIDE_CM = 16.4


def write(kept: Stored) -> bytes:
    from docx import Document  # noqa: PLC0415

    document = Document()
    title = kept.report.title
    docx_look.give(document, title)
    document.add_paragraph(title, style="Title")
    for part in outline.of(kept):
        match part:
            case Heading():
                document.add_heading(part.text, 1)
            case Prose():
                docx_table.typed(document.add_paragraph(), part.text)
            case Table():
                docx_table.add(document, part.heads, part.rows)
            case Drawing():
                _chart(document, part.series)
    made = BytesIO()
    document.save(made)
    return office_file.tidied(made.getvalue(), title)


def _chart(document: Any, series: Series) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    fonts = Fonts(faces.FONTS / "DejaVuSans.ttf", faces.FONTS / "DejaVuSans-Bold.ttf")
    head = document.add_heading(f"{series.name} over time", 2)
    head.paragraph_format.keep_with_next = True
    png = picture.png(charts.scene(series), fonts)
    drawn = document.add_picture(BytesIO(png), width=Cm(_WIDE_CM))
    told = drawn._inline.docPr
    told.set("name", series.name)
    told.set("descr", series.described)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for each in charts.below(series):
        docx_look.inked(document.add_paragraph(each), QUIET)
