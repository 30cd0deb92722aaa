"""What is told of counts over many periods, decided one period after the other.

Nothing is told by which a count that is few, and therefore withheld, could be worked out: neither
exactly, by adding and taking away what is told, nor by what it must lie between. What was told
stays told, since each decision looks only at what ended by then.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import inf

from advice_line.audit.disclosure.boundaries import Boundaries, as_everybody_knows
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.ranges import Range, Stretch, single
from advice_line.audit.periods import Period

# What is told lets who reckons look back for ever, but ever less follows from it: so far, and so
# many groups of days, are looked at, lest a page wait for it.
_LOOK_BACK = timedelta(days=400)
_MOST_GROUPS = 24


def in_turn(periods: Iterable[Period]) -> list[Period]:
    """As they end, the shortest first: a month is told after its weeks, and never untells one."""
    return sorted(periods, key=lambda each: (each.after, each.after - each.first))


class Track:
    """One count (of a share two: with a thing, and without it), told or withheld together.

    `sides` give each side's count by period, for all periods that are looked at, `small` is
    SMALL_NUMBER. Periods are put to `tell` and `name` as `in_turn` has them.
    """

    def __init__(self, sides: Sequence[Mapping[Period, int]], small: int) -> None:
        self._sides, self._small = sides, small
        self._periods = in_turn(sides[0])
        self._days = sorted({day for each in self._periods for day in (each.first, each.after)})
        self._groups: Sequence[Boundaries] = [Boundaries() for _ in sides]
        self._reach = Boundaries()
        self._told: frozenset[Period] = frozenset()
        self._named: frozenset[Period] = frozenset()
        self._wholes: dict[Period, int] = {}

    def whole(self, period: Period, count: int) -> None:
        """What both sides come to is told."""
        self._wholes[period] = count

    def few(self, period: Period) -> bool:
        return any(few(side[period], self._small) for side in self._sides)

    def tell(self, period: Period) -> bool:
        """Whether it may be told exactly; if so, it is from now on."""
        if self.few(period):
            return False
        reach, groups, told = self._reached(period), self._grouped(period), self._told | {period}
        if (
            self._works_out(period, reach)
            or self._sums_are_few(period, groups)
            or self._leaves_one(period, groups, told, self._named)
        ):
            return False
        self._reach, self._groups, self._told = reach, groups, told
        return True

    def name(self, period: Period) -> bool:
        """Whether it may be said that its count is few; if so, it is from now on."""
        named = self._named | {period}
        if not self.few(period) or self._leaves_one(period, self._groups, self._told, named):
            return False
        self._named = named
        return True

    def _reached(self, period: Period) -> Boundaries:
        """From which day to which is known exactly, once the period is told."""
        reach = self._reach.copy()
        within = [period.after]
        if any(side[period] == 0 for side in self._sides):
            # Where nothing was counted, nothing was on either side of any day of it.
            within += [day for day in self._days if period.first < day < period.after]
        for day in within:
            reach.tell(as_everybody_knows(period.first), as_everybody_knows(day), 0)
        return reach

    def _grouped(self, period: Period) -> list[Boundaries]:
        grouped = [each.copy() for each in self._groups]
        for each, side in zip(grouped, self._sides, strict=True):
            each.tell(period.first, period.after, side[period])
        return grouped

    def _works_out(self, period: Period, reach: Boundaries) -> bool:
        return any(
            self.few(each) and _known(reach, each) and not _known(self._reach, each)
            for each in self._periods
            if each.after <= period.after
        )

    def _sums_are_few(self, period: Period, groups: Sequence[Boundaries]) -> bool:
        """Whether what weeks, or months, that are withheld come to would be known, and is few."""
        days = self._window(period, self._groups[0])
        mondays = [day for day in days if day.weekday() == 0]
        firsts = [day for day in days if day.day == 1]
        return any(
            few(rise, self._small) and not before.together(*stretch)
            for grouped, before in zip(groups, self._groups, strict=True)
            for alike in (mondays, firsts)
            for stretch, rise in grouped.rises(alike)
        )

    def _leaves_one(
        self,
        period: Period,
        groups: Sequence[Boundaries],
        told: frozenset[Period],
        named: frozenset[Period],
    ) -> bool:
        """Whether a count that is few could be one number alone, and before could be others."""
        days = self._window(period, self._groups[0])
        within = [
            each for each in self._periods if days[0] <= each.first and each.after <= period.after
        ]
        for side, (grouped, before) in enumerate(zip(groups, self._groups, strict=True)):
            fewer = [_days(each) for each in within if few(self._sides[side][each], self._small)]
            if fewer:
                then = {_days(each): self._range(side, each, told, named) for each in within}
                alone = single(days, grouped, then, fewer)
            if fewer and alone:
                now = {
                    _days(each): self._range(side, each, self._told, self._named) for each in within
                }
                if alone - single(days, before, now, fewer):
                    return True
        return False

    def _window(self, period: Period, grouped: Boundaries) -> list[date]:
        """The days to look at, of which the last is its own last."""
        found: list[date] = []
        seen: set[date] = set()
        for day in reversed(self._days):
            if day > period.after:
                continue
            seen.add(grouped.group(day)[0])
            far = len(seen) > _MOST_GROUPS or period.after - day > _LOOK_BACK
            if far and day < period.first:
                break
            found.append(day)
        return found[::-1]

    def _range(
        self, side: int, period: Period, told: frozenset[Period], named: frozenset[Period]
    ) -> Range:
        """Between what it is, for who knows of each period withheld which side of it is few."""
        count, whole = self._sides[side][period], self._wholes.get(period, inf)
        if period in told:
            return count, count
        if period not in named:
            return 0, whole
        if few(count, self._small):
            return 1, min(self._small, whole) - 1
        return (0, inf) if whole == inf else (whole - self._small + 1, whole - 1)


def _days(period: Period) -> Stretch:
    return period.first, period.after


def _known(groups: Boundaries, period: Period) -> bool:
    return groups.together(as_everybody_knows(period.first), as_everybody_knows(period.after))
