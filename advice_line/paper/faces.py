"""The typeface of the PDFs: its everyday letters where they suffice, the whole of it otherwise.

A PDF holds the letters that it uses, so both show a text alike. To read the whole fonts, six
thousand shapes in each of two weights, takes longer than all else of a letter.

What neither has is written by its code, as in [U+4E2D]: a name must not be empty without a word.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

FACE = "DejaVu"
CODES = "A code such as [U+4E2D] stands for a character that this file cannot show."
FONTS = Path(__file__).parent / "fonts"
_WEIGHTS = {"": "DejaVuSans", "B": "DejaVuSans-Bold"}
_EVERYDAY = "-Everyday"
# They part lines and have no shape.
_UNSEEN = frozenset(map(ord, "\n\t"))
_FROM_THE_RIGHT = ("R", "AL")


def give(document: FPDF, texts: Iterable[str]) -> None:
    """Gives a document the face `FACE` in both weights, with each letter of the texts that there
    is."""
    suffice = set(map(ord, "".join(texts))) <= everyday() | _UNSEEN
    _add(document, _EVERYDAY if suffice else "")


def shown(text: str) -> str:
    """The text as the face can show it: the code of whatever it lacks instead, which it also is to
    what is written from right to left, and would be set from the wrong end."""
    seen = text.replace("\t", "    ")
    lacking = set(map(ord, seen)) - everyday() - _UNSEEN
    if not lacking or not (lacking := lacking - _whole()):
        return seen
    parts = groupby(seen, lambda each: ord(each) in lacking)
    return "".join(_by_code(run) if lacks else "".join(run) for lacks, run in parts)


def coded(texts: Iterable[str]) -> bool:
    """Whether any of them is shown with a code in it."""
    return any(shown(each).count("[U+") > each.count("[U+") for each in texts)


def _by_code(run: Iterable[str]) -> str:
    return f"[{' '.join(f'U+{ord(each):04X}' for each in run)}]"


@cache
def everyday() -> frozenset[int]:
    """The code points that the everyday letters of both weights show."""
    return _shown_by(_EVERYDAY)


@cache
def _whole() -> frozenset[int]:
    """Those that both weights show, set from left to right."""
    return frozenset(
        each
        for each in _shown_by("")
        if unicodedata.bidirectional(chr(each)) not in _FROM_THE_RIGHT
    )


def _shown_by(cut: str) -> frozenset[int]:
    document = FPDF()
    _add(document, cut)
    fonts = [each for each in document.fonts.values() if isinstance(each, TTFFont)]
    for each in fonts:
        each.close()
    return frozenset.intersection(*(frozenset(each.cmap) for each in fonts))


def _add(document: FPDF, cut: str) -> None:
    for style, name in _WEIGHTS.items():
        document.add_font(FACE, style, FONTS / f"{name}{cut}.ttf")
