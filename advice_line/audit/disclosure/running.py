"""A running count that fits what was counted in each of some periods."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from advice_line.audit.periods import Period


def running(rises: Mapping[Period, int]) -> dict[date, int] | None:
    """What was counted until each day that bounds a period, from some day on; of several that fit,
    one. None where none fits: what was counted does not add up over time, as different people
    do not.

    Periods that share a day fix each other's; how far apart such groups are may not be told by
    what was counted, but a count never falls (Bellman and Ford).
    """
    group, level = _groups(rises)
    if any(level[each.after] - level[each.first] != count for each, count in rises.items()):
        return None
    lift = dict.fromkeys(group.values(), 0)
    days = sorted(level)
    for _ in range(len(lift) + 1):
        low = [
            (earlier, later)
            for earlier, later in pairwise(days)
            if level[later] + lift[group[later]] < level[earlier] + lift[group[earlier]]
        ]
        if not low:
            return {day: level[day] + lift[group[day]] for day in days}
        for earlier, later in low:
            least = level[earlier] + lift[group[earlier]] - level[later]
            lift[group[later]] = max(lift[group[later]], least)
    return None


def _groups(rises: Mapping[Period, int]) -> tuple[dict[date, date], dict[date, int]]:
    """Each day's group, by one of its days, and its level within."""
    beside: dict[date, list[tuple[date, int]]] = {}
    for period, count in rises.items():
        beside.setdefault(period.first, []).append((period.after, count))
        beside.setdefault(period.after, []).append((period.first, -count))
    group: dict[date, date] = {}
    level: dict[date, int] = {}
    for start in beside:
        if start in group:
            continue
        group[start], level[start] = start, 0
        open_days = [start]
        while open_days:
            day = open_days.pop()
            for other, rise in beside[day]:
                if other not in group:
                    group[other], level[other] = start, level[day] + rise
                    open_days.append(other)
    return group, level
