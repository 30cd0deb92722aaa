"""The typeface of the PDFs: its everyday letters where they suffice, the whole of it otherwise.

A PDF holds the letters that it uses, so both show a text alike. To read the whole fonts, six
thousand shapes in each of two weights, takes longer than all else of a letter.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

FACE = "DejaVu"
FONTS = Path(__file__).parent / "fonts"
_WEIGHTS = {"": "DejaVuSans", "B": "DejaVuSans-Bold"}
_EVERYDAY = "-Everyday"
# They part lines and have no shape.
_UNSEEN = frozenset(map(ord, "\n\t"))


def give(document: FPDF, texts: Iterable[str]) -> None:
    """Gives a document the face `FACE` in both weights, with each letter of the texts that there
    is."""
    suffice = set(map(ord, "".join(texts))) <= everyday() | _UNSEEN
    _add(document, _EVERYDAY if suffice else "")


@cache
def everyday() -> frozenset[int]:
    """The code points that the everyday letters of both weights show."""
    document = FPDF()
    _add(document, _EVERYDAY)
    fonts = [each for each in document.fonts.values() if isinstance(each, TTFFont)]
    for each in fonts:
        each.close()
    return frozenset.intersection(*(frozenset(each.cmap) for each in fonts))


def _add(document: FPDF, cut: str) -> None:
    for style, name in _WEIGHTS.items():
        document.add_font(FACE, style, FONTS / f"{name}{cut}.ttf")
