"""One case as A4 pages. A character that the fonts lack is written by its code, as in a letter."""

from collections.abc import Iterator
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from advice_line.education.packs import pdf_picture
from advice_line.education.packs.one_case import NAMES_NOBODY, OneCase
from advice_line.paper import faces
from advice_line.paper.faces import FACE

_MARGIN = 20
_INK, _QUIET, _DEEP = (33, 43, 50), (76, 98, 114), (0, 48, 135)
# A PDF has to say when it was made; the case is the same whenever it is.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)


def write(case: OneCase) -> bytes:
    page = FPDF(format="A4")
    faces.give(page, map(faces.shown, _texts(case)))
    page.set_margins(_MARGIN, _MARGIN, _MARGIN)
    page.set_auto_page_break(True, margin=_MARGIN)
    page.set_title(f"Case {case.reference}")
    page.set_lang("en-GB")
    page.set_creation_date(_MADE)
    page.set_producer("")
    page.add_page()
    _put(page, case.head, 18, colour=_DEEP, bold=True)
    _put(page, _source(case), 9, colour=_QUIET)
    if faces.coded(_texts(case)):
        _put(page, faces.CODES, 9, colour=_QUIET)
    for name, words in case.asked:
        _headed(page, name, words)
    for each in case.pictures:
        pdf_picture.put(page, each)
        _put(page, each.said, 9, colour=_QUIET)
    for name, words in case.answered:
        _headed(page, name, words)
    if case.tags:
        _headed(page, "What it is of", "\n".join(f"{name}: {words}" for name, words in case.tags))
    return bytes(page.output())


def _headed(page: FPDF, name: str, words: str) -> None:
    """Never a head alone at the foot of a page."""
    page.ln(5)
    if page.will_page_break(22):
        page.add_page()
    page.start_section(name)
    _put(page, name, 13, colour=_DEEP, bold=True)
    page.ln(1)
    _put(page, words, 11)


def _put(
    page: FPDF,
    text: str,
    size: float,
    *,
    colour: tuple[int, int, int] = _INK,
    bold: bool = False,
) -> None:
    page.set_font(FACE, style="B" if bold else "", size=size)
    page.set_text_color(*colour)
    shown = faces.shown(text)
    page.multi_cell(0, size * 0.5, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _source(case: OneCase) -> str:
    return f"Case {case.reference} of {case.line}, {case.month}. {NAMES_NOBODY}"


def _texts(case: OneCase) -> Iterator[str]:
    yield from (case.head, _source(case), faces.CODES, "What it is of: \n")
    for name, words in (*case.asked, *case.answered, *case.tags):
        yield from (name, words)
    yield from (each.said for each in case.pictures)
