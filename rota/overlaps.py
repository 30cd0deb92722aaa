"""Where two sessions, or two covers, put people on one tier of one line at the same time."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rota import rotation
from rota.values import Cover, Pattern, Session, Tier

# Two cycles meet again after their least common multiple; nobody plans beyond ten years.
_MOST_WEEKS = 520


@dataclass(frozen=True)
class Overlap:
    """`first` and `second` are positions in the sequence that was given (and, for patterns, of
    the session in its pattern); `at` is when the second begins while the first goes on: of
    patterns the local wall clock, of covers the instant."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    at: datetime


@dataclass(frozen=True)
class _Stretch:
    """`holiday` is one that is worked only if its day is a bank holiday."""

    start: datetime
    end: datetime
    tier: Tier
    source: tuple[int, ...]
    holiday: bool = False

    def may_meet(self, other: "_Stretch") -> bool:
        """No day is both an ordinary day and a bank holiday."""
        return self.holiday == other.holiday or self.start.date() != other.start.date()


def of_patterns(patterns: Sequence[Pattern]) -> list[Overlap]:
    """Each pair of sessions of one line that overlaps, once, by its first occurrence.

    All on wall clocks: what overlaps there overlaps on every day that has them. Days off are not
    looked at, for another year they are none, and any day may be a bank holiday.
    """
    numbered = list(enumerate(patterns))
    pairs = itertools.combinations_with_replacement(numbered, 2)
    return [overlap for one, other in pairs for overlap in _of_two(one, other)]


def of_covers(covers: Sequence[Cover]) -> list[Overlap]:
    return _of_tiers(
        [
            _Stretch(cover.start, cover.end, cover.tier, (number,))
            for number, cover in enumerate(covers)
        ]
    )


def _of_two(one: tuple[int, Pattern], other: tuple[int, Pattern]) -> list[Overlap]:
    cycle = math.lcm(one[1].cycle_weeks, other[1].cycle_weeks)
    start = max(one[1].first_day, other[1].first_day)
    # A week more than the cycle: the last night of one cycle runs into the next.
    end = start + timedelta(weeks=min(cycle, _MOST_WEEKS) + 1)
    stretches = [
        stretch
        for number, pattern in {one[0]: one[1], other[0]: other[1]}.items()
        for stretch in _stretches(number, pattern, start - timedelta(days=1), end)
    ]
    numbers = {one[0], other[0]}
    return [each for each in _of_tiers(stretches) if {each.first[0], each.second[0]} == numbers]


def _stretches(number: int, pattern: Pattern, start: date, end: date) -> Iterator[_Stretch]:
    day = start
    while day <= end:
        for holiday in (False, True):
            for session in rotation.sessions_on(pattern, day, holiday=holiday):
                yield _stretch(session, day, (number, pattern.sessions.index(session)), holiday)
        day += timedelta(days=1)


def _stretch(session: Session, day: date, source: tuple[int, ...], holiday: bool) -> _Stretch:
    last = day if session.end > session.start else day + timedelta(days=1)
    return _Stretch(
        datetime.combine(day, session.start),
        datetime.combine(last, session.end),
        session.tier,
        source,
        holiday,
    )


def _of_tiers(stretches: Sequence[_Stretch]) -> list[Overlap]:
    return [
        overlap
        for tier in Tier
        for overlap in _meeting([each for each in stretches if each.tier is tier])
    ]


def _meeting(stretches: Sequence[_Stretch]) -> list[Overlap]:
    found: dict[tuple[tuple[int, ...], ...], Overlap] = {}
    running: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda each: each.start):
        running = [each for each in running if each.end > stretch.start]
        for earlier in running:
            if not earlier.may_meet(stretch):
                continue
            first, second = sorted((earlier.source, stretch.source))
            found.setdefault((first, second), Overlap(first, second, stretch.start))
        running.append(stretch)
    return list(found.values())
