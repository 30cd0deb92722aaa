"""A bar chart of an office program: editable, its numbers in a workbook behind it.

What is most is dark blue and what is not known is pale, but each bar has its name and its number:
nobody needs the colour.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from advice_line.education.packs.month import NOT_KNOWN
from advice_line.education.packs.outline import Chart
from advice_line.paper.office_look import BLUE, FACE, INK

_OTHERS, _UNKNOWN = "5B7A99", "8A98A3"


@dataclass(frozen=True)
class Drawn:
    """The XML of a chart and the workbook to which its relationship rId1 leads."""

    xml: bytes
    workbook: bytes


def data(of: Chart) -> Any:
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415

    made = CategoryChartData()
    made.categories = [label for label, _ in of.rows]
    made.add_series("Number", [number for _, number in of.rows])
    return made


def style(chart: Any, of: Chart, size: float) -> None:
    """`size` of its words in points."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    chart.has_legend = chart.has_title = False
    chart.font.name = FACE
    chart.font.size, chart.font.color.rgb = Pt(size), RGBColor.from_string(INK)
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.fill.background()
    names.major_tick_mark = XL_TICK_MARK.NONE
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    most = max(number for _, number in of.rows)
    for place, (label, number) in enumerate(of.rows):
        fill = plot.series[0].points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(_colour(label, is_most=number == most))


def drawn(of: Chart, size: float) -> Drawn:
    """For a document of another kind than slides."""
    from lxml import etree  # noqa: PLC0415
    from pptx.chart.chart import Chart as Edited  # noqa: PLC0415
    from pptx.chart.xmlwriter import ChartXmlWriter  # noqa: PLC0415
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415

    filled = data(of)
    space = parse_xml(ChartXmlWriter(XL_CHART_TYPE.BAR_CLUSTERED, filled).xml.encode())
    style(Edited(space, None), of, size)
    bare = '<c:spPr xmlns:c="{}" xmlns:a="{}"><a:ln><a:noFill/></a:ln></c:spPr>'.format(*_SPACES)
    space.find(_C + "txPr").addprevious(parse_xml(bare))
    outside = etree.SubElement(space, _C + "externalData")
    outside.set(_R + "id", "rId1")
    etree.SubElement(outside, _C + "autoUpdate").set("val", "0")
    xml = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Drawn(xml, workbook(filled))


def workbook(filled: Any) -> bytes:
    from pptx.chart.xlsx import CategoryWorkbookWriter  # noqa: PLC0415

    return BytesIO(CategoryWorkbookWriter(filled).xlsx_blob).getvalue()


def _colour(label: str, *, is_most: bool) -> str:
    if label == NOT_KNOWN:
        return _UNKNOWN
    return BLUE if is_most else _OTHERS


_SPACES = (
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
)
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
