"""A report as a document of Word: headings, real tables, charts as pictures with their words."""

from io import BytesIO

from advice_line.audit.reports import chart_docx, outline
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Bullets, Drawing, Heading, Prose, Table
from advice_line.paper import docx_look, docx_table, office_file
from advice_line.paper.office_look import QUIET

# Points.
_SMALL = 9


def write(kept: Stored) -> bytes:
    from docx import Document  # noqa: PLC0415

    document = Document()
    title = kept.report.title
    docx_look.give(document, title)
    document.add_paragraph(title, style="Title")
    for part in outline.flat(outline.of(kept)):
        match part:
            case Heading():
                document.add_heading(part.text, part.level)
            case Prose():
                paragraph = document.add_paragraph()
                docx_table.typed(paragraph, part.text)
                if part.quiet:
                    docx_look.inked(paragraph, QUIET)
            case Bullets():
                for each in part.texts:
                    docx_table.typed(document.add_paragraph(style="List Bullet"), each)
            case Table():
                docx_table.add(document, part.heads, part.rows, part.widths, _SMALL)
            case Drawing():
                chart_docx.add(document, part.series)
    made = BytesIO()
    document.save(made)
    return office_file.tidied(made.getvalue(), title)
