"""NHS England's four rules of a special cause, over the points of one phase.

A gap ends every run: the value that is not told might have been the one that ended it. A value of
which it is told between which two it lies breaks a rule where it would wherever it lies: no signal
is made by what is not told. Comparisons forgive what binary fractions add: a point on a limit is
not outside it.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import isclose

from advice_line.audit.spc.points import Limits, Point, Rule
from advice_line.audit_kinds import ChartReading

RUN = 7
# The least and the most that a value can be; the same where it is told.
Span = tuple[float, float]
_EXACT, _BESIDE = 1e-12, 1e-9


def span(point: Point) -> Span | None:
    """None of a gap."""
    if point.value is None:
        return None
    return point.value, point.value if point.most is None else point.most


def broken(
    values: Sequence[Span | None],
    limits: Sequence[Limits | None],
    reading: ChartReading | None,
) -> list[tuple[Rule, ...]]:
    """For each point the rules by which it is a special cause, in the order of `Rule`. Every point
    of a run is named; of the two that are near a limit only those, not the third beside them."""
    sides = [side(value, each) for value, each in zip(values, limits, strict=True)]
    outer = [_outer(value, each) for value, each in zip(values, limits, strict=True)]
    # A run is of the points of a phase: where this one has no limits, it has no special causes.
    judged = [value if each else None for value, each in zip(values, limits, strict=True)]
    found = {
        Rule.OUTSIDE: [abs(each) == 2 for each in outer],
        Rule.SHIFT: _runs(sides),
        Rule.TREND: _trends(judged),
        Rule.NEAR: _near(outer, sides, reading),
    }
    return [
        tuple(rule for rule, marks in found.items() if marks[place]) for place in range(len(values))
    ]


def side(value: Span | None, limits: Limits | None) -> int:
    """1 over the mean, -1 under it, 0 on it or on either side, a gap, or where there are no
    limits."""
    if value is None or limits is None:
        return 0
    least, most = value
    if _compare(least, limits.highest_mean, limits) == 1:
        return 1
    return -1 if _compare(most, limits.mean, limits) == -1 else 0


def slope(values: Sequence[Span | None], place: int) -> int:
    """1 where the step to or from that point rises, -1 where it falls."""
    for first, second in ((place - 1, place), (place, place + 1)):
        if first >= 0 and second < len(values):
            step = _step(values[first], values[second])
            if step:
                return step
    return 0


def _outer(value: Span | None, limits: Limits | None) -> int:
    """2 over the upper limit, 1 over the line near it, minus for the lower ones, else 0."""
    if value is None or limits is None:
        return 0
    least, most = value
    for end, bounds, way in (
        (least, (limits.near_upper, limits.upper), 1),
        (most, (limits.near_lower, limits.lower), -1),
    ):
        beyond = sum(_compare(end, bound, limits) == way for bound in bounds)
        if beyond:
            return way * beyond
    return 0


def _compare(value: float, bound: float, limits: Limits) -> int:
    if isclose(value, bound, rel_tol=_EXACT, abs_tol=_BESIDE * (limits.upper - limits.lower)):
        return 0
    return 1 if value > bound else -1


def _step(first: Span | None, second: Span | None) -> int:
    if first is None or second is None:
        return 0
    for end, other, way in ((first[1], second[0], 1), (first[0], second[1], -1)):
        if (other - end) * way > 0 and not isclose(end, other, rel_tol=_EXACT):
            return way
    return 0


def _runs(sides: Sequence[int]) -> list[bool]:
    return _stretches(sides, RUN)


def _trends(values: Sequence[Span | None]) -> list[bool]:
    """Seven points rising have six steps; both ends of a step belong to it."""
    steps = [_step(*pair) for pair in pairwise(values)]
    marked = _stretches(steps, RUN - 1)
    padded = [False, *marked, False]
    return [padded[place] or padded[place + 1] for place in range(len(values))]


def _stretches(signs: Sequence[int], least: int) -> list[bool]:
    """Which belong to so many equal ones in a row that are not 0."""
    found = [False] * len(signs)
    start = 0
    for place in range(1, len(signs) + 1):
        if place < len(signs) and signs[place] == signs[start]:
            continue
        if signs[start] and place - start >= least:
            found[start:place] = [True] * (place - start)
        start = place
    return found


def _near(outer: Sequence[int], sides: Sequence[int], reading: ChartReading | None) -> list[bool]:
    """Two of three beyond the line near a limit, all three on one side of the mean. NHS-R's package
    counts a point that is beyond the limit itself by that rule alone."""
    most = 1 if reading is ChartReading.NHS_R else 2
    close = [0 < abs(each) <= most for each in outer]
    found = [False] * len(outer)
    for first in range(len(outer) - 2):
        three = range(first, first + 3)
        if abs(sum(sides[place] for place in three)) == 3 and sum(close[p] for p in three) >= 2:
            for place in three:
                found[place] = found[place] or close[place]
    return found
