"""The welcome sheet as one A4 page, with two codes to point a telephone at: the line as a contact,
and where to ask in writing. A character that its fonts lack is written by its code (decision
0007)."""

from collections.abc import Sequence

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from advice_line.desk.welcome.sheet import Sheet
from advice_line.paper import faces
from advice_line.paper.faces import FACE

MARGIN = 16
HEAD, NUMBER, TITLE, BODY, SMALL = 20, 26, 11, 10, 8.5
_INK, _QUIET, _RULE = (33, 43, 50), (76, 98, 114), (160, 170, 176)
_CODE, _GAP = 34, 8


def render(sheet: Sheet) -> bytes:
    page = _Page(sheet)
    page.add_page()
    _head(page, sheet)
    left, right = _columns(page)
    top = page.get_y()
    page.column(*left)
    _list(page, "Ring when", sheet.ring_when)
    _list(page, "Have ready", sheet.have_ready)
    _list(page, "How advice comes back", sheet.comes_back)
    foot = page.get_y()
    page.column(*right)
    page.set_y(top)
    _hours(page, sheet)
    _list(page, "Not for", sheet.not_for)
    _list(page, "When we are closed", (sheet.closed,))
    if sheet.practice:
        _list(page, "What we know of you", tuple(_known(sheet)))
    page.set_y(max(foot, page.get_y()))
    page.column(MARGIN, page.w - 2 * MARGIN)
    _codes(page, sheet)
    return bytes(page.output())


class _Page(FPDF):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(format="A4")
        self._sheet = sheet
        faces.give(self, map(faces.shown, _texts(sheet)))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        self.set_title(f"How to reach {sheet.line}")
        self.set_lang("en-GB")
        self.set_creation_date(sheet.made_at)

    def column(self, left: float, width: float) -> None:
        """What is written from now on stands in it."""
        self.set_left_margin(left)
        self.set_right_margin(self.w - left - width)
        self.set_x(left)

    def footer(self) -> None:
        self.column(MARGIN, self.w - 2 * MARGIN)
        self.set_y(-MARGIN)
        self.set_font(FACE, size=SMALL)
        self.set_text_color(*_QUIET)
        self.multi_cell(0, 4, self._sheet.fixed_sentence, align="L")


def _texts(sheet: Sheet) -> list[str]:
    own = (sheet.practice or "", sheet.mail or "", *sheet.phones)
    rows = [each for row in sheet.hours for each in row]
    lists = (*sheet.ring_when, *sheet.not_for, *sheet.have_ready, *sheet.comes_back)
    fixed = (sheet.line, sheet.number, sheet.email, sheet.ask, sheet.closed, sheet.fixed_sentence)
    return [*fixed, *lists, *rows, *own, "•·"]


def _head(page: _Page, sheet: Sheet) -> None:
    if sheet.practice:
        _line(page, f"For {sheet.practice}", BODY, _QUIET, 5)
    _line(page, sheet.line, HEAD, _INK, 10, style="B")
    _line(page, "Ask a radiologist before you request, refer or wait.", BODY + 1, _QUIET, 7)
    _line(page, sheet.number, NUMBER, _INK, 14, style="B")
    _line(page, f"{sheet.email} · {sheet.ask}", BODY, _INK, 6)
    page.set_draw_color(*_RULE)
    page.line(MARGIN, page.get_y() + 2, page.w - MARGIN, page.get_y() + 2)
    page.ln(6)


def _columns(page: _Page) -> tuple[tuple[float, float], tuple[float, float]]:
    width = (page.w - 2 * MARGIN - _GAP) / 2
    return (MARGIN, width), (MARGIN + width + _GAP, width)


def _list(page: _Page, title: str, items: Sequence[str]) -> None:
    _line(page, title, TITLE, _INK, 6.5, style="B")
    for each in items:
        page.set_font(FACE, size=BODY)
        page.set_text_color(*_INK)
        left = page.get_x()
        page.cell(4, 5, "•")
        page.multi_cell(0, 5, faces.shown(each), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        page.set_x(left)
        page.ln(0.8)
    page.ln(2.5)


def _hours(page: _Page, sheet: Sheet) -> None:
    _line(page, "Open", TITLE, _INK, 6.5, style="B")
    for days, times in sheet.hours:
        _line(page, f"{days}: {times}", BODY, _INK, 5.5)
    page.ln(2.5)


def _known(sheet: Sheet) -> list[str]:
    """What a practice sees to: a number that is not known is asked whose it is."""
    phones = ", ".join(sheet.phones) or "none: your calls are not recognised"
    mail = sheet.mail or "none: letters cannot reach you"
    return [
        f"Your telephones: {phones}.",
        f"Your address: {mail}.",
        f"Is this wrong? Write to {sheet.email}.",
    ]


def _codes(page: _Page, sheet: Sheet) -> None:
    """Both at the foot, with what each does beside it."""
    top = page.h - 2 * MARGIN - _CODE
    if page.get_y() > top:
        page.add_page()
    wide = (page.w - 2 * MARGIN) / 2
    for place, (content, words) in enumerate(
        (
            (sheet.code, "Point your phone here to keep the number as a contact."),
            (sheet.ask, "Point your phone here to ask in writing."),
        )
    ):
        left = MARGIN + place * wide
        _code(page, content, left, top)
        page.set_xy(left + _CODE + 3, top + 8)
        page.set_font(FACE, size=BODY)
        page.set_text_color(*_INK)
        page.multi_cell(wide - _CODE - 6, 5, words, align="L")


def _code(page: _Page, content: str, left: float, top: float) -> None:
    """Drawn as squares, so that it is sharp at any size."""
    rows = list(segno.make(content, error="m", micro=False).matrix_iter(border=2))
    side = _CODE / len(rows)
    page.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                page.rect(left + across * side, top + down * side, side, side, style="F")


def _line(
    page: _Page, text: str, size: float, ink: tuple[int, int, int], high: float, *, style: str = ""
) -> None:
    page.set_font(FACE, style="B" if style else "", size=size)
    page.set_text_color(*ink)
    shown = faces.shown(text)
    page.multi_cell(0, high, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
