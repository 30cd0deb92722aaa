"""What is told of counts over many periods, decided one period after the other.

Nothing is told by which a count that is few, and therefore withheld, could be worked out: neither
exactly, by adding and taking away what is told, nor by what it must lie between. What was told
stays told, since each decision looks only at what ended by then.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.pinned import Arc, Pinned
from advice_line.audit.disclosure.running import running
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind

Range = tuple[int, int]
_SATURDAY = 5
# A week of so many times SMALL_NUMBER has hardly a day that is few.
_MUCH = 10


def in_turn(periods: Iterable[Period]) -> list[Period]:
    """As they end, the shortest first: a month is told after its weeks, and never untells one."""
    return sorted(periods, key=lambda each: (each.after, each.after - each.first))


class Track:
    """One count in each of `rises`, as it is told bit by bit, so that nobody finds out what it is
    in those `guarded`. `small` is SMALL_NUMBER. Periods are put to it as `in_turn` has them.
    """

    def __init__(
        self, rises: Mapping[Period, int], small: int, guarded: Collection[Period]
    ) -> None:
        self._rises, self._small = rises, small
        self._running = running(rises)
        self._days = sorted({day for each in rises for day in (each.first, each.after)})
        # Since when each day is the edge of anything that is over.
        self._edge_since: dict[date, date] = {}
        for each in sorted(rises, key=lambda period: period.after, reverse=True):
            self._edge_since |= dict.fromkeys((each.first, each.after), each.after)
        self._next = 0
        # What is told, and what who knows the line may guess beside it.
        self._told, self._guessed = Pinned(), Pinned()
        self._guarded: dict[date, list[date]] = {}
        for period in guarded:
            self.guard(period)

    def guard(self, period: Period) -> None:
        """From now on, nobody is to find out what it is in the period."""
        self._guarded.setdefault(period.first, []).append(period.after)

    def knows(self, period: Period, known: Range) -> bool:
        """Lets it be known where it may be."""
        if self.may_know(period, known):
            self.know(period, known)
            return True
        return False

    def may_know(self, period: Period, known: Range) -> bool:
        """Whether nothing that is few comes to light where it becomes known that the period's
        count is between two numbers."""
        self._until(period.after)
        grown = self._told.grown(self._arcs(period, known))
        if self._gives_away(self._told, grown) or self._sums_are_few(grown):
            return False
        if self._ties_months(period, grown):
            return False
        return not self._gives_away(self._guessed, self._guessed.grown(_same(period, known)))

    def know(self, period: Period, known: Range) -> None:
        self._until(period.after)
        self._told.know(self._arcs(period, known))
        self._guessed.know(_same(period, known))
        if known == (0, 0):
            for day in self._days[: self._next]:
                if period.first < day < period.after:
                    self._guessed.know([(period.first, day), (day, period.first)])

    def known(self, period: Period) -> bool:
        """Whether it comes out of what is known already."""
        self._until(period.after)
        ends = period.first, period.after
        return self._told.together(*ends) or self._guessed.together(*ends)

    def _arcs(self, period: Period, known: Range) -> list[Arc]:
        low, high = known
        arcs = [(period.first, period.after)] if self._rises[period] == high else []
        return arcs + ([(period.after, period.first)] if self._rises[period] == low else [])

    def _gives_away(self, pinned: Pinned, grown: Collection[date]) -> bool:
        return any(
            other in grown and not pinned.together(one, other)
            for one in grown
            for other in self._guarded.get(one, ())
        )

    def _sums_are_few(self, grown: Collection[date]) -> bool:
        """Whether what weeks, or months, that are withheld come to would be known, or what came on
        the days between the edges of the two, and is few."""
        return any(
            self._few(one, other) and not self._told.together(one, other)
            for one, other in pairwise(sorted(grown))
        )

    def _ties_months(self, period: Period, grown: Collection[date]) -> bool:
        """Whether a week would tie the days on which weeks begin to those on which months do, where
        a day counts so little that what lies between them may soon be few: then a month could not
        be told, nor its quarter and year. Of the two the week is the one to miss."""
        if period.kind is not PeriodKind.WEEK or self._rises[period] >= _MUCH * self._small:
            return False
        ends = period.first, period.after
        firsts = {day for day in grown if day.day == 1 and self._edge_since[day] <= period.after}
        return bool(firsts) or any(day.day == 1 for day in ends)

    def _few(self, first: date, after: date) -> bool:
        # Of what does not add up, what is between two days is nothing.
        if self._running is None:
            return False
        return few(self._running[after] - self._running[first], self._small)

    def _until(self, last: date) -> None:
        """Days are looked at as they come, so that a later one changes nothing of what is told."""
        while self._next < len(self._days) and self._days[self._next] <= last:
            day = self._days[self._next]
            self._told.add(day)
            self._guessed.add(day)
            if self._next:
                self._step(self._days[self._next - 1], day)
            self._next += 1

    def _step(self, before: date, day: date) -> None:
        if self._running is None or self._running[before] == self._running[day]:
            self._told.know([(day, before)])
        if before.weekday() >= _SATURDAY and day - before <= timedelta(2):
            # That a line counts little at the weekend is no secret: for who guesses, a month from
            # a Saturday begins with the week from the Monday after.
            self._guessed.know([(before, day), (day, before)])


def _same(period: Period, known: Range) -> list[Arc]:
    """What leads somewhere for who guesses: only what is told exactly."""
    low, high = known
    ends = period.first, period.after
    return [ends, ends[::-1]] if low == high else []
