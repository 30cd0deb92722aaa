"""An A4 page with the service's face, for what somebody takes home from a meeting. A character that
the face lacks is written by its code (decision 0007)."""

from collections.abc import Iterable
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from advice_line.paper import faces
from advice_line.paper.faces import FACE

MARGIN = 22
BODY, SMALL = 11, 9
INK, QUIET, DEEP, BLUE = (33, 43, 50), (76, 98, 114), (0, 48, 135), (0, 94, 184)


class Paper(FPDF):
    """`texts` are all that is written on it, `made` is what the file says of when it was made."""

    def __init__(self, title: str, foot: str, texts: Iterable[str], made: datetime) -> None:
        super().__init__(format="A4")
        self._foot, every = foot, [title, foot, faces.CODES, *texts]
        faces.give(self, map(faces.shown, every))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 6)
        self.set_title(faces.shown(title))
        self.set_lang("en-GB")
        self.set_creation_date(made)
        self.set_producer("")
        self.add_page()
        if faces.coded(every):
            self.put(faces.CODES, SMALL, colour=QUIET)
            self.ln(3)

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.set_font(FACE, size=SMALL)
        self.set_text_color(*QUIET)
        self.multi_cell(0, 4.5, faces.shown(self._foot), align="L")

    def put(
        self,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        self.set_font(FACE, style="B" if bold else "", size=size)
        self.set_text_color(*colour)
        shown = faces.shown(text)
        self.multi_cell(0, size * 0.52, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def label(self, text: str) -> None:
        """Never alone at the foot of a page."""
        if self.will_page_break(22):
            self.add_page()
        else:
            self.ln(4)
        self.put(text, SMALL, bold=True, colour=BLUE)
