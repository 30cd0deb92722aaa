"""A report as A4 pages."""

from fpdf.fonts import FontFace

from advice_line.audit.reports import chart_pdf, outline
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Drawing, Heading, Prose, Table
from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.paper.pages import DEEP, INK, SHADE, Pages

_BODY, _SMALL = 10, 8.5
_AFTER_HEAD = 24


def write(kept: Stored) -> bytes:
    pages = _ReportPages(kept.report.title, (*outline.texts(kept), chart_pdf.LETTERS))
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
                chart_pdf.put(pages, part.series)
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
