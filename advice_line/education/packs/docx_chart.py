"""A chart in a document of Word, as Word itself keeps one: the drawing, its part, its workbook."""

from typing import Any

from advice_line.education.packs import office_chart
from advice_line.education.packs.outline import Chart

_EMU = 12_700
_WIDTH, _SIZE = 470, 10
_INLINE = (
    '<w:r {namespaces}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"/>'
    "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{key}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def add(document: Any, chart: Chart, number: int) -> None:
    """As a paragraph of its own; `number` counts the charts of the document from 1."""
    from docx.opc.constants import CONTENT_TYPE as CT  # noqa: PLC0415
    from docx.opc.constants import RELATIONSHIP_TYPE as RT  # noqa: PLC0415
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    drawn = office_chart.drawn(chart, _SIZE)
    package = document.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CT.SML_SHEET, drawn.workbook)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CT.DML_CHART, drawn.xml, package)
    part.relate_to(book, RT.PACKAGE)
    inline = _INLINE.format(
        namespaces=nsdecls("w", "wp", "a", "c", "r"),
        width=_WIDTH * _EMU,
        height=(len(chart.rows) * 26 + 24) * _EMU,
        number=number,
        key=document.part.relate_to(part, RT.CHART),
    )
    run = parse_xml(inline)
    run.xpath(".//wp:docPr")[0].set("descr", chart.said)
    document.add_paragraph()._p.append(run)
