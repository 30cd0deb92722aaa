"""An XmR chart: single values over time, and what of their ups and downs is chance.

The limits are those of "Making Data Count" (NHS England): the mean, and 2.66 mean moving ranges to
either side. A phase of fewer than twelve told points has none.
"""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import mean

from advice_line.audit.spc import icons, rules
from advice_line.audit.spc.points import (
    FEWEST,
    Begin,
    Chart,
    Limits,
    Marked,
    Nature,
    Phase,
    Point,
    Rule,
    cut,
    few_points,
)
from advice_line.audit.spc.rules import Span
from advice_line.audit_kinds import Better, ChartReading, Unit

LIMIT = 2.66
# What NHS-R's package leaves out, after Nelson (1982), Journal of Quality Technology 14(3).
OUTLYING = 3.267
# Where gaps leave fewer pairs of neighbours than this, their ranges say little.
_FEWEST_RANGES = FEWEST // 2


def chart(
    points: Sequence[Point],
    *,
    unit: Unit,
    better: Better,
    target: float | None = None,
    reading: ChartReading = ChartReading.EXCEL,
    begins: Sequence[Begin] = (),
) -> Chart:
    """Raises `errors.Invalid` for a phase that can begin nowhere (`points.cut`)."""
    phases: list[Phase] = []
    marked: list[Marked] = []
    for first, after, begin in cut([each.label for each in points], begins):
        part = points[first:after]
        why = too_few([each.value for each in part])
        phases.append(Phase(first, after, begin, why))
        limits = None if why else limits_of(part, reading)
        marked += mark(part, [limits] * len(part), better, reading)
    return Chart(
        points=tuple(marked),
        phases=tuple(phases),
        unit=unit,
        better=better,
        target=target,
        variation=icons.variation(marked, phases),
        assurance=icons.assurance(marked, phases, better, target),
        reading=reading,
    )


def limits_of(points: Sequence[Point], reading: ChartReading) -> Limits:
    """Moving ranges are between neighbours alone: over a gap there is none. Of values that lie
    between two, each range is the widest that it can be, and none is outlying for certain."""
    spans = [rules.span(each) for each in points]
    told = [each for each in spans if each is not None]
    middle, top = mean(least for least, _ in told), mean(most for _, most in told)
    ranges = _ranges(spans)
    exact = all(least == most for least, most in told)
    if reading is ChartReading.NHS_R and exact:
        outlying = OUTLYING * mean(ranges)
        ranges = [each for each in ranges if each <= outlying]
    wide = LIMIT * mean(ranges)
    near = wide * 2 / 3
    highest = None if exact else top
    return Limits(middle, middle - wide, top + wide, middle - near, top + near, highest)


def too_few(values: Sequence[float | None]) -> str | None:
    """A sentence where there is too little for limits."""
    told = sum(value is not None for value in values)
    if told < FEWEST:
        return few_points(told)
    if sum(None not in pair for pair in pairwise(values)) < _FEWEST_RANGES:
        return "Too few points follow one another for limits: gaps lie between them."
    return None


def mark(
    points: Sequence[Point],
    limits: Sequence[Limits | None],
    better: Better,
    reading: ChartReading | None,
    sizes: Sequence[int | None] = (),
) -> list[Marked]:
    """Of one phase, each with its limits; a point without them is judged by no rule. `sizes` are
    the denominators of shares."""
    spans = [rules.span(each) for each in points]
    found = rules.broken(spans, limits, reading)
    marked = []
    for place, (point, size) in enumerate(zip_longest(points, sizes)):
        way = rules.side(spans[place], limits[place])
        if way == 0 and Rule.TREND in found[place]:
            # One of a trend that lies on the mean is of the side to which the trend goes.
            way = rules.slope(spans, place)
        marked.append(
            Marked(
                label=point.label,
                value=point.value,
                limits=limits[place],
                rules=found[place],
                nature=_nature(bool(found[place]), way, better),
                high=None if way == 0 else way > 0,
                size=size,
                most=point.most,
            )
        )
    return marked


def _nature(special: bool, way: int, better: Better) -> Nature:
    """As NHS-R reads it: by the side of the mean, in a trend too."""
    if not special:
        return Nature.COMMON
    if better is Better.NEITHER:
        return Nature.NEITHER
    good = way == (1 if better is Better.HIGHER else -1)
    return Nature.IMPROVEMENT if good else Nature.CONCERN


def _ranges(spans: Sequence[Span | None]) -> list[float]:
    return [
        max(second[1] - first[0], first[1] - second[0])
        for first, second in pairwise(spans)
        if first is not None and second is not None
    ]
