"""Slides as they are put onto a template: texts that flow over as many as they need, a chart,
figures; each with its number and its notes. Nothing is put where it does not fit."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from advice_line.education.packs import (
    office_chart,
    picture_fit,
    slide_parts,
    slide_template,
    text_fit,
)
from advice_line.education.packs.outline import Chart, Pictured
from advice_line.education.packs.slide_template import CHART, TEXT, TITLE
from advice_line.education.packs.text_fit import Para, fitting
from advice_line.paper.office_look import BLUE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_POINT = 12_700
_TITLES, _COVERS = (28.0, 24.0, 20.0, 18.0), (40.0, 32.0, 28.0, 24.0)
# Of a site's own template we know neither the face nor its edges.
_SITES_SPARE, _SITES_EDGE = 1.12, 15.0
_ROWS_IN_LARGE = 8


class Deck:
    """`foot` stands at the foot of each slide whose layout has one."""

    def __init__(self, presentation: "Presentation", foot: str, *, is_ours: bool) -> None:
        self._presentation, self._foot, self._is_ours = presentation, foot, is_ours

    def room(self) -> tuple[float, float]:
        """Width and height for text on one slide, in points."""
        return self._room(slide_template.named(self._layout(TEXT), "Text"))

    def cover(self, title: str, below: str, notes: str) -> None:
        slide = self._slide(TITLE)
        self._title(slide, title, _COVERS)
        shape = slide_template.named(slide, "Subtitle")
        self._write(shape, [fitting(Para(below, 24), *self._room(shape), (24.0, 20.0, 16.0))])
        slide_parts.note(slide, notes)

    def text(self, title: str, paras: Sequence[Para], notes: str) -> None:
        """As many slides as it takes; of several, each title says which of how many."""
        pages = text_fit.pages(paras, *self.room())
        for number, page in enumerate(pages, start=1):
            slide = self._slide(TEXT)
            after = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            self._title(slide, title, _TITLES, after)
            self._write(slide_template.named(slide, "Text"), page)
            slide_parts.note(slide, notes if number == 1 else f"{title}, continued.")

    def chart(self, of: Chart, notes: str) -> None:
        from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

        slide, where = self._free(of.finding)
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, *_less_high(where, len(of.rows)), office_chart.data(of)
        )
        office_chart.style(frame.chart, of, 18 if len(of.rows) <= _ROWS_IN_LARGE else 14)
        slide_parts.described(frame, of.title, of.said)
        slide_parts.note(slide, notes)

    def picture(self, title: str, of: Pictured, notes: str) -> None:
        """As large as its slide takes, in the middle of it."""
        slide, (left, top, width, height) = self._free(title)
        wide, tall = map(int, picture_fit.inside(of.content, width, height))
        shape = slide.shapes.add_picture(
            BytesIO(of.content), left + (width - wide) // 2, top + (height - tall) // 2, wide, tall
        )
        slide_parts.described(shape, of.name, of.words)
        slide_parts.note(slide, notes)

    def figures(
        self, title: str, figures: Sequence[tuple[str, str]], below: Sequence[Para], notes: str
    ) -> None:
        """Each as a card: a number, and under it what it counts."""
        slide, (left, top, width, height) = self._free(title)
        gap = 16 * _POINT
        wide = (width - gap * (len(figures) - 1)) // len(figures)
        tall = min(160 * _POINT, height // 2)
        for place, (number, words) in enumerate(figures):
            where = (left + place * (wide + gap), top, wide, tall)
            slide_parts.card(slide, where, _figure(number, words, wide / _POINT - 24))
        box = slide.shapes.add_textbox(left, top + tall + 2 * gap, width, height - tall - 2 * gap)
        box.name = "Below the figures"
        slide_parts.without_edges(box)
        self._write(box, below)
        slide_parts.note(slide, notes)

    def _free(self, title: str) -> tuple[Any, tuple[int, int, int, int]]:
        """A slide with its title, and the place where the placeholder "Chart" was."""
        slide = self._slide(CHART)
        self._title(slide, title, _TITLES)
        shape = slide_template.named(slide, "Chart")
        where = slide_template.box(shape)
        shape._element.getparent().remove(shape._element)
        return slide, where

    def _layout(self, name: str) -> Any:
        return slide_template.layout(self._presentation, name)

    def _slide(self, name: str) -> Any:
        """With the placeholders that a pack fills under their names, its foot and its number."""
        layout = self._layout(name)
        slide = self._presentation.slides.add_slide(layout)
        names = {each.placeholder_format.idx: each.name for each in layout.placeholders}
        for shape in list(slide.placeholders):
            shape.name = names[shape.placeholder_format.idx]
            if shape.name not in slide_template.NEEDED[name]:
                shape._element.getparent().remove(shape._element)
        slide_parts.foot(slide, layout, self._foot)
        return slide

    def _title(self, slide: Any, text: str, sizes: Sequence[float], after: str = "") -> None:
        shape = slide_template.named(slide, "Title")
        width, room = self._room(shape)
        para = fitting(Para(text, sizes[0], bold=True), width, room, sizes, after)
        slide_parts.write(shape.text_frame, [para], colour=None, heads=None)

    def _room(self, shape: Any) -> tuple[float, float]:
        _, _, width, height = (each / _POINT for each in slide_template.box(shape))
        if self._is_ours:
            return width, height
        return (width - _SITES_EDGE) / _SITES_SPARE, height - _SITES_EDGE

    def _write(self, shape: Any, paras: Sequence[Para]) -> None:
        heads = BLUE if self._is_ours else None
        slide_parts.write(shape.text_frame, paras, colour=None, heads=heads)


def _figure(number: str, words: str, width: float) -> list[Para]:
    head = fitting(Para(number, 48, bold=True, head=True), width, 60, (48.0, 36.0, 28.0))
    said = fitting(Para(words, 18), width, 70, (18.0, 16.0, 14.0, 12.0))
    return [head, replace(said, gap=4.0)]


def _less_high(where: tuple[int, int, int, int], rows: int) -> tuple[int, int, int, int]:
    """Two bars as thick as a hand look like an alarm."""
    left, top, width, height = where
    return left, top, width, min(height, (rows * 62 + 20) * _POINT)
