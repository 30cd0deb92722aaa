"""What may be told of one count, or one share, over many periods that stand in one place: weeks,
months, quarters and years. Of a longer one that cannot be told, what was told within it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advice_line.audit.disclosure import share as shares_alone
from advice_line.audit.disclosure.few import words
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit.disclosure.track import Track, in_turn
from advice_line.audit.periods import Period


class CountState(StrEnum):
    TOLD = "told"
    FEW = "few"
    UNTOLD = "untold"  # so that another cannot be worked out; perhaps "at least" so many


@dataclass(frozen=True)
class Count:
    """`at_least` is what was told within it, where it is not told itself; it may be None."""

    state: CountState
    value: int | None
    at_least: int | None
    sentence: str


def counts(rises: Mapping[Period, int], small: int) -> dict[Period, Count]:
    """Of the same count in each of the periods, all of which are over. To hold what was told
    before, give all periods from the first on. `small` is SMALL_NUMBER."""
    track = Track([rises], small)
    found: dict[Period, Count] = {}
    told: dict[Period, int] = {}
    for period in in_turn(rises):
        if track.tell(period):
            told[period] = rises[period]
            found[period] = Count(CountState.TOLD, rises[period], None, str(rises[period]))
        elif track.name(period):
            found[period] = Count(CountState.FEW, None, None, words(small))
        else:
            found[period] = _not_told(at_least(period, told))
    return found


def _not_told(least: int) -> Count:
    if not least:
        return Count(CountState.UNTOLD, None, None, "not told")
    return Count(CountState.UNTOLD, None, least, f"at least {least}")


def shares(parts: Mapping[Period, tuple[int, int]], small: int) -> dict[Period, Share]:
    """The same of (numerator, denominator) in each. Raises ValueError for a numerator that is no
    part of its denominator."""
    below = Track([{period: down for period, (_, down) in parts.items()}], small)
    with_it = {period: up for period, (up, _) in parts.items()}
    without = {period: down - up for period, (up, down) in parts.items()}
    deciding = _Shares(below, Track([with_it, without], small), small)
    return {period: deciding.next(period, *parts[period]) for period in in_turn(parts)}


@dataclass(frozen=True)
class _Shares:
    below: Track
    above: Track
    small: int

    def next(self, period: Period, up: int, down: int) -> Share:
        alone = shares_alone.share(up, down, self.small)
        # Of none there are none with it: the one is never told without the other.
        if down == 0:
            told = self.above.tell(period) and self.below.tell(period)
            return alone if told else shares_alone.untold()
        if not self.below.tell(period):
            return alone if self.below.name(period) else shares_alone.untold()
        self.above.whole(period, down)
        if self.above.tell(period) or self.above.name(period):
            return alone
        return shares_alone.denominator_alone(down)


def at_least(period: Period, told: Mapping[Period, int]) -> int:
    """The most that periods told within it, none of which overlap, come to."""
    within = in_turn(each for each in told if period.holds(each))
    best: dict[date, int] = {period.first: 0}
    for each in within:
        before = max((come_to for day, come_to in best.items() if day <= each.first), default=0)
        best[each.after] = max(best.get(each.after, 0), before + told[each])
    return max(best.values())


def told_points(told: Iterable[Count | Share]) -> list[float | None]:
    """The points of a chart: its mean and limits are reckoned of these alone, since from a mean of
    all of them the one that is withheld could be worked out."""
    return [
        float(each.value)
        if each.state in (CountState.TOLD, ShareState.TOLD) and each.value is not None
        else None
        for each in told
    ]
