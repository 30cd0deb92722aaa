"""Why somebody was on duty at an instant: the facts that brought it about, each with the change
that made it, by whom, with whose agreement and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rota import assignments, columns, hours, planned, walltime
from rota.facts import Fact, Kind
from rota.history import History
from rota.opening import Closure
from rota.values import Absence, Duty, LineRota, Pattern

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """`why` is in the order of precedence, the lowest first: what planned somebody there, then what
    gave the duty on. `away` is a duty that nobody has, because who would have it is away; the last
    of `why` are then the absences."""

    duty: Duty
    why: tuple[Fact, ...]
    away: bool


def explain(
    history: History, at: datetime, as_known_at: datetime | None = None
) -> tuple[Reason, ...]:
    """Every duty at the instant, in the order in which they are rung, then those of who is away.
    For an instant that has passed the answer is for ever the same, whatever `as_known_at` from
    then on is asked for."""
    at = walltime.as_utc(at)
    rota = history.asked_at(at, as_known_at).rota
    known = history.facts_at(at, as_known_at)
    found = [
        Reason(place.duty, tuple(_chain(place, known, rota, at)), place.away)
        for place in assignments.places(rota, at, at + _INSTANT)
    ]
    return tuple(sorted(found, key=lambda each: (each.away, each.duty.tier.rank, each.duty.source)))


def explain_opening(
    history: History, at: datetime, as_known_at: datetime | None = None
) -> tuple[Fact, ...]:
    """What decides whether the line is open at the instant: what the date or the hour has of its
    own, else the hours of the line."""
    at = walltime.as_utc(at)
    known = history.facts_at(at, as_known_at)
    calendar = history.asked_at(at, as_known_at).rota.calendar
    day = walltime.local_day(at, columns.read_zone(calendar.time_zone)).isoformat()
    dated = [(kind, day) for kind in (Kind.CLOSED_DAY, Kind.DAY_HOURS, Kind.HOLIDAY)]
    asked = [*_closure(hours.closure_at(calendar, at)), *dated, (Kind.CALENDAR, "")]
    by_place = {(each.kind, each.key): each for each in known}
    return tuple(by_place[each] for each in asked if each in by_place)[:1]


def _closure(closure: Closure | None) -> list[tuple[Kind, str]]:
    return [] if closure is None else [(Kind.CLOSURE, closure.key)]


def _chain(
    place: assignments.Place, known: Sequence[Fact], rota: LineRota, at: datetime
) -> Iterator[Fact]:
    for source in place.by:
        kind, _, key = source.partition(":")
        alike = [each for each in known if each.kind == kind and _name(each) == key]
        for each in alike:
            if _brings_about(each, alike, place, rota, at):
                yield each


def _name(fact: Fact) -> str:
    """The key of its source, which the pieces of a pattern have in common."""
    return fact.value.key if isinstance(fact.value, Pattern) else fact.key


def _brings_about(
    fact: Fact, alike: Sequence[Fact], place: assignments.Place, rota: LineRota, at: datetime
) -> bool:
    if isinstance(fact.value, Absence):
        return fact.value.start <= at < fact.value.end
    if isinstance(fact.value, Pattern) and len(alike) > 1:
        # A pattern that was changed from a day on stands in pieces of one key.
        alone = replace(rota, patterns=(fact.value,))
        planned_so = planned.between(alone, at, at + _INSTANT)
        return any(
            each.source == place.by[0] and each.tier is place.duty.tier for each in planned_so
        )
    return True
