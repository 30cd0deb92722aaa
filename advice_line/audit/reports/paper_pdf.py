"""A report as A4 pages."""

from collections.abc import Sequence
from itertools import chain

from fpdf.fonts import FontFace

from advice_line.audit.reports import charts, outline
from advice_line.audit.reports.content import Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Drawing, Heading, Prose, Table
from advice_line.audit.spc import pdf
from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.paper.pages import DEEP, INK, MARGIN, QUIET, SHADE, Pages

_BODY, _SMALL = 10, 8.5
_AFTER_HEAD = 24


def write(kept: Stored) -> bytes:
    pages = _ReportPages(kept.report.title, chain(outline.texts(kept), _letters()))
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


class _ReportPages(Pages):
    def heading(self, text: str, *, first: bool = False) -> None:
        """Never alone at the foot of a page."""
        size, above = (18, 0) if first else (13, 5)
        self.room(text, size, above, _AFTER_HEAD)
        if not first:
            self.start_section(faces.shown(text))
        self.put(text, size, bold=True, colour=DEEP)
        self.ln(1.5)

    def rows(self, of: Table) -> None:
        self.ln(1)
        self.set_font(FACE, size=_SMALL)
        self.set_text_color(*INK)
        self.set_draw_color(*SHADE)
        self.set_fill_color(255)
        head = FontFace(emphasis="BOLD", fill_color=SHADE)
        with self.table(
            col_widths=of.widths,
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
        scene = charts.scene(series)
        high = scene.height * self.epw / scene.width
        said = [faces.shown(each) for each in charts.below(series)]
        if self.will_page_break(high + 8 + 5 * len(said)):
            self.add_page()
        self.put(f"{series.name} over time", _BODY, bold=True, colour=DEEP)
        top = self.get_y() + 1
        pdf.draw(self, scene, left=MARGIN, top=top, width=self.epw, face=FACE, shown=faces.shown)
        self.set_xy(MARGIN, top + high + 1)
        for each in said:
            self.put(each, _SMALL, colour=QUIET)
        self.ln(2)


def _letters() -> Sequence[str]:
    """Of what a chart's axis and key say."""
    return ("0123456789.,%–’ abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ",)
