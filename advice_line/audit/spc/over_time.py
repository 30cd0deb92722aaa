"""A chart over time as a scene: its points, mean, limits, target, and what happened when."""

from collections.abc import Iterator, Sequence
from math import hypot

from advice_line.audit.spc import axis, parts, values, words
from advice_line.audit.spc.parts import Entry, Size
from advice_line.audit.spc.points import Chart, Limits, Nature
from advice_line.audit.spc.scene import Anchor, Dot, Item, Look, Scene, Shape, Words, wide
from advice_line.audit.spc.words import Note, Numbered

_NAMES = {
    Nature.COMMON: "Common cause",
    Nature.IMPROVEMENT: "Improvement",
    Nature.CONCERN: "Concern",
    Nature.NEITHER: "Special cause",
}


def scene(
    chart: Chart,
    title: str,
    notes: Sequence[Note] = (),
    *,
    size: Size = parts.BROAD,
    foot: bool = False,
) -> Scene:
    """With a `foot` also the words that a page writes below it, for a file in which it stands
    alone."""
    marks = words.numbered(chart, notes)
    return _Drawing(chart, marks, size).scene(title, foot=foot)


class _Drawing:
    """`left` and `right` are of the plot, which begins at `top`."""

    def __init__(self, chart: Chart, marks: Sequence[Numbered], size: Size) -> None:
        self.chart, self.marks, self.size = chart, marks, size
        self.rows = _rows(marks, self._apart(8))
        high = size.letters * 1.6
        self.top = 8 + high * (max(self.rows, default=-1) + 1)
        self.bottom = self.top + size.plot
        self.scale = axis.scale(_drawn(chart), chart.unit, self.bottom, self.top)
        self.left = parts.left_of(self.scale, chart.unit, size)
        self.right = size.width - 12
        self.step = self._apart(self.left)

    def scene(self, title: str, *, foot: bool) -> Scene:
        chart, size = self.chart, self.size
        items: list[Item] = []
        items += parts.value_axis(self.scale, chart.unit, self.left, self.right, size)
        items += self._names()
        items += self._lines()
        items += self._flags()
        items += self._dots()
        entries, y = parts.key(list(self._key()), 4, self.bottom + size.letters * 2.2, size)
        items += entries
        if foot:
            said = [*words.summed_up(chart), *words.honest(chart)]
            said += [f"{each.key} – {each.text}" for each in self.marks]
            told, y = parts.paragraph(said, 4, y, size)
            items += told
        return parts.scene(size, y, title, words.described(chart, self.marks), items)

    def _apart(self, left: float) -> float:
        """From one point to the next."""
        return (self.size.width - 12 - left) / max(1, len(self.chart.points))

    def _x(self, place: float) -> float:
        return round(self.left + self.step * (place + 0.5), 2)

    def _names(self) -> Iterator[Item]:
        labels = [each.label for each in self.chart.points]
        size = self.size.letters
        y = self.bottom + size * 1.4
        for place in axis.named([wide(each, size) for each in labels], self.step):
            half = wide(labels[place], size) / 2
            x = min(max(self._x(place), half), self.size.width - half)
            yield Words(round(x, 2), y, labels[place], Look.QUIET, size, Anchor.MIDDLE)

    def _lines(self) -> Iterator[Item]:
        for phase in self.chart.phases:
            span = range(phase.first, phase.after)
            for look in (Look.LIMIT, Look.MEAN):
                for each in _ways(look):
                    yield from self._stairs(span, each, look)
        if self.chart.target is not None:
            y = self.scale.at(self.chart.target)
            yield parts.line(((self.left, y), (self.right, y)), Look.TARGET)
        for stretch in _stretches([each.value is not None for each in self.chart.points]):
            yield from self._joined(stretch)

    def _joined(self, stretch: range) -> Iterator[Item]:
        """One line, which ends at the edge of a hollow dot: whether it is hollow is to be seen."""
        run: list[tuple[float, float]] = []
        for place in stretch:
            here = (self._x(place), self._y(place))
            if not self._hollow(place):
                run.append(here)
                continue
            if run or place > stretch.start:
                before = run or [self._edge(place - 1, place)]
                yield parts.line([*before, self._edge(place, place - 1)], Look.SERIES)
            run = [self._edge(place, place + 1)] if place + 1 < stretch.stop else []
        if len(run) > 1:
            yield parts.line(run, Look.SERIES)

    def _hollow(self, place: int) -> bool:
        return self.chart.points[place].most is not None

    def _edge(self, place: int, towards: int) -> tuple[float, float]:
        """Where the dot at that place ends on the way to another."""
        x, y = self._x(place), self._y(place)
        far_x, far_y = self._x(towards), self._y(towards)
        share = self.size.dot / max(hypot(far_x - x, far_y - y), self.size.dot)
        return round(x + (far_x - x) * share, 2), round(y + (far_y - y) * share, 2)

    def _stairs(self, span: range, way: str, look: Look) -> Iterator[Item]:
        """One step a point, which is a straight line where they are alike; none beyond the axis: a
        limit that no value can reach."""
        found: list[tuple[float, float]] = []
        for place in span:
            bound = self._bound(place, way)
            if bound is None:
                if found:
                    yield parts.line(found, look)
                found = []
                continue
            y = self.scale.at(bound)
            ends = [(self._x(place - 0.5), y), (self._x(place + 0.5), y)]
            if found and found[-1][1] == y:
                found[-1] = ends[1]
            else:
                found += ends
        if found:
            yield parts.line(found, look)

    def _bound(self, place: int, way: str) -> float | None:
        limits = self.chart.points[place].limits
        if limits is None:
            return None
        bound: float = getattr(limits, way)
        lowest, highest = values.bounds(self.chart.unit)
        return bound if lowest <= bound <= highest else None

    def _y(self, place: int) -> float:
        value = self.chart.points[place].value
        return self.bottom if value is None else self.scale.at(value)

    def _dots(self) -> Iterator[Item]:
        for place, point in enumerate(self.chart.points):
            if point.value is None:
                y = self.bottom - self.size.dot - 1
                yield Dot(self._x(place), y, Shape.CROSS, Look.QUIET, self.size.dot)
                continue
            x, y = self._x(place), self._y(place)
            shape, look = parts.SHAPES[point.nature]
            if point.most is not None:
                ends = ((x, y - self.size.dot), (x, self.scale.at(point.most)))
                yield parts.line(ends, Look.SERIES)
            yield Dot(x, y, shape, look, self.size.dot, hollow=point.most is not None)

    def _flags(self) -> Iterator[Item]:
        high = self.size.letters * 1.6
        for mark, row in zip(self.marks, self.rows, strict=True):
            look, shape = (Look.BEGIN, Shape.BOX) if mark.begins else (Look.NOTE, Shape.RING)
            x = self._x(mark.place - 0.5 if mark.begins else mark.place)
            y = 4 + high * (row + 0.5)
            yield parts.line(((x, y + high * 0.42), (x, self.bottom)), look)
            yield from parts.flag(mark.key, x, y, shape, look, self.size)

    def _key(self) -> Iterator[Entry]:
        chart = self.chart
        natures = {each.nature for each in chart.points if each.value is not None}
        for nature in _NAMES:
            if nature in natures and any(each.limits for each in chart.points):
                yield Entry(parts.SHAPES[nature], _NAMES[nature])
        last = chart.last
        if last is not None and last.limits is not None:
            yield Entry(Look.MEAN, _mean(last.limits, chart))
            yield Entry(Look.LIMIT, _limits(last.limits, chart))
        if chart.target is not None:
            yield Entry(Look.TARGET, f"Target {values.brief(chart.target, chart.unit)}")
        if chart.bounded:
            yield Entry((Shape.RING, Look.COMMON), "The least it can be, and up to what")
        if chart.left_out:
            yield Entry((Shape.CROSS, Look.QUIET), "Not told")


def _mean(limits: Limits, chart: Chart) -> str:
    least, most = (values.brief(e, chart.unit) for e in (limits.mean, limits.highest_mean))
    return f"Mean {least}" if least == most else f"Mean {least} to {most}"


def _limits(limits: Limits, chart: Chart) -> str:
    lower, upper = (values.brief(each, chart.unit) for each in (limits.lower, limits.upper))
    newest = " of the newest" if chart.reading is None else ""
    return f"Limits{newest} {lower} to {upper}"


def _ways(look: Look) -> tuple[str, ...]:
    return ("mean",) if look is Look.MEAN else ("lower", "upper")


def _drawn(chart: Chart) -> Iterator[float]:
    """Every height at which something stands."""
    lowest, highest = values.bounds(chart.unit)
    for each in chart.points:
        if each.value is not None:
            yield each.value if each.most is None else each.most
            yield each.value
        if each.limits:
            found = (each.limits.lower, each.limits.upper)
            yield from (bound for bound in found if lowest <= bound <= highest)
    if chart.target is not None:
        yield chart.target


def _stretches(there: Sequence[bool]) -> Iterator[range]:
    first = None
    for place, each in enumerate([*there, False]):
        if each and first is None:
            first = place
        elif not each and first is not None:
            yield range(first, place)
            first = None


def _rows(marks: Sequence[Numbered], apart: float) -> list[int]:
    """On which row from the top each mark stands, so that none covers another."""
    ends: list[float] = []
    rows = []
    for each in marks:
        x = each.place * apart
        row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
        ends[row:] = [x + 24, *ends[row + 1 :]]
        rows.append(row)
    return rows
