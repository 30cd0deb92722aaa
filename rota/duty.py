"""Who is on duty at an instant, and what changes when: the rota laid out in UTC and looked up.

Patterns stay the source. What they come to is laid out month by month when it is first asked for
and then found by bisection, so that the answer costs the same with one year of rota or ten.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Protocol

from rota import assignments, hours, walltime
from rota.errors import OutOfReach
from rota.stretches import touch
from rota.values import Duty, LineRota, Span

HORIZON = hours.HORIZON

# Ten years: a report over centuries must not stay in memory.
_MOST_MONTHS = 120
_INSTANT = timedelta(microseconds=1)


class Answers(Protocol):
    """What can be asked of one version of a rota, and of everything that was ever known of it."""

    def on_duty(self, at: datetime) -> tuple[Duty, ...]: ...

    def span(self, at: datetime) -> Span: ...

    def timeline(self, start: datetime, end: datetime) -> tuple[Span, ...]: ...


class Timetable:
    """One version of a line's rota, for any number of questions and threads.

    Every instant given must be aware (NotAnInstant) and between 1900 and 2200 (OutOfReach).
    """

    def __init__(self, rota: LineRota) -> None:
        self.rota = rota
        self._months: dict[tuple[int, int], _Month] = {}

    def on_duty(self, at: datetime) -> tuple[Duty, ...]:
        """In the order in which they are rung. Whether the line is open does not matter here."""
        at = walltime.as_utc(at)
        # As `_piece`, written out: the call path asks this, and a call more is a tenth of it.
        month = self._months.get((at.year, at.month)) or self._laid_out(at)
        return month.pieces[bisect_right(month.starts, at) - 1].duties

    def span(self, at: datetime) -> Span:
        """The longest span around the instant in which nothing changes, looking no further than
        `HORIZON` to either side."""
        at = walltime.as_utc(at)
        first = last = self._piece(at)
        while _alike(earlier := self._piece(first.start - _INSTANT), first):
            if at - earlier.start > HORIZON:
                break
            first = earlier
        while _alike(later := self._piece(last.end), last):
            if later.end - at > HORIZON:
                break
            last = later
        return _joined(first, last)

    def next_change(self, at: datetime) -> datetime | None:
        """When somebody starts or ends a duty, or the line opens or closes, after the instant;
        None when that is further away than `HORIZON`."""
        held = self.span(at)
        return None if _alike(self._piece(held.end), held) else held.end

    def paused(self, at: datetime) -> frozenset[str]:
        """Who is not to be rung at the instant, whether on duty or not."""
        at = walltime.as_utc(at)
        month = self._months.get((at.year, at.month)) or self._laid_out(at)
        return frozenset(each.person_ref for each in month.pauses if each.start <= at < each.end)

    def timeline(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """Spans from start to end without holes, the first and the last cut there. Raises
        OutOfReach when the end is not after the start."""
        return tuple(self._timeline(walltime.as_utc(start), walltime.as_utc(end)))

    def _timeline(self, start: datetime, end: datetime) -> Iterator[Span]:
        if end <= start:
            raise OutOfReach(f"{end.isoformat()} is not after {start.isoformat()}.")
        held = _cut(self._piece(start), start, end)
        while held.end < end:
            piece = _cut(self._piece(held.end), start, end)
            if _alike(held, piece):
                held = _joined(held, piece)
            else:
                yield held
                held = piece
        yield held

    def _piece(self, at: datetime) -> Span:
        month = self._months.get((at.year, at.month)) or self._laid_out(at)
        return month.pieces[bisect_right(month.starts, at) - 1]

    def _laid_out(self, at: datetime) -> "_Month":
        if len(self._months) >= _MOST_MONTHS:
            self._months.clear()
        month = self._months[at.year, at.month] = _Month(self.rota, *_month_around(at))
        return month


class _Month:
    """The spans of one calendar month in UTC, cut at its ends."""

    def __init__(self, rota: LineRota, start: datetime, end: datetime) -> None:
        self.pieces = list(_pieces(rota, start, end))
        self.starts = [each.start for each in self.pieces]
        self.pauses = [each for each in rota.pauses if touch((each.start, each.end), (start, end))]


def _pieces(rota: LineRota, start: datetime, end: datetime) -> Iterator[Span]:
    opening = list(hours.stretches(rota.calendar, start, end))
    coming = sorted(assignments.between(rota, start, end), key=lambda each: each.start)
    ends = {each.end for each in opening} | {end}
    ends.update(instant for each in coming for instant in (each.start, each.end))
    cuts = sorted({start} | {each for each in ends if start < each <= end})
    coming.reverse()
    opening.reverse()
    present: list[Duty] = []
    for since, until in pairwise(cuts):
        present = [each for each in present if each.end > since]
        while coming and coming[-1].start <= since:
            present.append(coming.pop())
        while opening[-1].end <= since:
            opening.pop()
        reason = opening[-1].reason
        present.sort(key=lambda each: (each.tier.rank, each.source))
        yield Span(since, until, reason is None, reason, tuple(present))


def _month_around(at: datetime) -> tuple[datetime, datetime]:
    start = datetime(at.year, at.month, 1, tzinfo=UTC)
    after = datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=UTC)
    return start, after


def _alike(one: Span, other: Span) -> bool:
    return one.reason == other.reason and one.duties == other.duties


def _joined(first: Span, last: Span) -> Span:
    return Span(first.start, last.end, first.open, first.reason, first.duties)


def _cut(span: Span, start: datetime, end: datetime) -> Span:
    if span.start >= start and span.end <= end:
        return span
    return Span(max(span.start, start), min(span.end, end), span.open, span.reason, span.duties)
