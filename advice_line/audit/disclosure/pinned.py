"""Between which days everybody can work out how much was counted.

Of a running count some things are known: how much it rose over a period that is told, between what
it rose over one that is not, that it never falls. Each is a bound on the difference between two
days. Where a bound is met exactly, an arc leads from the one day to the other; where a round trip
of such arcs leads through two days, nothing else fits between them. (Shortest paths give how far a
difference can go either way; both are nought beside the truth just then.)
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

Arc = tuple[date, date]


class Pinned:
    """Days, and the groups of them between which everything is known."""

    def __init__(self) -> None:
        self._leader: dict[date, date] = {}
        self._members: dict[date, set[date]] = {}
        self._onwards: dict[date, set[date]] = {}
        self._back: dict[date, set[date]] = {}

    def add(self, day: date) -> None:
        self._leader[day] = day
        for each in (self._members, self._onwards, self._back):
            each[day] = {day} if each is self._members else set()

    def together(self, one: date, other: date) -> bool:
        return self._leader[one] == self._leader[other]

    def grown(self, arcs: Collection[Arc]) -> set[date]:
        """The days of the group that would come to be by these arcs, which lead between the same
        two days; none where no group grows."""
        ends = {day for arc in arcs for day in arc}
        if len({self._leader[day] for day in ends}) < 2:
            return set()
        starts, goals = {one for one, _ in arcs}, {other for _, other in arcs}
        after = self._reached(goals, self._onwards)
        before = self._reached(starts, self._back)
        whole = after & before
        return set().union(*(self._members[each] for each in whole))

    def know(self, arcs: Collection[Arc]) -> None:
        grown = self.grown(arcs)
        for one, other in arcs:
            self._onwards[self._leader[one]].add(other)
            self._back[self._leader[other]].add(one)
        if grown:
            self._join({self._leader[day] for day in grown})

    def _join(self, leaders: set[date]) -> None:
        first, *others = sorted(leaders, key=lambda each: -len(self._members[each]))
        for other in others:
            for day in self._members[other]:
                self._leader[day] = first
            for each in (self._members, self._onwards, self._back):
                each[first] |= each.pop(other)
        for each in (self._onwards, self._back):
            each[first] -= self._members[first]

    def _reached(self, days: Iterable[date], by: Mapping[date, set[date]]) -> set[date]:
        found = {self._leader[day] for day in days}
        waiting = list(found)
        while waiting:
            for day in by[waiting.pop()]:
                leader = self._leader[day]
                if leader not in found:
                    found.add(leader)
                    waiting.append(leader)
        return found
