"""A report as A4 pages."""

from fpdf.fonts import FontFace

from advice_line.audit.reports import chart_pdf, outline
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Bullets, Drawing, Heading, Prose, Table
from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.paper.pages import DEEP, INK, MARGIN, QUIET, SHADE, Pages

_BODY, _SMALL = 10, 8.5
_AFTER_HEAD = 24
_INDENT = 4
_TITLE = 0
# Of each level the size in points, and the room above in millimetres.
_HEADS = {_TITLE: (18, 0), 1: (13, 4), 2: (10.5, 2)}


def write(kept: Stored) -> bytes:
    pages = _ReportPages(kept.report.title, (*outline.texts(kept), chart_pdf.LETTERS))
    pages.add_page()
    pages.heading(kept.report.title, _TITLE)
    if faces.coded(outline.texts(kept)):
        pages.put(faces.CODES, _BODY)
    for part in outline.flat(outline.of(kept)):
        match part:
            case Heading():
                pages.heading(part.text, part.level)
            case Prose():
                pages.said(part)
            case Bullets():
                pages.listed(part)
            case Table():
                pages.rows(part)
            case Drawing():
                chart_pdf.put(pages, part.series)
    return bytes(pages.output())


class _ReportPages(Pages):
    def heading(self, text: str, level: int) -> None:
        """Never alone at the foot of a page."""
        size, above = _HEADS[level]
        self.room(text, size, above, _AFTER_HEAD)
        if level != _TITLE:
            self.start_section(faces.shown(text), level - 1)
        self.put(text, size, bold=True, colour=DEEP)
        self.ln(1)

    def said(self, of: Prose) -> None:
        size, colour = (_SMALL, QUIET) if of.quiet else (_BODY, INK)
        self.put(of.text, size, colour=colour)
        self.ln(1)

    def listed(self, of: Bullets) -> None:
        for text in of.texts:
            self.set_left_margin(MARGIN + _INDENT)
            self.set_x(MARGIN)
            self.set_font(FACE, size=_BODY)
            self.set_text_color(*INK)
            self.cell(_INDENT, _BODY * 0.5, "•")
            self.put(text, _BODY)
            self.set_left_margin(MARGIN)
            self.set_x(MARGIN)
            self.ln(0.5)
        self.ln(1)

    def rows(self, of: Table) -> None:
        self.ln(1)
        self.set_font(FACE, size=_SMALL)
        self.set_text_color(*INK)
        self.set_draw_color(*SHADE)
        self.set_fill_color(255)
        head = FontFace(emphasis="BOLD", fill_color=SHADE)
        with self.table(
            col_widths=of.widths,
            line_height=4,
            padding=0.7,
            text_align="LEFT",
            headings_style=head,
        ) as table:
            table.row(of.heads)
            for each in of.rows:
                table.row([faces.shown(text) for text in each])
        self.ln(2)
