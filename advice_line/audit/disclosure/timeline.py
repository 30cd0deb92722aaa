"""What may be told of one count, or one share, over many periods that stand in one place: weeks,
months, quarters and years. Of a longer one that cannot be told, what was told within it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advice_line.audit.disclosure import share as shares_alone
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit.disclosure.track import Range, Track, in_turn
from advice_line.audit.periods import Period

Ranges = Callable[[int, int], list[Range]]


class CountState(StrEnum):
    TOLD = "told"
    FEW = "few"
    BOUND = "bound"  # at least so many, and fewer than of the whole of which it is part
    UNTOLD = "untold"  # so that another cannot be worked out; perhaps "at least" so many


@dataclass(frozen=True)
class Count:
    """`at_least` is what was told within it, where it is not told itself, or its bound; it may be
    None. `at_most` is the other end of a bound."""

    state: CountState
    value: int | None
    at_least: int | None
    sentence: str
    at_most: int | None = None


def counts(rises: Mapping[Period, int], small: int) -> dict[Period, Count]:
    """Of the same count in each of the periods, all of which are over. To hold what was told
    before, give all periods from the first on. `small` is SMALL_NUMBER."""
    track = Track(rises, small, frozenset(each for each in rises if few(rises[each], small)))
    found: dict[Period, Count] = {}
    told: dict[Period, int] = {}
    for period in in_turn(rises):
        found[period] = _count(track, period, rises[period], small)
        if found[period].state is CountState.TOLD:
            told[period] = rises[period]
        elif found[period].state is CountState.UNTOLD and (least := at_least(period, told)):
            found[period] = Count(CountState.UNTOLD, None, least, f"at least {least}")
    return found


def _count(track: Track, period: Period, rise: int, small: int) -> Count:
    if few(rise, small):
        if track.knows(period, (1, small - 1)):
            return Count(CountState.FEW, None, None, words(small))
    elif track.knows(period, (rise, rise)):
        return Count(CountState.TOLD, rise, None, f"{rise:,}")
    return Count(CountState.UNTOLD, None, None, "not told")


def shares(parts: Mapping[Period, tuple[int, int]], small: int) -> dict[Period, Share]:
    """The same of (numerator, denominator) in each. Denominators are told as `counts` tells them,
    whatever the numerators are, so that two shares of the same withhold the same. Raises ValueError
    for a numerator that is no part of its denominator."""
    wholes = counts({period: down for period, (_, down) in parts.items()}, small)
    sides = {each: (up, down - up) for each, (up, down) in parts.items()}
    guarded = frozenset(
        each for each, both in sides.items() if any(few(side, small) for side in both)
    )
    tracks = [
        Track({each: sides[each][number] for each in sides}, small, guarded) for number in (0, 1)
    ]
    return {
        each: one(tracks, each, parts[each], small)
        if wholes[each].state is not CountState.UNTOLD
        else shares_alone.untold()
        for each in in_turn(parts)
    }


def one(tracks: Sequence[Track], period: Period, of: tuple[int, int], small: int) -> Share:
    """As it would be told alone, or as much as the others let be told. `tracks` are of those with
    it and of those without, `of` the numerator and the denominator."""
    sides = of[0], of[1] - of[0]
    for told, ranges in _ways(shares_alone.share(*of, small), of[1], small):
        both = list(zip(tracks, ranges(*sides), strict=True))
        if all(track.may_know(period, known) for track, known in both):
            for track, known in both:
                track.know(period, known)
            return told
    return shares_alone.untold()


def _ways(alone: Share, whole: int, small: int) -> Iterator[tuple[Share, Ranges]]:
    """How it may be told, and between what that tells those with it and those without."""
    if alone.state in (ShareState.TOLD, ShareState.NOTHING):
        yield alone, lambda up, without: [(up, up), (without, without)]
    if alone.state is ShareState.FEW:
        yield alone, lambda *_: [(0, small - 1)] * 2
    if alone.state is ShareState.BOUND:
        yield alone, lambda *_: _bounds(alone, whole, small)
    if whole >= small:
        yield shares_alone.denominator_alone(whole), lambda *_: [(0, whole)] * 2


def _bounds(alone: Share, whole: int, small: int) -> list[Range]:
    here, others = (1, small - 1), (whole - small + 1, whole - 1)
    if alone.high is not None:
        return [here, others]
    return [others, here] if alone.low is not None else [(1, whole - 1)] * 2


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
