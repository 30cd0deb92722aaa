"""Who wants to know what was withheld: sums and differences of all that is told, in exact
fractions, and what numbers are left for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import inf

from advice_line.audit import periods
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind

Equation = tuple[Sequence[int], int]
Range = tuple[float, float]
DAY = timedelta(days=1)


def solved(equations: Iterable[Equation], unknowns: int) -> dict[int, Fraction]:
    """Which of the unknowns linear equations (coefficients, right side) determine, and as what."""
    rows = [[Fraction(each) for each in (*left, right)] for left, right in equations]
    done: list[list[Fraction]] = []
    for column in range(unknowns):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [each / pivot[column] for each in pivot]
        rows = [_less(row, pivot, column) for row in rows]
        done = [_less(row, pivot, column) for row in done] + [pivot]
    assert not any(row[-1] for row in rows)
    alone = [row for row in done if sum(1 for each in row[:-1] if each) == 1]
    return {next(i for i, each in enumerate(row) if each): row[-1] for row in alone}


def _less(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    by = row[column]
    return [each - by * other for each, other in zip(row, pivot, strict=True)] if by else row


def all_periods(first: date, after: date) -> list[Period]:
    """The weeks, months, quarters and years that lie between two days."""
    found = []
    for kind in PeriodKind:
        period = periods.holding(first, kind)
        period = period if period.first == first else period.next
        while period.after <= after:
            found.append(period)
            period = period.next
    return found


def risen(day_by_day: Mapping[date, int], within: Iterable[Period]) -> dict[Period, int]:
    return {
        period: sum(
            count for day, count in day_by_day.items() if period.first <= day < period.after
        )
        for period in within
    }


def worked_out(told: Mapping[Period, int], asked: Iterable[Period]) -> dict[Period, Fraction]:
    """Which of the periods asked about come out of sums and differences of those told."""
    days = sorted({day for each in (*told, *asked) for day in (each.first, each.after)})
    place = {day: number for number, day in enumerate(days)}
    equations = [(_rise(place, period), count) for period, count in told.items()]
    # The running count of the first day is nothing.
    equations.append(([1] + [0] * (len(days) - 1), 0))
    found = {}
    for period in asked:
        # One unknown more, which is the period's count.
        extended = [([*left, 0], right) for left, right in equations]
        extended.append(([*_rise(place, period), -1], 0))
        answer = solved(extended, len(days) + 1).get(len(days))
        if answer is not None:
            found[period] = answer
    return found


def _rise(place: Mapping[date, int], period: Period) -> list[int]:
    row = [0] * len(place)
    row[place[period.after]], row[place[period.first]] = 1, -1
    return row


def left_over(boxes: Mapping[Period, Range]) -> dict[Period, Range]:
    """Between which whole numbers each period's count must be: a running count never falls, and
    what is known of each period bounds it."""
    days = sorted({day for each in boxes for day in (each.first, each.after)})
    place = {day: number for number, day in enumerate(days)}
    most = [[0.0 if i == j else inf for j in range(len(days))] for i in range(len(days))]
    for earlier, later in pairwise(range(len(days))):
        most[later][earlier] = 0
    for period, (low, high) in boxes.items():
        i, j = place[period.first], place[period.after]
        most[i][j], most[j][i] = min(most[i][j], high), min(most[j][i], -low)
    for by, through in enumerate(most):
        for row in most:
            if row[by] < inf:
                so_far = row[by]
                row[:] = [min(old, so_far + on) for old, on in zip(row, through, strict=True)]
    return {
        each: (
            -most[place[each.after]][place[each.first]],
            most[place[each.first]][place[each.after]],
        )
        for each in boxes
    }
