"""A4 pages of a PDF in our face: margins, a foot with the number of the page, words and heads. What
stands on them is whoever's writes them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from advice_line.paper import faces
from advice_line.paper.faces import FACE

MARGIN, FOOT = 18, 18
INK, QUIET, DEEP, SHADE = (33, 43, 50), (76, 98, 114), (0, 48, 135), (232, 237, 238)
# A PDF has to say when it was made; what is kept is the same whenever its file is made of it.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)


class Pages(FPDF):
    """`texts` are all that will stand on them, by which fonts are chosen."""

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        super().__init__(format="A4")
        self._title = title
        faces.give(self, map(faces.shown, texts))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=FOOT)
        self.set_title(title)
        self.set_lang("en-GB")
        self.set_creation_date(_MADE)
        self.set_producer("")

    def footer(self) -> None:
        self.set_y(-FOOT + 4)
        self.set_font(FACE, size=8)
        self.set_text_color(*QUIET)
        self.cell(0, 4, faces.shown(self._title))
        self.set_x(MARGIN)
        self.cell(0, 4, f"{self.page_no()} of {{nb}}", align="R")

    def put(
        self, text: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK
    ) -> None:
        """A paragraph, `size` in points."""
        self.set_font(FACE, style="B" if bold else "", size=size)
        self.set_text_color(*colour)
        shown = faces.shown(text)
        self.multi_cell(0, size * 0.5, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def room(self, text: str, size: float, above: float, keep: float) -> None:
        """For a head, which is never alone at the foot of a page: `keep` of what it names stays
        with it, `above` is left free; both in millimetres."""
        self.set_font(FACE, style="B", size=size)
        high = len(self.lines(text, 0)) * size * 0.5
        if self.will_page_break(above + high + keep):
            self.add_page()
        elif above:
            self.ln(above)

    def lines(self, text: str, width: float) -> list[str]:
        """As the font that is set breaks them; `width` in millimetres, 0 for that of the page."""
        shown, wanted = faces.shown(text), MethodReturnValue.LINES
        return cast(
            list[str], self.multi_cell(width, 1, shown, align="L", dry_run=True, output=wanted)
        )
