"""A funnel plot as a scene: a dot a place, and how far chance alone would have them lie apart."""

from collections.abc import Iterator

from advice_line.audit.spc import axis, funnel_words, parts, values
from advice_line.audit.spc.funnel import Funnel, Placed
from advice_line.audit.spc.p_chart import around
from advice_line.audit.spc.parts import Entry, Size
from advice_line.audit.spc.points import Limits
from advice_line.audit.spc.scene import Anchor, Dot, Item, Look, Scene, Shape, Words, wide
from advice_line.audit_kinds import Unit

_STEPS = 80
_UNIT = Unit.SHARE
# On a phone, where the words of what is counted are too long for the axis.
_SHORT = "Of how many"
_LOOKED_AT = (Shape.RING, Look.COMMON)


def scene(of: Funnel, title: str, counted: str, *, size: Size = parts.BROAD) -> Scene:
    """`counted` names the axis of numbers, such as "Answered calls"."""
    return _Drawing(of, counted, size).scene(title)


class _Drawing:
    def __init__(self, of: Funnel, counted: str, size: Size) -> None:
        self.of, self.counted, self.size = of, counted, size
        self.top, self.bottom = 8.0, 8 + size.plot
        most = max((each.spot.size for each in of.placed), default=1)
        self.heights = axis.scale(self._drawn(most), _UNIT, self.bottom, self.top)
        self.left = parts.left_of(self.heights, _UNIT, size)
        self.right = size.width - 14
        ticks = 5 if size.width < 500 else 9
        self.numbers = axis.scale([0, most], Unit.COUNT, self.left, self.right, ticks)

    def scene(self, title: str) -> Scene:
        items: list[Item] = []
        items += parts.value_axis(self.heights, _UNIT, self.left, self.right, self.size)
        items += self._numbers()
        items += self._lines()
        items += self._dots()
        below = self.bottom + self.size.letters * 3.4
        entries, y = parts.key(list(self._key()), 4, below, self.size)
        said = funnel_words.described(self.of, self.counted)
        return parts.scene(self.size, y, title, said, [*items, *entries])

    def _numbers(self) -> Iterator[Item]:
        size = self.size.letters
        for each in self.numbers.ticks():
            text = values.tick(each, Unit.COUNT, self.numbers.step)
            half = wide(text, size) / 2
            x = min(self.numbers.at(each), self.size.width - half)
            yield Words(x, self.bottom + size * 1.4, text, Look.QUIET, size, Anchor.MIDDLE)
        middle = (self.left + self.right) / 2
        y = self.bottom + size * 2.8
        fits = wide(self.counted, size) <= self.right - self.left
        yield Words(middle, y, self.counted if fits else _SHORT, Look.TEXT, size, Anchor.MIDDLE)

    def _lines(self) -> Iterator[Item]:
        across = (self.left, self.right)
        if self.of.mean is not None:
            y = self.heights.at(self.of.mean)
            for look, way in (
                (Look.LIMIT, "lower"),
                (Look.LIMIT, "upper"),
                (Look.NEAR, "near_lower"),
                (Look.NEAR, "near_upper"),
            ):
                yield from self._curve(self.of.mean, look, way)
            yield parts.line(((x, y) for x in across), Look.MEAN)
        if self.of.target is not None:
            y = self.heights.at(self.of.target)
            yield parts.line(((x, y) for x in across), Look.TARGET)

    def _curve(self, mean: float, look: Look, way: str) -> Iterator[Item]:
        """As far as a share can be; finer where it bends, at the small numbers."""
        found = []
        for step in range(1, _STEPS + 1):
            size = self.numbers.high * (step / _STEPS) ** 2
            bound = _bound(around(mean, size), way)
            if self.heights.low <= bound <= self.heights.high:
                found.append((self.numbers.at(size), self.heights.at(bound)))
        if len(found) > 1:
            yield parts.line(found, look)

    def _dots(self) -> Iterator[Item]:
        for each in self.of.placed:
            x, y = self.numbers.at(each.spot.size), self.heights.at(each.share)
            shape, look = _look(each)
            yield Dot(x, y, shape, look, self.size.dot)
            if text := each.spot.mark or each.spot.label:
                yield self._label(x, y, text)

    def _label(self, x: float, y: float, text: str) -> Words:
        aside = self.size.dot + 4
        fits = x + aside + wide(text, self.size.letters) < self.size.width
        anchor = Anchor.START if fits else Anchor.END
        place = x + aside if fits else x - aside
        down = y + self.size.letters * 0.35
        return Words(place, down, text, Look.TEXT, self.size.letters, anchor, bold=True)

    def _key(self) -> Iterator[Entry]:
        found = {_look(each): each for each in self.of.placed}
        for mark, each in found.items():
            yield Entry(mark, funnel_words.kind(each))
        if self.of.mean is not None:
            yield Entry(Look.MEAN, f"All together {values.brief(self.of.mean, _UNIT)}")
            yield Entry(Look.NEAR, "2 standard deviations")
            yield Entry(Look.LIMIT, "3 standard deviations")
        if self.of.target is not None:
            yield Entry(Look.TARGET, f"Target {values.brief(self.of.target, _UNIT)}")

    def _drawn(self, most: int) -> Iterator[float]:
        """The limits of a quarter of the widest, so that a place of one does not press the others
        flat."""
        yield from (each.share for each in self.of.placed)
        if self.of.mean is not None:
            limits = around(self.of.mean, max(1, most // 4))
            yield from (max(0.0, limits.lower), min(1.0, limits.upper))
        if self.of.target is not None:
            yield self.of.target


def _look(of: Placed) -> tuple[Shape, Look]:
    return _LOOKED_AT if of.beyond == 2 else parts.SHAPES[of.nature]


def _bound(limits: Limits, way: str) -> float:
    found: float = getattr(limits, way)
    return found
