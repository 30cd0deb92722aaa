"""What may be told over time of a share of those of which it is known, where it is told as well of
how many it could have been known: the few of which it is not known are guarded like any others.

Of how many it is known is decided first, and in the same way for every measure that asks it of the
same. Where it is known of all but few, the share is told of all, these few among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.audit.disclosure import share as shares_alone
from advice_line.audit.disclosure import timeline
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit.disclosure.track import Track, in_turn
from advice_line.audit.periods import Period


@dataclass(frozen=True)
class Three:
    """So many `count`, of those `known`, of the `eligible`."""

    count: int
    known: int
    eligible: int


def shares(
    parts: Mapping[Period, Three], known: Mapping[Period, Share], small: int
) -> dict[Period, Share]:
    """`known` is what `timeline.shares` tells of (known, eligible); `small` is SMALL_NUMBER."""
    with_it = {each: of.count for each, of in parts.items()}
    without = {each: of.known - of.count for each, of in parts.items()}
    guarded = {each for each, of in parts.items() if _guarded(of, known[each], small)}
    tracks = Track(with_it, small, guarded), Track(without, small, guarded)
    found = {}
    for period in in_turn(parts):
        of = parts[period]
        if exact(known[period]):
            found[period] = timeline.one(tracks, period, (of.count, of.known), small)
        elif nearly(known[period]):
            found[period] = _of_nearly_all(tracks, period, of, small)
        else:
            found[period] = of_few(known[period], small)
    return {each: found[each] for each in parts}


def exact(known: Share) -> bool:
    """Whether it is told of how many it is known, and of how many not."""
    return known.state in (ShareState.TOLD, ShareState.NOTHING)


def nearly(known: Share) -> bool:
    """Whether it is told that it is known of all but few."""
    return known.state is ShareState.BOUND and known.low is not None


def of_few(known: Share, small: int) -> Share:
    """Where it is known of few, or where it is not told of how many."""
    told = known.state is ShareState.FEW or known.high is not None
    return shares_alone.of_few(small) if told else shares_alone.untold()


def _guarded(of: Three, known: Share, small: int) -> bool:
    if nearly(known):
        # Not by those without it: what is decided by these would tell how many are not known.
        return few(of.count, small) or few(of.eligible - of.count, small)
    return few(of.count, small) or few(of.known - of.count, small)


def _of_nearly_all(tracks: tuple[Track, Track], period: Period, of: Three, small: int) -> Share:
    """With all of them and those that count, those without would tell who is not known."""
    with_it, without = tracks
    without.guard(period)
    if without.known(period):
        with_it.guard(period)
    elif few(of.count, small):
        if with_it.knows(period, (1, small - 1)):
            return shares_alone.of_nearly_all(None, of.eligible, small)
    elif with_it.knows(period, (of.count, of.count)):
        return shares_alone.of_nearly_all(of.count, of.eligible, small)
    return shares_alone.untold()
