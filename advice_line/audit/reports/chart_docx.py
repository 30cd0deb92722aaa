"""A chart over time in a document of Word: a picture with its words, and what is read below it."""

from io import BytesIO
from typing import Any

from advice_line.audit.reports import charts
from advice_line.audit.reports.content import Series
from advice_line.audit.spc import parts, picture
from advice_line.audit.spc.parts import Size
from advice_line.audit.spc.picture import Fonts
from advice_line.paper import docx_look, faces
from advice_line.paper.office_look import QUIET

_WIDE_CM = 16.4


def add(document: Any, series: Series) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    head = document.add_heading(charts.title(series), 2)
    head.paragraph_format.keep_with_next = True
    drawn = document.add_picture(BytesIO(png(series, size=parts.PAPER)), width=Cm(_WIDE_CM))
    told = drawn._inline.docPr
    told.set("name", series.name)
    told.set("descr", series.described)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for each in charts.below(series):
        docx_look.inked(document.add_paragraph(each), QUIET)


def png(series: Series, *, foot: bool = False, size: Size = parts.BROAD) -> bytes:
    """With a `foot` what is read below it stands in the picture."""
    fonts = Fonts(faces.FONTS / "DejaVuSans.ttf", faces.FONTS / "DejaVuSans-Bold.ttf")
    return picture.png(charts.scene(series, foot=foot, size=size), fonts)
