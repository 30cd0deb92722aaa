"""What may be told of a count that is part of a whole that is told too, such as queries from
practices of all queries: where what is left of the whole is few, neither the part nor a table of it
may give that away."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from advice_line.audit.disclosure import timeline
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.disclosure.share import Share, ShareState, untold
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.disclosure.track import Track, in_turn
from advice_line.audit.periods import Period

Label = TypeVar("Label", bound=Hashable)


def counts(parts: Mapping[Period, tuple[int, int]], small: int) -> dict[Period, Count]:
    """Of (part, whole) in each period, told as shares are, in words of a count. The whole is told
    as `timeline.counts` tells it, and the part only where it is. `small` is SMALL_NUMBER."""
    wholes = timeline.counts({period: whole for period, (_, whole) in parts.items()}, small)
    tracks = _tracks(parts, small)
    found: dict[Period, Count] = {}
    told: dict[Period, int] = {}
    for period in in_turn(parts):
        share = untold()
        if wholes[period].state is not CountState.UNTOLD:
            share = timeline.one(tracks, period, parts[period], small)
        found[period] = count = _count(share, small)
        if count.state is CountState.TOLD:
            told[period] = parts[period][0]
        elif count.state is CountState.UNTOLD and (least := timeline.at_least(period, told)):
            found[period] = Count(CountState.UNTOLD, None, least, f"at least {least:,}")
    return {period: found[period] for period in parts}


def _tracks(parts: Mapping[Period, tuple[int, int]], small: int) -> tuple[Track, Track]:
    """Of the part, and of what is left. Where the whole is told, each of the two tells the other.
    Of a whole that is few, and not told, that nothing is left tells nothing: so a line that nobody
    but practices asks is told as it would be alone."""
    sides = {each: (part, whole - part) for each, (part, whole) in parts.items()}

    def guarded(one: int) -> frozenset[Period]:
        return frozenset(
            each
            for each, both in sides.items()
            if few(both[one], small) or (few(both[1 - one], small) and sum(both) >= small)
        )

    part, left = (
        Track({each: sides[each][n] for each in sides}, small, guarded(n)) for n in (0, 1)
    )
    return part, left


def _count(of: Share, small: int) -> Count:
    if of.state in (ShareState.TOLD, ShareState.NOTHING):
        return Count(CountState.TOLD, of.numerator, None, f"{of.numerator:,}")
    if of.state is ShareState.FEW or of.high is not None:
        return Count(CountState.FEW, None, None, words(small))
    if of.low is not None and of.denominator is not None:
        # Somebody is left, and few: both ends follow from the whole, whatever they are.
        least, most = of.denominator - small + 1, of.denominator - 1
        return Count(CountState.BOUND, None, least, f"at least {least:,}", most)
    return Count(CountState.UNTOLD, None, None, "not told")


def rows(table: Mapping[Label, int], left: int, small: int) -> dict[Label, int | None]:
    """Of a table of the part, of which everybody knows that few are `left` of the whole. Which rows
    hide these hangs on their names and never on their numbers, of which one more or fewer would
    then be told by the choice: the first takes up whatever the others that are withheld come to."""
    ordered = sorted(table, key=lambda label: (label is None, str(label)))
    hidden = {label for label in table if few(table[label], small)} | set(ordered[:1])
    for label in ordered:
        if _each_could_be_any(left + sum(table[each] for each in hidden), len(hidden), small):
            break
        hidden.add(label)
    return {label: None if label in hidden else count for label, count in table.items()}


def _each_could_be_any(come_to: int, rows: int, small: int) -> bool:
    """Whether what is left and all rows but the first could each be as many as few can, and the
    first something still."""
    return come_to > rows * (small - 1)
