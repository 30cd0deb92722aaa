"""The downtime form as A4 pages: first what to do and who is on, as many as that takes, then one
form for a query taken by hand, to be copied. A character that its fonts lack is written by its
code, as in a letter, and the form says so."""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from advice_line.desk.outage import downtime_form as words
from advice_line.desk.outage.downtime_form import DowntimeForm, OnDuty
from advice_line.paper import faces
from advice_line.paper.faces import FACE

MARGIN, FOOT = 14, 16
BODY, SMALL = 10, 9
_WHEN, _TIER = 44, 46
_LABELS = (
    ("Day and time of the call", "Taken by"),
    ("Practice", "Who asked, and their role"),
    ("Number to ring back", "Urgency they asked for"),
    ("Patient's name", "Date of birth"),
    ("NHS, CHI or H&C number", "Read back? yes / no"),
)
_AREAS = (
    ("Question", 48.0),
    ("Advice given, by whom, at what time", 52.0),
    ("If a test is advised: who arranges it, and by when", 18.0),
    ("Typed in afterwards as a late entry: reference, by whom", 14.0),
)
_INK, _QUIET, _RULE, _SHADE = (33, 43, 50), (76, 98, 114), (160, 170, 176), (236, 239, 241)


def render(form: DowntimeForm) -> bytes:
    pages = _Pages(form)
    pages.add_page()
    _head(pages, form)
    _numbered(pages, "If you take a call by hand", words.steps(form))
    _boxed(pages, "To tell practices", words.to_practices(form))
    _rota(pages, form.on_duty)
    pages.add_page()
    pages.note = "With a patient's name on it, keep it where patients' papers are kept."
    _blank_form(pages, form)
    return bytes(pages.output())


class _Pages(FPDF):
    def __init__(self, form: DowntimeForm) -> None:
        super().__init__(format="A4")
        # The form that is copied names nobody, until somebody writes on it.
        self.note = (
            f"{words.good_until(form)}. It names staff and their telephones: not for the public."
        )
        faces.give(self, map(faces.shown, words.texts(form)))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=FOOT)
        self.set_title(f"{form.line}: downtime form")
        self.set_lang("en-GB")
        self.set_creation_date(form.made_at)

    def footer(self) -> None:
        self.set_y(-FOOT + 3)
        self.set_font(FACE, size=8)
        self.set_text_color(*_QUIET)
        self.cell(0, 4, faces.shown(self.note))
        self.set_x(MARGIN)
        self.cell(0, 4, f"{self.page_no()} of {{nb}}", align="R")


def _head(pages: FPDF, form: DowntimeForm) -> None:
    _line(pages, f"{form.line}: downtime form", 16, bold=True)
    pages.ln(1)
    _line(pages, f"For when the line is down. {words.good_until(form)}.", BODY, bold=True)
    again = "Print it again by then, and whenever the rota is changed."
    _line(pages, f"{words.printed(form)}. {again}", BODY)
    pages.ln(1)
    for each in words.numbers(form):
        _line(pages, each, BODY)
    if faces.coded(words.texts(form)):
        _line(pages, faces.CODES, BODY)
    pages.ln(3)


def _numbered(pages: FPDF, head: str, said: Sequence[str]) -> None:
    _line(pages, head, 12, bold=True)
    for number, each in enumerate(said, start=1):
        _line(pages, f"{number}. {each}", BODY)
    pages.ln(3)


def _boxed(pages: FPDF, head: str, said: str) -> None:
    _line(pages, head, 12, bold=True)
    pages.set_font(FACE, size=BODY)
    pages.set_draw_color(*_RULE)
    pages.multi_cell(0, 5, faces.shown(said), border=1, align="L", padding=2, new_x=XPos.LMARGIN)
    pages.ln(5)


def _rota(pages: FPDF, rows: Sequence[OnDuty]) -> None:
    _line(pages, "Who is on", 12, bold=True)
    pages.ln(1)
    if not rows:
        _line(pages, "The line is not open in these days.", BODY)
        return
    pages.set_font(FACE, size=SMALL)
    pages.set_draw_color(*_RULE)
    head = FontFace(emphasis="BOLD", fill_color=_SHADE)
    widths = (_WHEN, *[_TIER] * len(words.TIERS))
    with pages.table(
        col_widths=widths, line_height=4.4, padding=1, text_align="LEFT", headings_style=head
    ) as table:
        table.row(("When", *words.TIERS))
        for each in rows:
            row = table.row()
            row.cell(each.when)
            if each.closed:
                row.cell(faces.shown(f"Closed: {each.closed}"), colspan=len(words.TIERS))
            for said in each.people:
                row.cell(faces.shown(said))


def _blank_form(pages: FPDF, form: DowntimeForm) -> None:
    _line(pages, f"{form.line}: a query taken by hand", 14, bold=True)
    _line(pages, "Copy this page. It holds patient data once it is written on.", SMALL)
    pages.ln(2)
    width = (pages.w - 2 * MARGIN - 4) / 2
    for pair in _LABELS:
        top = pages.get_y()
        for place, label in enumerate(pair):
            _box(pages, MARGIN + place * (width + 4), top, width, 15.0, label)
        pages.set_y(top + 17)
    for label, height in _AREAS:
        _box(pages, MARGIN, pages.get_y(), pages.w - 2 * MARGIN, height, label)
        pages.set_y(pages.get_y() + height + 2)


def _box(pages: FPDF, x: float, y: float, width: float, height: float, label: str) -> None:
    pages.set_draw_color(*_RULE)
    pages.rect(x, y, width, height)
    pages.set_font(FACE, size=8)
    pages.set_text_color(*_QUIET)
    pages.set_xy(x + 1, y + 0.5)
    pages.cell(width - 2, 4, label)
    pages.set_xy(MARGIN, y)


def _line(pages: FPDF, text: str, size: float, *, bold: bool = False) -> None:
    pages.set_font(FACE, style="B" if bold else "", size=size)
    pages.set_text_color(*_INK)
    pages.multi_cell(
        0, size * 0.5, faces.shown(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
