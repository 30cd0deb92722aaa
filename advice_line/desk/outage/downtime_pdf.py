"""The downtime form as one A4 page: what is needed to take a query by hand, and room for it."""

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from advice_line.desk.outage.downtime_form import DowntimeForm, OnDuty
from advice_line.rules import notices

FONTS = Path(__file__).parents[1] / "fonts"
FACE = "DejaVu"
MARGIN = 14
# As many as leave room to write.
MOST_ROWS = 16
_LABELS = (
    ("Day and time of the call", "Taken by"),
    ("Practice", "Who asked, and their role"),
    ("Number to ring back", "Urgency they asked for"),
    ("Patient's name", "Date of birth"),
    ("NHS, CHI or H&C number", "Read back? yes / no"),
)
_AREAS = (
    ("Question", 24.0),
    ("Advice given, by whom, at what time", 26.0),
    ("If a test is advised: who arranges it, and by when", 12.0),
    ("Typed in afterwards as a late entry: reference, by whom", 8.0),
)
_INK, _QUIET, _RULE = (33, 43, 50), (76, 98, 114), (160, 170, 176)


def render(form: DowntimeForm) -> bytes:
    page = FPDF(format="A4")
    page.add_font(FACE, "", FONTS / "DejaVuSans.ttf")
    page.add_font(FACE, "B", FONTS / "DejaVuSans-Bold.ttf")
    page.set_margins(MARGIN, MARGIN, MARGIN)
    page.set_auto_page_break(False)
    page.set_title(f"{form.line}: downtime form")
    page.set_lang("en-GB")
    page.set_creation_date(form.made_at)
    page.add_page()
    _head(page, form)
    _rota(page, form.on_duty)
    _fields(page)
    _foot(page, form)
    return bytes(page.output())


def _head(page: FPDF, form: DowntimeForm) -> None:
    _line(page, f"{form.line}: when the line is down", 14, bold=True)
    _line(page, f"Line {form.number}. Switchboard {form.switchboard}.", 9)
    _line(page, f"Say first: {form.greeting}", 9)
    page.ln(1)


def _rota(page: FPDF, rows: Sequence[OnDuty]) -> None:
    _line(page, "Who is on (tier: name and telephone)", 8, bold=True)
    for row in rows[:MOST_ROWS]:
        _line(page, f"{row.when}: {row.who}", 7)
    if len(rows) > MOST_ROWS:
        _line(page, f"and {len(rows) - MOST_ROWS} more stretches: see the rota's own print", 7)
    if not rows:
        _line(page, "Nobody is on in the next seven days.", 7)
    page.ln(2)


def _fields(page: FPDF) -> None:
    width = (page.w - 2 * MARGIN - 4) / 2
    for left, right in _LABELS:
        top = page.get_y()
        for place, label in enumerate((left, right)):
            _box(page, MARGIN + place * (width + 4), top, width, 11.0, label)
        page.set_y(top + 12.5)
    for label, height in _AREAS:
        _box(page, MARGIN, page.get_y(), page.w - 2 * MARGIN, height, label)
        page.set_y(page.get_y() + height + 1.5)


def _box(page: FPDF, x: float, y: float, width: float, height: float, label: str) -> None:
    page.set_draw_color(*_RULE)
    page.rect(x, y, width, height)
    page.set_font(FACE, size=6.5)
    page.set_text_color(*_QUIET)
    page.set_xy(x + 1, y + 0.5)
    page.cell(width - 2, 3, label)
    page.set_xy(MARGIN, y)


def _foot(page: FPDF, form: DowntimeForm) -> None:
    page.set_y(page.h - MARGIN)
    page.set_font(FACE, size=6.5)
    page.set_text_color(*_QUIET)
    made = notices.when(form.made_at, form.made_at, form.time_zone)
    day = notices.day(form.made_at.date())
    said = f"Printed {day}, {made}. It holds telephone numbers of staff: not for the public."
    page.cell(0, 4, said)


def _line(page: FPDF, text: str, size: float, *, bold: bool = False) -> None:
    page.set_font(FACE, style="B" if bold else "", size=size)
    page.set_text_color(*_INK)
    page.multi_cell(0, size * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
