"""A report as A4 pages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import FontFace

from advice_line.audit.reports import charts, outline
from advice_line.audit.reports.content import Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Drawing, Heading, Prose, Table
from advice_line.audit.spc import over_time, pdf, words
from advice_line.paper import faces
from advice_line.paper.faces import FACE

_MARGIN, _FOOT = 18, 18
_BODY, _SMALL = 10, 8.5
_INK, _QUIET, _DEEP, _SHADE = (33, 43, 50), (76, 98, 114), (0, 48, 135), (232, 237, 238)
_AFTER_HEAD = 24
_WIDTHS = {2: (3, 4), 3: (5, 5, 4), 4: (5, 7, 3, 3)}
# A PDF has to say when it was made; a kept report is the same whenever its file is.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)


def write(kept: Stored) -> bytes:
    pages = _Pages(kept.report.title, kept)
    pages.add_page()
    pages.heading(kept.report.title, first=True)
    if faces.coded(outline.texts(kept)):
        pages.put(faces.CODES, _BODY)
    for part in outline.of(kept):
        match part:
            case Heading():
                pages.heading(part.text)
            case Prose():
                pages.put(part.text, _BODY)
                pages.ln(1)
            case Table():
                pages.rows(part)
            case Drawing():
                pages.chart(part.series)
    return bytes(pages.output())


class _Pages(FPDF):
    def __init__(self, title: str, kept: Stored) -> None:
        super().__init__(format="A4")
        self._foot = title
        spoken = chain(outline.texts(kept), _letters())
        faces.give(self, map(faces.shown, spoken))
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, margin=_FOOT)
        self.set_title(title)
        self.set_lang("en-GB")
        self.set_creation_date(_MADE)
        self.set_producer("")

    def footer(self) -> None:
        self.set_y(-_FOOT + 4)
        self.set_font(FACE, size=8)
        self.set_text_color(*_QUIET)
        self.cell(0, 4, faces.shown(self._foot))
        self.set_x(_MARGIN)
        self.cell(0, 4, f"{self.page_no()} of {{nb}}", align="R")

    def heading(self, text: str, *, first: bool = False) -> None:
        """Never alone at the foot of a page."""
        size, above = (18, 0) if first else (13, 5)
        if self.will_page_break(above + self._high(text, size) + _AFTER_HEAD):
            self.add_page()
        elif not first:
            self.ln(above)
        if not first:
            self.start_section(faces.shown(text))
        self.put(text, size, bold=True, colour=_DEEP)
        self.ln(1.5)

    def put(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: tuple[int, int, int] = _INK,
    ) -> None:
        self.set_font(FACE, style="B" if bold else "", size=size)
        self.set_text_color(*colour)
        shown = faces.shown(text)
        self.multi_cell(0, size * 0.5, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def rows(self, of: Table) -> None:
        self.ln(1)
        self.set_font(FACE, size=_SMALL)
        self.set_text_color(*_INK)
        self.set_draw_color(*_SHADE)
        self.set_fill_color(255)
        head = FontFace(emphasis="BOLD", fill_color=_SHADE)
        with self.table(
            col_widths=_WIDTHS[len(of.heads)],
            line_height=4.2,
            padding=1,
            text_align="LEFT",
            headings_style=head,
        ) as table:
            table.row(of.heads)
            for each in of.rows:
                table.row([faces.shown(text) for text in each])
        self.ln(2)

    def chart(self, series: Series) -> None:
        """With its name above and what its icons say below, on one page."""
        chart = charts.chart(series)
        scene = over_time.scene(chart, series.name)
        high = scene.height * self.epw / scene.width
        said: Sequence[str] = (*series.icons, *words.honest(chart))
        if self.will_page_break(high + 8 + 5 * len(said)):
            self.add_page()
        self.put(f"{series.name} over time", _BODY, bold=True, colour=_DEEP)
        top = self.get_y() + 1
        pdf.draw(self, scene, left=_MARGIN, top=top, width=self.epw, face=FACE, shown=faces.shown)
        self.set_xy(_MARGIN, top + high + 1)
        for each in said:
            self.put(each, _SMALL, colour=_QUIET)
        self.ln(2)

    def _high(self, text: str, size: float) -> float:
        self.set_font(FACE, style="B", size=size)
        wanted = MethodReturnValue.LINES
        lines = self.multi_cell(0, 1, faces.shown(text), align="L", dry_run=True, output=wanted)
        return len(cast(list[str], lines)) * size * 0.5


def _letters() -> Sequence[str]:
    """Of what a chart's axis and key say."""
    return ("0123456789.,%–’ abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ",)
