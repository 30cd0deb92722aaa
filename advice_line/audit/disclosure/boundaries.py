"""Between which boundary days of periods everybody can work out how much was counted.

What is told of a period is how much the running count rose between the two days that bound it. Told
periods that share such a day add up and subtract, so days fall into groups of which every
difference is known.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Self

_SATURDAY = 5


class Boundaries:
    """Groups of days, with how much the running count rose from the first of a group to each."""

    def __init__(self) -> None:
        self._above: dict[date, date] = {}
        self._rise: dict[date, int] = {}

    def copy(self) -> Self:
        other = type(self)()
        other._above, other._rise = dict(self._above), dict(self._rise)
        return other

    def tell(self, first: date, after: date, rise: int) -> None:
        one, before = self.group(first)
        other, behind = self.group(after)
        if one != other:
            self._above[other] = one
            self._rise[other] = before + rise - behind

    def between(self, first: date, after: date) -> int | None:
        """The rise from the one to the other, or None where it cannot be worked out."""
        one, before = self.group(first)
        other, behind = self.group(after)
        return behind - before if one == other else None

    def together(self, first: date, after: date) -> bool:
        return self.between(first, after) is not None

    def rises(self, days: Iterable[date]) -> Iterator[tuple[tuple[date, date], int]]:
        """From each of the days, which are in order, to the next of its group."""
        last: dict[date, tuple[date, int]] = {}
        for day in days:
            group, rise = self.group(day)
            if group in last:
                before, risen = last[group]
                yield (before, day), rise - risen
            last[group] = day, rise

    def group(self, day: date) -> tuple[date, int]:
        """What tells its group from others, and the rise from there to the day."""
        path, rise = [], 0
        while (above := self._above.get(day)) is not None:
            path.append(day)
            day = above
        for each in reversed(path):
            rise += self._rise[each]
            self._above[each], self._rise[each] = day, rise
        return day, rise


def as_everybody_knows(day: date) -> date:
    """The next working day: that a line counts little at the weekend is no secret, so a month from
    a Saturday begins, for who reckons, with the week from the Monday after."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= _SATURDAY else 0)
