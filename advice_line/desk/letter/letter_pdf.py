"""The letter as a PDF "for the record": the same sections as the page and the text, one A4 column.

The same letter gives the same bytes, and the file says nothing of its making but the reference.
A character that its fonts lack (of a name in Chinese, say) is written by its code, and the letter
says so.
"""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.ports.letter import Letter
from advice_line.rules import letter_text

MARGIN = 20
BODY, SMALL, HEAD = 10.5, 8.5, 16
NOT_ALL_SHOWN = f"{faces.CODES} The letter's page and its plain text have it as it was typed."
INK, QUIET, RULE = (33, 43, 50), (76, 98, 114), (216, 221, 224)


def render(letter: Letter) -> bytes:
    sections = letter_text.sections(letter)
    texts = [letter.line_name, *(each for s in sections for each in s.paragraphs)]
    shown = [faces.shown(each) for each in texts]
    document = _Page(letter, shown)
    document.add_page()
    _head(document, letter)
    if faces.coded(texts):
        _paragraph(document, NOT_ALL_SHOWN)
        document.ln(3)
    for section in sections:
        _section(document, section)
    return bytes(document.output())


class _Page(FPDF):
    def __init__(self, letter: Letter, texts: Sequence[str]) -> None:
        super().__init__(format="A4")
        self._letter = letter
        faces.give(self, texts)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        self.set_title(letter_text.title(letter))
        self.set_lang("en-GB")
        self.set_creation_date(letter.finalised_at)

    def footer(self) -> None:
        self.set_y(-MARGIN + 4)
        self.set_font(FACE, size=SMALL)
        self.set_text_color(*QUIET)
        self.cell(0, 5, f"{self._letter.reference}, page {self.page_no()}", align="R")


def _head(document: _Page, letter: Letter) -> None:
    document.set_font(FACE, size=BODY)
    document.set_text_color(*QUIET)
    document.cell(0, 6, faces.shown(letter.line_name), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    document.set_font(FACE, style="B", size=HEAD)
    document.set_text_color(*INK)
    document.cell(0, 10, letter_text.title(letter), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    document.set_draw_color(*RULE)
    document.line(MARGIN, document.get_y() + 1, document.w - MARGIN, document.get_y() + 1)
    document.ln(4)


def _section(document: _Page, section: letter_text.Section) -> None:
    # A heading alone at the foot of a page would part it from what it heads.
    if document.will_page_break(18):
        document.add_page()
    document.set_font(FACE, style="B", size=SMALL)
    document.set_text_color(*QUIET)
    document.cell(0, 6, section.title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    for paragraph in section.paragraphs:
        _paragraph(document, faces.shown(paragraph))
    document.ln(3)


def _paragraph(document: FPDF, text: str) -> None:
    document.set_font(FACE, size=BODY)
    document.set_text_color(*INK)
    document.multi_cell(0, 5.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
