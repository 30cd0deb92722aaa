"""A scene as a PNG, for slides and documents of Word, which take no SVG everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from advice_line.audit.spc.dashes import pieces
from advice_line.audit.spc.palette import COLOURS
from advice_line.audit.spc.scene import Anchor, Dot, Scene, Shape, Stroke, Words
from advice_line.audit.spc.shapes import corners, filled

# Drawn larger and made smaller: Pillow's own lines have steps.
_FINER = 2
# From a colour to the white beside it: with these a file is a fifth of what it were else.
_SHADES, _NEARLY_WHITE = 16, 244
_ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}
_WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Fonts:
    """Two files of TrueType."""

    plain: Path
    bold: Path


def png(scene: Scene, fonts: Fonts, *, scale: int = 2) -> bytes:
    """On white; so many pixels for one of the scene. The same scene gives the same bytes."""
    from PIL import Image  # noqa: PLC0415

    size = (round(scene.width * scale), round(scene.height * scale))
    drawing = _Drawing(size, scale * _FINER, fonts)
    for each in scene.items:
        drawing.item(each)
    made = BytesIO()
    small = drawing.image.resize(size, Image.Resampling.LANCZOS)
    few = small.quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def _palette() -> Any:
    """Nothing that is nearly white: Pillow looks for the nearest of what differs by eight or more,
    and would draw on grey."""
    from PIL import Image  # noqa: PLC0415

    shades = {
        tuple(round(255 + (part - 255) * shade / _SHADES) for part in colour)
        for colour in COLOURS.values()
        for shade in range(_SHADES + 1)
    }
    kept = [_WHITE, *(shade for shade in sorted(shades) if min(shade) < _NEARLY_WHITE)]
    made = Image.new("P", (1, 1))
    made.putpalette([part for shade in kept for part in shade])
    return made


class _Drawing:
    def __init__(self, size: tuple[int, int], scale: int, fonts: Fonts) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415

        self.image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), _WHITE)
        self.pen = ImageDraw.Draw(self.image)
        self.scale, self.fonts = scale, fonts
        self.known: dict[tuple[Path, int], Any] = {}

    def item(self, item: Stroke | Dot | Words) -> None:
        if isinstance(item, Stroke):
            for piece in pieces(item):
                self._line(piece, item.look, item.width)
        elif isinstance(item, Dot):
            self._dot(item)
        else:
            self._words(item)

    def _line(self, piece: Sequence[tuple[float, float]], look: str, width: float) -> None:
        spots = [(x * self.scale, y * self.scale) for x, y in piece]
        wide = max(1, round(width * self.scale))
        self.pen.line(spots, fill=COLOURS[look], width=wide, joint="curve")

    def _dot(self, item: Dot) -> None:
        if item.shape in (Shape.CIRCLE, Shape.RING):
            x, y, size = (each * self.scale for each in (item.x, item.y, item.size))
            box = (x - size, y - size, x + size, y + size)
            colour = COLOURS[item.look]
            if filled(item):
                self.pen.ellipse(box, fill=colour)
            else:
                self.pen.ellipse(box, outline=colour, width=round(1.2 * self.scale))
            return
        for each in corners(item):
            if filled(item):
                spots = [(x * self.scale, y * self.scale) for x, y in each]
                self.pen.polygon(spots, fill=COLOURS[item.look])
            else:
                closed = each if item.shape is Shape.CROSS else (*each, each[0])
                self._line(closed, item.look, 1.2)

    def _words(self, item: Words) -> None:
        font = self._font(self.fonts.bold if item.bold else self.fonts.plain, item.size)
        at = (item.x * self.scale, item.y * self.scale)
        self.pen.text(
            at, item.text, fill=COLOURS[item.look], font=font, anchor=_ANCHORS[item.anchor]
        )

    def _font(self, file: Path, size: float) -> Any:
        from PIL import ImageFont  # noqa: PLC0415

        key = (file, round(size * self.scale))
        if key not in self.known:
            self.known[key] = ImageFont.truetype(str(file), key[1])
        return self.known[key]
