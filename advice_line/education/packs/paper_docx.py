"""A month's pack as a document of Word: headings, real tables, charts that can be edited."""

from io import BytesIO
from typing import Any

from advice_line.audit.reports import chart_docx
from advice_line.education.packs import docx_chart, picture_fit, words
from advice_line.education.packs.outline import Outline, Part, Pictured, Told
from advice_line.paper import docx_look, docx_table, office_file
from advice_line.paper.office_look import QUIET

# Of a page with room for a question above it.
_PICTURE_CM = (14.0, 10.0)


def write(outline: Outline) -> bytes:
    from docx import Document  # noqa: PLC0415

    document = Document()
    title = f"{outline.line}: {outline.label}"
    docx_look.give(document, title)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(words.BEFORE)
    docx_table.add(document, ("What", "Number"), words.figures(outline))
    _figures(document, outline)
    _audited(document, outline)
    for part in words.lists_before(outline):
        document.add_heading(part.title, 1)
        docx_table.add(document, part.heads, part.rows)
    document.add_heading("Cases to teach from", 1)
    for case in outline.cases:
        _case(document, case)
    for said in words.of_cases(outline):
        document.add_paragraph(said)
    for part in words.lists_after(outline):
        document.add_heading(part.title, 1)
        docx_table.add(document, part.heads, part.rows)
    made = BytesIO()
    document.save(made)
    return office_file.tidied(made.getvalue(), title)


def _figures(document: Any, outline: Outline) -> None:
    for number, chart in enumerate(outline.charts, start=1):
        document.add_heading(chart.finding, 2).paragraph_format.keep_with_next = True
        docx_chart.add(document, chart, number)
    if not outline.charts:
        for count in outline.counts:
            document.add_heading(count.title, 2)
            rows = [(row.label, f"{row.count:,}") for row in count.rows]
            docx_table.add(document, ("What", "Number"), rows)


def _audited(document: Any, outline: Outline) -> None:
    if not outline.audited:
        return
    document.add_heading(words.AUDITED, 1)
    document.add_paragraph(words.UNTOLD)
    for each in outline.audited:
        chart_docx.add(document, each)


def _case(document: Any, case: Told) -> None:
    document.add_heading(f"Case {case.number}: {case.head}", 2)
    source = document.add_paragraph(case.source)
    source.paragraph_format.keep_with_next = True
    docx_look.inked(source, QUIET)
    for part in case.asked:
        _part(document, part)
    for each in case.pictures:
        _picture(document, each)
    for part in case.answered:
        _part(document, part)


def _picture(document: Any, of: Pictured) -> None:
    """With what it shows under it, on the same page."""
    from docx.shared import Cm  # noqa: PLC0415

    wide, tall = picture_fit.inside(of.content, *_PICTURE_CM)
    drawn = document.add_picture(BytesIO(of.content), Cm(wide), Cm(tall))
    told = drawn._inline.docPr
    told.set("name", of.name)
    told.set("descr", of.words)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    docx_look.inked(document.add_paragraph(of.said), QUIET)


def _part(document: Any, part: Part) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{part.label}. ").bold = True
    docx_table.typed(paragraph, part.text)
