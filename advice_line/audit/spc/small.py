"""A chart over time so small that many stand beside one another: points, mean, limits and target,
without an axis. The words beside it say the value, and the measure's own page has the whole."""

from collections.abc import Iterator

from advice_line.audit.spc import axis, parts, values, words
from advice_line.audit.spc.axis import Scale
from advice_line.audit.spc.points import Chart, Limits
from advice_line.audit.spc.scene import Dot, Item, Look, Scene

WIDTH, HEIGHT = 240.0, 72.0
_EDGE, _DOT = 8.0, 2.6


def scene(chart: Chart, title: str) -> Scene:
    scale = axis.scale(list(_heights(chart)), chart.unit, HEIGHT - _EDGE, _EDGE)
    items = (*_lines(chart, scale), *_series(chart, scale), *_dots(chart, scale))
    return Scene(WIDTH, HEIGHT, title, words.described(chart, []), items)


def _x(chart: Chart, place: float) -> float:
    step = (WIDTH - 2 * _EDGE) / max(1, len(chart.points))
    return round(_EDGE + step * (place + 0.5), 2)


def _lines(chart: Chart, scale: Scale) -> Iterator[Item]:
    for phase in chart.phases:
        limits = chart.points[phase.first].limits if phase.first < phase.after else None
        ends = _x(chart, phase.first - 0.5), _x(chart, phase.after - 0.5)
        for look, height in _bounds(chart, limits):
            y = scale.at(height)
            yield parts.line(((ends[0], y), (ends[1], y)), look)
    if chart.target is not None:
        y = scale.at(chart.target)
        yield parts.line(((_EDGE, y), (WIDTH - _EDGE, y)), Look.TARGET)


def _series(chart: Chart, scale: Scale) -> Iterator[Item]:
    run: list[tuple[float, float]] = []
    for place, point in enumerate([*chart.points, None]):
        if point is not None and point.value is not None:
            run.append((_x(chart, place), scale.at(point.value)))
            continue
        if len(run) > 1:
            yield parts.line(run, Look.SERIES)
        run = []


def _dots(chart: Chart, scale: Scale) -> Iterator[Item]:
    for place, point in enumerate(chart.points):
        if point.value is not None:
            shape, look = parts.SHAPES[point.nature]
            yield Dot(_x(chart, place), scale.at(point.value), shape, look, _DOT)


def _bounds(chart: Chart, limits: Limits | None) -> Iterator[tuple[Look, float]]:
    """Those that a value can reach."""
    if limits is None:
        return
    lowest, highest = values.bounds(chart.unit)
    yield Look.MEAN, limits.mean
    for height in (limits.lower, limits.upper):
        if lowest <= height <= highest:
            yield Look.LIMIT, height


def _heights(chart: Chart) -> Iterator[float]:
    for each in chart.points:
        if each.value is not None:
            yield each.value
        yield from (height for _, height in _bounds(chart, each.limits))
    if chart.target is not None:
        yield chart.target
