"""A month's pack as a document of Word: headings, real tables, charts that can be edited."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from advice_line.education.packs import docx_chart, docx_table, office_file, picture_fit, words
from advice_line.education.packs.outline import Outline, Part, Pictured, Told
from advice_line.education.packs.slide_look import DEEP, FACE, INK, QUIET

# Of a page with room for a question above it.
_PICTURE_CM = (14.0, 10.0)
_SIZES = {"Title": 24, "Heading 1": 17, "Heading 2": 13, "Normal": 11}


def write(outline: Outline) -> bytes:
    from docx import Document  # noqa: PLC0415

    document = Document()
    title = f"{outline.line}: {outline.label}"
    look(document, title)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(words.BEFORE)
    docx_table.add(document, ("What", "Number"), words.figures(outline))
    _figures(document, outline)
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


def look(document: Any, title: str) -> None:
    """A4 with our face, and `title` at the foot of each page."""
    _styled(document)
    _emptied(document)
    _footer(document, title)


def _figures(document: Any, outline: Outline) -> None:
    for number, chart in enumerate(outline.charts, start=1):
        document.add_heading(chart.finding, 2).paragraph_format.keep_with_next = True
        docx_chart.add(document, chart, number)
    if not outline.charts:
        for count in outline.counts:
            document.add_heading(count.title, 2)
            rows = [(row.label, f"{row.count:,}") for row in count.rows]
            docx_table.add(document, ("What", "Number"), rows)


def _case(document: Any, case: Told) -> None:
    document.add_heading(f"Case {case.number}: {case.head}", 2)
    source = document.add_paragraph(case.source)
    source.paragraph_format.keep_with_next = True
    _inked(source, QUIET)
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
    _inked(document.add_paragraph(of.said), QUIET)


def _part(document: Any, part: Part) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{part.label}. ").bold = True
    docx_table.typed(paragraph, part.text)


def _styled(document: Any) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        style.font.bold = name != "Normal"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in list(fonts.attrib):
            if "Theme" in each:
                del fonts.attrib[each]
        fonts.set(qn("w:cs"), FACE)
        fonts.set(qn("w:eastAsia"), FACE)
        style.font.color.rgb = RGBColor.from_string(INK if name == "Normal" else DEEP)
    for each in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(each)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")


def _emptied(document: Any) -> None:
    """Without what the library's own template brings along."""
    package = document.part.package
    for key, each in list(package.rels.items()):
        if each.reltype.endswith(("thumbnail", "metadata/custom", "custom-properties")):
            del package.rels[key]
    for key, each in list(document.part.rels.items()):
        if each.reltype.endswith("customXml"):
            del document.part.rels[key]


def _footer(document: Any, title: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{title}, page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    _inked(paragraph, QUIET)


def _inked(paragraph: Any, colour: str) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for run in _runs(paragraph):
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(colour)


def _runs(paragraph: Any) -> Iterator[Any]:
    from docx.text.run import Run  # noqa: PLC0415

    for each in paragraph._p.xpath(".//w:r"):
        yield Run(each, paragraph)
