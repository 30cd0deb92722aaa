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


class Sums:
    """What follows from linear equations (coefficients, right side), all of which hold."""

    def __init__(self, equations: Iterable[Equation]) -> None:
        self._rows: dict[int, list[Fraction]] = {}
        for left, right in equations:
            row = self._less([Fraction(each) for each in (*left, right)])
            column = next((place for place, each in enumerate(row[:-1]) if each), None)
            if column is None:
                assert not row[-1]
                continue
            self._rows[column] = [each / row[column] for each in row]

    def value(self, asked: Sequence[int]) -> Fraction | None:
        """What the unknowns come to in such a sum, or None where it could be anything."""
        rest = self._less([*map(Fraction, asked), Fraction(0)])
        return None if any(rest[:-1]) else -rest[-1]

    def _less(self, row: list[Fraction]) -> list[Fraction]:
        for column, other in sorted(self._rows.items()):
            if by := row[column]:
                row = [
                    each - by * its if its else each for each, its in zip(row, other, strict=True)
                ]
        return row


def solved(equations: Iterable[Equation], unknowns: int) -> dict[int, Fraction]:
    """Which of the unknowns the equations determine, and as what."""
    sums = Sums(equations)
    values = {
        each: sums.value([int(each == other) for other in range(unknowns)])
        for each in range(unknowns)
    }
    return {each: value for each, value in values.items() if value is not None}


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
    asked = list(asked)
    days = ends([*told, *asked])
    sums = Sums((rise(days, period), count) for period, count in told.items())
    values = {period: sums.value(rise(days, period)) for period in asked}
    return {period: value for period, value in values.items() if value is not None}


def ends(within: Iterable[Period]) -> dict[date, int]:
    """The days that bound them, each with its place."""
    days = sorted({day for each in within for day in (each.first, each.after)})
    return {day: place for place, day in enumerate(days)}


def rise(days: Mapping[date, int], period: Period) -> list[int]:
    """How much the running count rises over it, as a sum of the running counts of days."""
    row = [0] * len(days)
    row[days[period.after]], row[days[period.first]] = 1, -1
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
