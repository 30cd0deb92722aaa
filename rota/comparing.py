"""What differs between two rotas of one line: who has come to a duty, and who has lost one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from rota.duty import HORIZON, Timetable
from rota.facts import Value
from rota.opening import ClosedDay, DayHours, HolidayByHand, LineCalendar
from rota.stretches import Stretch, touching, without
from rota.values import LineRota, Pattern, Tier

# A date's duties begin and end within this margin of it in UTC, in every time zone.
_AROUND_A_DAY = timedelta(hours=40)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """`gained` tells whether the person is on the tier in this stretch only after the change, or
    was so only before it."""

    person_ref: str
    tier: Tier
    start: datetime
    end: datetime
    gained: bool


def compare(
    before: Timetable, after: Timetable, start: datetime, end: datetime
) -> tuple[Moved, ...]:
    """In order of time, tier and person; stretches that touch are one."""
    if start >= end or before is after:
        return ()
    had, has = _held(before, start, end), _held(after, start, end)
    found = [*_only(has, had, gained=True), *_only(had, has, gained=False)]
    return tuple(sorted(found, key=lambda each: (each.start, each.tier.rank, each.person_ref)))


def reach(values: Iterable[Value], now: datetime) -> Stretch:
    """From when to when these values can put anybody on duty or take them off, from now on. What
    has no end counts for `HORIZON` from its beginning; three times that is the most in all."""
    known = list(values)
    patterns = [each for each in known if isinstance(each, Pattern)]
    reaches = list(_of_patterns(patterns, now))
    reaches += [_reach(each, now) for each in known if not isinstance(each, Pattern)]
    start = max(min((each[0] for each in reaches), default=now), now)
    end = max((each[1] for each in reaches), default=now)
    return start, min(end, start + 3 * HORIZON)


def unfilled(rota: LineRota) -> LineRota:
    """The line's rota before anybody was put on it."""
    return replace(rota, patterns=(), covers=(), swaps=(), take_overs=())


def stretches(
    timetable: Timetable, person_ref: str, start: datetime, end: datetime
) -> list[Stretch]:
    """When somebody is on any tier; stretches that touch are one."""
    spans = timetable.timeline(start, end)
    on = [span for span in spans if any(each.person_ref == person_ref for each in span.duties)]
    return joined([(span.start, span.end) for span in on])


def joined(pieces: Iterable[Stretch]) -> list[Stretch]:
    """The same time in as few stretches as there can be, in order."""
    found: list[Stretch] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


_Held = dict[tuple[str, Tier], list[Stretch]]


def _held(timetable: Timetable, start: datetime, end: datetime) -> _Held:
    found: _Held = {}
    for span in timetable.timeline(start, end):
        for duty in span.duties:
            found.setdefault((duty.person_ref, duty.tier), []).append((span.start, span.end))
    return {place: joined(pieces) for place, pieces in found.items()}


def _only(here: _Held, there: _Held, *, gained: bool) -> Iterator[Moved]:
    for (person_ref, tier), pieces in here.items():
        taken = there.get((person_ref, tier), [])
        for piece in pieces:
            for start, end in without(piece, touching(taken, piece)):
                yield Moved(person_ref, tier, start, end, gained)


def _reach(value: Value, now: datetime) -> Stretch:
    if isinstance(value, ClosedDay | DayHours | HolidayByHand):
        return _midnight(value.date) - _AROUND_A_DAY, _midnight(value.date) + _AROUND_A_DAY
    if isinstance(value, Pattern | LineCalendar):
        return now, now + HORIZON
    return value.start, value.end


def _of_patterns(patterns: Iterable[Pattern], now: datetime) -> Iterator[Stretch]:
    """Of one that ends on another day than it did, only the days in between."""
    alike: dict[Pattern, set[date | None]] = {}
    for each in patterns:
        alike.setdefault(replace(each, valid_to=None), set()).add(each.valid_to)
    for pattern, lasts in alike.items():
        ends = sorted(each for each in lasts if each is not None)
        first = ends[0] + _DAY if len(lasts) > 1 else pattern.first_day
        since = max(_midnight(first) - _AROUND_A_DAY, now)
        until = since + HORIZON
        if None not in lasts:
            until = min(until, _midnight(ends[-1] + _DAY) + _AROUND_A_DAY)
        yield since, until


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
