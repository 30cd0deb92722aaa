"""Our own template for slides, made by code: 16:9, white, dark blue, Arial, which every office
program has or replaces by one of the same widths."""

import re
from typing import TYPE_CHECKING, Any

from advice_line.paper.office_look import BLUE, DEEP, FACE, INK, PAPER, QUIET, SHADE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT = 12_192_000, 6_858_000
_LEFT, _WIDE = 560_000, 11_072_000
_FOOT_TOP, _FOOT_HEIGHT = 6_400_000, 280_000
_KEPT = {"Title Slide": "Pack title", "Title and Content": "Pack text", "Two Content": "Pack chart"}
_NAMES = {"Pack title": {0: "Title", 1: "Subtitle"}, "Pack text": {0: "Title", 1: "Text"}}
_CHART = {0: "Title", 1: "Chart"}
_HEAD_BOX, _BODY_BOX = (_LEFT, 330_000, _WIDE, 960_000), (_LEFT, 1_560_000, _WIDE, 4_700_000)
_COVER = {
    0: (900_000, 1_900_000, 10_300_000, 1_700_000),
    1: (900_000, 3_850_000, 10_300_000, 900_000),
}
_COLOURS = {
    "dk1": INK, "lt1": PAPER, "dk2": DEEP, "lt2": SHADE, "accent1": BLUE, "accent2": QUIET,
    "accent3": "C25700", "accent4": "00703C", "accent5": DEEP, "accent6": "768692",
    "hlink": BLUE, "folHlink": "330072",
}  # fmt: skip


def made() -> "Presentation":
    from pptx import Presentation as open_presentation  # noqa: PLC0415
    from pptx.util import Emu  # noqa: PLC0415

    presentation = open_presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _layouts(presentation)
    master = presentation.slide_master
    _theme(master)
    _placed(master, {0: _HEAD_BOX, 1: _BODY_BOX})
    _texts(master)
    _rule(master.shapes, _LEFT, 1_370_000)
    return presentation


def _layouts(presentation: "Presentation") -> None:
    for each in list(presentation.slide_layouts):
        name = _KEPT.get(each.name)
        if name is None:
            presentation.slide_layouts.remove(each)
            continue
        each.name = name
        _fill(each, name)


def _fill(layout: Any, name: str) -> None:
    names = _NAMES.get(name, _CHART)
    boxes = _COVER if name == "Pack title" else {0: _HEAD_BOX, 1: _BODY_BOX}
    for shape in list(layout.placeholders):
        place = shape.placeholder_format.idx
        if place == 10 or place not in {*names, 11, 12}:
            shape._element.getparent().remove(shape._element)
        elif place in names:
            shape.name = names[place]
            _settle(shape, boxes[place])
            _unlisted(shape)
    _feet(layout)
    if name == "Pack title":
        _cover(layout)


def _placed(master: Any, boxes: dict[int, tuple[int, int, int, int]]) -> None:
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415

    kinds = {PP_PLACEHOLDER.TITLE: boxes[0], PP_PLACEHOLDER.BODY: boxes[1]}
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type
        if kind in kinds:
            _settle(shape, kinds[kind])
        elif kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
    _feet(master)


def _feet(of: Any) -> None:
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    places = {
        PP_PLACEHOLDER.FOOTER: ("Footer", _LEFT, 9_000_000, PP_ALIGN.LEFT),
        PP_PLACEHOLDER.SLIDE_NUMBER: ("Slide number", 10_432_000, 1_200_000, PP_ALIGN.RIGHT),
    }
    for shape in of.placeholders:
        found = places.get(shape.placeholder_format.type)
        if found:
            name, left, width, align = found
            shape.name = name
            _settle(shape, (left, _FOOT_TOP, width, _FOOT_HEIGHT))
            _small(shape, align)


def _small(shape: Any, align: Any) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    style = shape._element.txBody.find(f".//{_A}lvl1pPr")
    if style is not None:
        style.set("algn", "r" if align == 3 else "l")
        kept = style.find(f"{_A}defRPr")
        kept.set("sz", "1200")
        for fill in kept.findall(f"{_A}solidFill"):
            kept.remove(fill)
        kept.append(_solid(QUIET))
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = align
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(12), RGBColor.from_string(QUIET)


_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def _solid(colour: str) -> Any:
    from lxml import etree  # noqa: PLC0415

    fill = etree.Element(f"{_A}solidFill")
    etree.SubElement(fill, f"{_A}srgbClr", val=colour)
    return fill


def _settle(shape: Any, where: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = where
    body = shape.text_frame._txBody.bodyPr
    for fit in list(body):
        body.remove(fit)
    for edge in ("lIns", "rIns", "tIns", "bIns"):
        body.set(edge, "0")


def _unlisted(shape: Any) -> None:
    """Words that tell whoever edits the template what goes where."""
    frame = shape.text_frame
    frame.text = f"{shape.name} of the pack"


def _texts(master: Any) -> None:
    """Titles and texts from the left, without bullets, in our ink."""
    styles = master._element.find(f"{_P}txStyles")
    for name, size, bold, colour in (
        ("titleStyle", 2800, "1", DEEP),
        ("bodyStyle", 2000, "0", INK),
    ):
        for level in styles.find(f"{_P}{name}"):
            if not level.tag.endswith("pPr"):
                continue
            level.set("algn", "l")
            level.set("marL", "0")
            level.set("indent", "0")
            for each in list(level):
                if re.search(r"bu(None|Char|Font|AutoNum)|spcBef", each.tag):
                    level.remove(each)
            run = level.find(f"{_A}defRPr")
            level.insert(list(level).index(run), level.makeelement(f"{_A}buNone"))
            run.set("sz", str(size))
            run.set("b", bold)
            for fill in run.findall(f"{_A}solidFill"):
                run.remove(fill)
            run.insert(0, _solid(colour))
    for shape in master.placeholders:
        body = shape.text_frame._txBody.bodyPr
        body.set("anchor", "ctr" if shape.top < 1_000_000 else "t")


def _rule(shapes: Any, left: int, top: int) -> None:
    """A short line under the title; no reader is told of it."""
    from lxml import etree  # noqa: PLC0415

    drawn = (
        f'<p:sp xmlns:p="{_P[1:-1]}" xmlns:a="{_A[1:-1]}"><p:nvSpPr><p:cNvPr id="99" name="Rule">'
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
        '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        '</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="1100000" cy="45720"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/>'
        "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    shapes._spTree.append(etree.fromstring(drawn))


def _cover(layout: Any) -> None:
    """White on dark blue, without the master's rule and feet."""
    from lxml import etree  # noqa: PLC0415
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    element = layout._element
    element.set("showMasterSp", "0")
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = RGBColor.from_string(DEEP)
    for shape in list(layout.placeholders):
        place = shape.placeholder_format.idx
        if place in (11, 12):
            shape._element.getparent().remove(shape._element)
            continue
        body = shape._element.txBody
        body.bodyPr.set("anchor", "b" if place == 0 else "t")
        listed = body.find(f"{_A}lstStyle")
        for each in list(listed):
            listed.remove(each)
        level = etree.SubElement(listed, f"{_A}lvl1pPr", algn="l", marL="0", indent="0")
        etree.SubElement(level, f"{_A}buNone")
        run = etree.SubElement(level, f"{_A}defRPr", sz="4000" if place == 0 else "2400")
        run.set("b", "1" if place == 0 else "0")
        run.append(_solid(PAPER))


def _theme(master: Any) -> None:
    from lxml import etree  # noqa: PLC0415
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT  # noqa: PLC0415

    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Pack")
    scheme = theme.find(f".//{_A}clrScheme")
    for each in scheme:
        name = etree.QName(each).localname
        for old in list(each):
            each.remove(old)
        etree.SubElement(each, f"{_A}srgbClr", val=_COLOURS[name])
    for latin in theme.findall(f".//{_A}fontScheme//{_A}latin"):
        latin.set("typeface", FACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
