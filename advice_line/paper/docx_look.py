"""How a document of Word looks: A4 in our face, headings, a foot, and nothing of the library's own
template."""

from collections.abc import Iterator
from typing import Any

from advice_line.paper.office_look import DEEP, FACE, INK, QUIET

_SIZES = {"Title": 24, "Heading 1": 17, "Heading 2": 13, "Normal": 11}


def give(document: Any, title: str) -> None:
    """A4 with our face, and `title` at the foot of each page."""
    _styled(document)
    _emptied(document)
    _footer(document, title)


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
    inked(paragraph, QUIET)


def inked(paragraph: Any, colour: str) -> None:
    """Small and in that colour."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for run in _runs(paragraph):
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(colour)


def _runs(paragraph: Any) -> Iterator[Any]:
    from docx.text.run import Run  # noqa: PLC0415

    for each in paragraph._p.xpath(".//w:r"):
        yield Run(each, paragraph)
