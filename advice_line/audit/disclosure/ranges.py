"""Which counts that are withheld can be one number alone, for who sees all that is told about them:
bounds on how much a running count rises between days, drawn as tight as they get."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import inf

from advice_line.audit.disclosure.boundaries import Boundaries

Stretch = tuple[date, date]
Range = tuple[float, float]


def single(
    days: Sequence[date],
    groups: Boundaries,
    boxes: Mapping[Stretch, Range],
    asked: Sequence[Stretch],
) -> set[Stretch]:
    """Those of `asked` that have one number alone. A running count never falls from one of `days`,
    which are in order, to the next; within `groups` it is known; `boxes` say between what it rises
    over some stretches.

    Groups take the place of days, and what is left are difference constraints, whose shortest
    paths are the exact ranges in whole numbers (Cormen et al., "Introduction to Algorithms", 24.4).
    """
    placed = {day: groups.group(day) for day in days}
    names = dict.fromkeys(group for group, _ in placed.values())
    place = {group: number for number, group in enumerate(names)}
    most = [[0.0 if i == j else inf for j in range(len(place))] for i in range(len(place))]
    for (first, after), (low, high) in (*_never_falling(days), *boxes.items()):
        i, j = place[placed[first][0]], place[placed[after][0]]
        known = placed[after][1] - placed[first][1]
        if i != j:
            most[i][j] = min(most[i][j], high - known)
            most[j][i] = min(most[j][i], known - low)
    _shorten(most)
    found = set()
    for first, after in asked:
        i, j = place[placed[first][0]], place[placed[after][0]]
        if most[i][j] <= -most[j][i]:
            found.add((first, after))
    return found


def _never_falling(days: Sequence[date]) -> list[tuple[Stretch, Range]]:
    return [(stretch, (0, inf)) for stretch in pairwise(days)]


def _shorten(most: list[list[float]]) -> None:
    """Floyd and Warshall."""
    for by, through in enumerate(most):
        for row in most:
            so_far = row[by]
            if so_far < inf:
                row[:] = [min(old, so_far + on) for old, on in zip(row, through, strict=True)]
