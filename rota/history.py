"""Who was on duty at any instant, and what was known of it when.

The past never changes: an instant that has passed is answered by the rota as it was known at that
instant, whatever was recorded since; an instant still to come, by the rota as it is known now, or
as it was known at the earlier instant that is asked for. What was known before the line's first
change is what that change said.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import accumulate, pairwise

from rota import facts, walltime
from rota.duty import Timetable
from rota.errors import OutOfReach
from rota.facts import Change, Fact
from rota.opening import LineCalendar
from rota.values import Duty, LineRota, Span


class History:
    """Answers as a `Timetable` does, for the past as it was. `facts` are all that were ever made
    of the line and of people, in the order in which they were made; `version` is that of now."""

    def __init__(self, line_ref: str, known: Sequence[Fact], now: datetime, version: str) -> None:
        self.facts = known
        self.now = walltime.as_utc(now)
        self._line_ref = line_ref
        self._version = version
        changes = {each.id: each for fact in known for each in (fact.made, fact.ended) if each}
        self._first = min(each.made.id for each in known if each.line_ref == line_ref)
        self._changes = [changes[each] for each in sorted(changes) if each >= self._first]
        # A rehearsal's clock may be set back: what was done before a change was not done after it.
        latest_first = accumulate((each.at for each in reversed(self._changes)), min)
        self._instants = list(latest_first)[::-1]
        self._timetables: dict[int, Timetable] = {}

    @property
    def rota(self) -> LineRota:
        """As it is known now."""
        return self.known_at(self.now).rota

    def known_at(self, instant: datetime) -> Timetable:
        """The rota as it was known at the instant, for any question about any time."""
        return self._after(self._place(instant))

    def asked_at(self, at: datetime, as_known_at: datetime | None = None) -> Timetable:
        """The rota that decides who is on duty `at`, as known then or, where it comes first, at
        `as_known_at` (now where none is given)."""
        return self.known_at(min(at, as_known_at or self.now))

    def facts_at(self, at: datetime, as_known_at: datetime | None = None) -> list[Fact]:
        """What makes up the rota that decides who is on duty `at`."""
        return self._known(self._place(min(at, as_known_at or self.now)))

    def on_duty(self, at: datetime) -> tuple[Duty, ...]:
        return self.asked_at(at).on_duty(at)

    def span(self, at: datetime) -> Span:
        """The longest span around the instant in which nothing changes and nothing was changed."""
        at = walltime.as_utc(at)
        place = self._place(min(at, self.now))
        found = self._after(place).span(at)
        since = self._instants[place] if place > 0 else found.start
        return _cut(found, since, self._until(place) or found.end)

    def timeline(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """Spans from start to end without holes. Raises OutOfReach when the end is not after the
        start."""
        start, end = walltime.as_utc(start), walltime.as_utc(end)
        if end <= start:
            raise OutOfReach(f"{end.isoformat()} is not after {start.isoformat()}.")
        return tuple(self._timeline(start, end))

    def calendars(
        self, start: datetime, end: datetime
    ) -> Iterator[tuple[datetime, datetime, LineCalendar]]:
        """The line's hours from start to end without holes, each for as long as they were what was
        known."""
        for since, until in self._between(walltime.as_utc(start), walltime.as_utc(end)):
            yield since, until, self.asked_at(since).rota.calendar

    def _between(self, start: datetime, end: datetime) -> Iterable[tuple[datetime, datetime]]:
        """Cut where anything was changed."""
        passed = [each for each in self._instants[1:] if start < each < end and each <= self.now]
        return pairwise([start, *dict.fromkeys(passed), end])

    def _timeline(self, start: datetime, end: datetime) -> Iterator[Span]:
        held: Span | None = None
        for since, until in self._between(start, end):
            for span in self.asked_at(since).timeline(since, until):
                if held is not None and _alike(held, span):
                    held = Span(held.start, span.end, span.open, span.reason, span.duties)
                    continue
                if held is not None:
                    yield held
                held = span
        if held is not None:
            yield held

    def _place(self, instant: datetime) -> int:
        """Which change was the last one made by the instant; the first where none was."""
        return max(bisect_right(self._instants, walltime.as_utc(instant)) - 1, 0)

    def _until(self, place: int) -> datetime | None:
        """When the next change was made; None for the last one, and for one still to come."""
        after = self._instants[place + 1 :]
        return after[0] if after and after[0] <= self.now else None

    def _after(self, place: int) -> Timetable:
        change = self._changes[place]
        if change.id not in self._timetables:
            version = f"{self._version}@{change.id}"
            rota = facts.assemble(self._line_ref, version, self._known(place))
            self._timetables[change.id] = Timetable(rota)
        return self._timetables[change.id]

    def _known(self, place: int) -> list[Fact]:
        done = {each.id for each in self._changes[: place + 1]}
        return [
            each
            for each in self.facts
            if self._done(each.made, done) and not (each.ended and self._done(each.ended, done))
        ]

    def _done(self, change: Change, done: set[int]) -> bool:
        """What was done about people before the line's first change counts from its beginning."""
        return change.id in done or change.id < self._first


def _alike(one: Span, other: Span) -> bool:
    return one.reason == other.reason and one.duties == other.duties


def _cut(span: Span, start: datetime, end: datetime) -> Span:
    return Span(max(span.start, start), min(span.end, end), span.open, span.reason, span.duties)
