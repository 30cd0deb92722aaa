"""The parts that charts share: a frame with its axis, a key that wraps, words that wrap, marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advice_line.audit.spc import values
from advice_line.audit.spc.axis import Scale
from advice_line.audit.spc.points import Nature
from advice_line.audit.spc.scene import (
    Anchor,
    Dot,
    Item,
    Look,
    Scene,
    Shape,
    Stroke,
    Words,
    wide,
)
from advice_line.audit_kinds import Unit

SHAPES = {
    Nature.COMMON: (Shape.CIRCLE, Look.COMMON),
    Nature.IMPROVEMENT: (Shape.DIAMOND, Look.IMPROVEMENT),
    Nature.CONCERN: (Shape.SQUARE, Look.CONCERN),
    Nature.NEITHER: (Shape.TRIANGLE, Look.NEITHER),
}
# By its pieces each line is told from the next, without a colour.
DASHES: dict[Look, tuple[float, ...]] = {
    Look.LIMIT: (6, 4),
    Look.NEAR: (2, 3),
    Look.TARGET: (10, 3, 2, 3),
    Look.BEGIN: (4, 4),
    Look.NOTE: (1, 3),
}
_THICK = {Look.MEAN: 1.6, Look.LIMIT: 1.4, Look.TARGET: 2.0, Look.SERIES: 1.2}


@dataclass(frozen=True)
class Size:
    """Of a page's broad column, or of a phone; in pixels at which its words are as large as the
    page's small ones."""

    width: float
    plot: float
    letters: float
    dot: float


BROAD = Size(width=760, plot=300, letters=14, dot=4.5)
# Flatter, so that four fit on a page of a report.
PAPER = Size(width=760, plot=170, letters=13, dot=4.2)
NARROW = Size(width=360, plot=230, letters=13, dot=3.6)


@dataclass(frozen=True)
class Entry:
    """A line of the key: a line's look, or a dot's shape and look, and what it is."""

    mark: Look | tuple[Shape, Look]
    text: str


def line(points: Iterable[tuple[float, float]], look: Look) -> Stroke:
    return Stroke(tuple(points), look, _THICK.get(look, 1.0), DASHES.get(look, ()))


def left_of(scale: Scale, unit: Unit, size: Size) -> float:
    """The room that the words of the axis of values need."""
    return max(wide(values.tick(e, unit, scale.step), size.letters) for e in scale.ticks()) + 8


def value_axis(scale: Scale, unit: Unit, left: float, right: float, size: Size) -> list[Item]:
    items: list[Item] = []
    for each in scale.ticks():
        y = scale.at(each)
        items.append(line(((left, y), (right, y)), Look.GRID))
        text = values.tick(each, unit, scale.step)
        down = size.letters * 0.35
        items.append(Words(left - 6, y + down, text, Look.QUIET, size.letters, Anchor.END))
    return items


def key(entries: Sequence[Entry], left: float, top: float, size: Size) -> tuple[list[Item], float]:
    """The entries beside one another as far as they fit; with the height at which it ends."""
    items: list[Item] = []
    x, y, high = left, top, size.letters * 1.5
    for each in entries:
        needed = 34 + wide(each.text, size.letters)
        if x > left and x + needed > size.width:
            x, y = left, y + high
        middle = y + high / 2
        if isinstance(each.mark, Look):
            items.append(line(((x, middle), (x + 22, middle)), each.mark))
        else:
            items.append(Dot(x + 11, middle, *each.mark, size.dot))
        items.append(
            Words(x + 28, middle + size.letters * 0.35, each.text, Look.TEXT, size.letters)
        )
        x += needed + 8
    return items, y + high


def paragraph(
    texts: Iterable[str], left: float, top: float, size: Size
) -> tuple[list[Item], float]:
    """Each text on lines of its own; with the height at which they end."""
    items: list[Item] = []
    y, high = top, size.letters * 1.4
    for text in texts:
        for each in _wrapped(text, size.width - left, size.letters):
            y += high
            items.append(Words(left, y, each, Look.TEXT, size.letters))
    return items, y


def _wrapped(text: str, room: float, letters: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and wide(longer, letters) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def flag(text: str, x: float, y: float, shape: Shape, look: Look, size: Size) -> list[Item]:
    """A mark with its number or letter."""
    return [
        Dot(x, y, shape, look, size.letters * 0.74),
        Words(x, y + size.letters * 0.36, text, look, size.letters, Anchor.MIDDLE, bold=True),
    ]


def scene(size: Size, height: float, title: str, said: str, items: Iterable[Item]) -> Scene:
    return Scene(size.width, round(height + 6, 1), title, said, tuple(items))
