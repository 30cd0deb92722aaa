"""What stands on a slide, one by one: paragraphs of a fixed height, cards, numbers, notes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from advice_line.education.packs.text_fit import Para
from advice_line.paper.office_look import BLUE, INK, SHADE, is_from_the_right

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def write(frame: Any, paras: Sequence[Para], *, colour: str | None, heads: str | None) -> None:
    """Lines of a fixed height: another script's face must not push the last one out of its box.
    Without colours, those of the template."""
    from pptx.util import Pt  # noqa: PLC0415

    frame.word_wrap = True
    for place, para in enumerate(paras):
        made = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        made.line_spacing = Pt(para.leading)
        made.space_before = Pt(para.gap if place else 0)
        made.space_after = Pt(0)
        _runs(made, para, heads if para.head else colour)
        if is_from_the_right(para.text):
            properties = made._p.get_or_add_pPr()
            properties.set("rtl", "1")
            properties.set("algn", "r")


def _runs(paragraph: Any, para: Para, colour: str | None) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    for place, part in enumerate(para.text.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = part
        run.font.size, run.font.bold = Pt(para.size), para.bold
        run._r.get_or_add_rPr().set("lang", "en-GB")
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)


def described(shape: Any, name: str, said: str) -> None:
    """Its text for those who do not see it."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("name", name)
    told.set("descr", said)


def card(slide: Any, where: tuple[int, int, int, int], paras: Sequence[Para]) -> None:
    """A number on a pale ground with a blue edge at its left."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

    left, top, width, height = where
    edge = slide.shapes.add_shape(1, left, top, 60_000, height)
    ground = slide.shapes.add_shape(1, left + 60_000, top, width - 60_000, height)
    for shape, colour in ((edge, BLUE), (ground, SHADE)):
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False
    edge.name = "Edge"
    ground.name = "Figure"
    ground.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    ground.text_frame.margin_top = 230_000
    write(ground.text_frame, paras, colour=INK, heads=BLUE)
    for paragraph in ground.text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", "l")


def foot(slide: Any, layout: Any, words: str) -> None:
    """Its foot and number, which a new slide does not take over from its layout by itself."""
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415

    for each in layout.placeholders:
        kind = each.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        copied = deepcopy(each._element)
        slide.shapes._spTree.append(copied)
        shape = slide.shapes[-1]
        copied.xpath(".//p:cNvPr")[0].set("id", str(len(slide.shapes) + 1))
        if kind == PP_PLACEHOLDER.FOOTER:
            shape.text_frame.text = words


def note(slide: Any, words: str) -> None:
    slide.notes_slide.notes_text_frame.text = words


def without_edges(shape: Any) -> None:
    body = shape.text_frame._txBody.bodyPr
    for edge in ("lIns", "rIns", "tIns", "bIns"):
        body.set(edge, "0")
