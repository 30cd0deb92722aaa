"""A scene on a page of a PDF, drawn as lines and letters, sharp at any size and read as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

from advice_line.audit.spc.dashes import pieces
from advice_line.audit.spc.palette import COLOURS
from advice_line.audit.spc.scene import Anchor, Dot, Scene, Shape, Stroke, Words
from advice_line.audit.spc.shapes import corners, filled

if TYPE_CHECKING:
    from fpdf import FPDF

_POINT = 25.4 / 72
_SHIFT = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def draw(
    page: FPDF,
    scene: Scene,
    *,
    left: float,
    top: float,
    width: float,
    face: str,
    shown: Callable[[str], str] = str,
) -> float:
    """In millimetres; gives back how high it is. `face` is a family of the document in both
    weights, and `shown` writes a text in the letters that it has. The caller keeps the page's
    room."""
    drawing = _Drawing(page, left, top, width / scene.width, face, shown)
    with page.local_context():
        for each in scene.items:
            drawing.item(each)
    return scene.height * drawing.scale


class _Drawing:
    """`scale` is millimetres for one of the scene."""

    def __init__(
        self,
        page: FPDF,
        left: float,
        top: float,
        scale: float,
        face: str,
        shown: Callable[[str], str],
    ) -> None:
        self.page, self.left, self.top, self.scale = page, left, top, scale
        self.face, self.shown = face, shown

    def item(self, item: Stroke | Dot | Words) -> None:
        if isinstance(item, Stroke):
            self._stroke(item)
        elif isinstance(item, Dot):
            self._dot(item)
        else:
            self._words(item)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _stroke(self, item: Stroke) -> None:
        self._ink(item.look, item.width)
        # fpdf2 ends each line half its width beyond its end: dashes would run into one another.
        lengths = zip(item.dash, cycle((-item.width, item.width)), strict=False)
        dash = tuple(max(0.1, length + more) for length, more in lengths)
        for piece in pieces(replace(item, dash=dash)):
            self.page.polyline([self._at(*each) for each in piece])

    def _dot(self, item: Dot) -> None:
        self._ink(item.look, 1.2)
        style = "F" if filled(item) else "D"
        if item.shape in (Shape.CIRCLE, Shape.RING):
            self.page.circle(*self._at(item.x, item.y), item.size * self.scale, style=style)
        elif item.shape is Shape.CROSS:
            for each in corners(item):
                self.page.polyline([self._at(*spot) for spot in each])
        else:
            self.page.polygon([self._at(*spot) for spot in corners(item)[0]], style=style)

    def _words(self, item: Words) -> None:
        self.page.set_font(self.face, "B" if item.bold else "", item.size * self.scale / _POINT)
        self.page.set_text_color(*COLOURS[item.look])
        text = self.shown(item.text)
        x, y = self._at(item.x, item.y)
        x -= self.page.get_string_width(text) * _SHIFT[item.anchor]
        self.page.text(x, y, text)

    def _ink(self, look: str, width: float) -> None:
        self.page.set_line_width(width * self.scale)
        self.page.set_draw_color(*COLOURS[look])
        self.page.set_fill_color(*COLOURS[look])
