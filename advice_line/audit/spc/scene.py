"""A drawing without an ink: lines, dots and words in a coordinate system of their own, from the top
left; the page, the PDF and the picture each draw the same."""

from dataclasses import dataclass
from enum import StrEnum

# How wide letters are at most, of Arial as pages have it and DejaVu as PDFs and pictures have it;
# times the size. A stranger's letters may be as wide as they are high.
_LETTER, _DIGIT, _CAPITAL, _BROADEST = 0.66, 0.7, 0.8, 1.05


class Look(StrEnum):
    """What a mark is. The colour is the renderer's; none is told by its colour alone."""

    GRID = "grid"
    AXIS = "axis"
    TEXT = "text"
    QUIET = "quiet"
    SERIES = "series"
    MEAN = "mean"
    LIMIT = "limit"
    NEAR = "near"
    TARGET = "target"
    BEGIN = "begin"
    NOTE = "note"
    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEITHER = "neither"


class Shape(StrEnum):
    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"
    CROSS = "cross"
    RING = "ring"
    BOX = "box"


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Stroke:
    """An open line; `dash` is how long its pieces and gaps are, none where it is whole."""

    points: tuple[tuple[float, float], ...]
    look: Look
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """`size` from its middle to its edge; a `hollow` one has its edge alone."""

    x: float
    y: float
    shape: Shape
    look: Look
    size: float
    hollow: bool = False


@dataclass(frozen=True)
class Words:
    """`y` is of the line on which the letters stand."""

    x: float
    y: float
    text: str
    look: Look
    size: float
    anchor: Anchor = Anchor.START
    bold: bool = False


Item = Stroke | Dot | Words


@dataclass(frozen=True)
class Scene:
    """`title` names it and `said` tells it in words."""

    width: float
    height: float
    title: str
    said: str
    items: tuple[Item, ...]


def wide(text: str, size: float) -> float:
    """At most so wide is a text drawn."""
    return sum(map(_letter, text)) * size


def _letter(letter: str) -> float:
    if letter in "%mwMW@…—" or not letter.isascii():
        return _BROADEST
    if letter.isdigit():
        return _DIGIT
    return _CAPITAL if letter.isupper() else _LETTER
