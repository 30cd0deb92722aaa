"""A picture on a page of a PDF."""

from io import BytesIO

from fpdf import FPDF

from advice_line.education.packs import picture_fit
from advice_line.education.packs.outline import Pictured

# In millimetres: of a page with room for a question above it.
_WIDTH, _HEIGHT, _BELOW = 140, 100, 14


def put(page: FPDF, of: Pictured) -> None:
    """On a page that has room for what is said under it too; with its words for who cannot see."""
    wide, tall = picture_fit.inside(of.content, _WIDTH, _HEIGHT)
    if page.will_page_break(tall + _BELOW):
        page.add_page()
    else:
        page.ln(3)
    page.image(BytesIO(of.content), page.l_margin, page.get_y(), wide, tall, alt_text=of.words)
    page.set_y(page.get_y() + tall + 1)
