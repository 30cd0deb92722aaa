"""What is wrong with a rota over a span of time: holes, single points, double bookings, people who
work under supervision without it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from rota.duty import Answers
from rota.values import Duty, Span, Tier


class Kind(StrEnum):
    UNMANNED = "unmanned"  # open, and nobody on tier 1
    SINGLE_POINT = "single_point"  # open, and no other person on any tier than the one on tier 1
    OVERLAP = "overlap"  # one tier, two sources
    DOUBLE_BOOKED = "double_booked"  # one person, two tiers or two sources
    NO_SUPERVISOR = "no_supervisor"  # open, and their session names nobody who supervises them


@dataclass(frozen=True, slots=True)
class Supervision:
    """Whoever is `advanced` works under one of the `radiologists`, whom their session names."""

    advanced: frozenset[str]
    radiologists: frozenset[str]

    def missing(self, duty: Duty) -> bool:
        return duty.person_ref in self.advanced and duty.supervisor not in self.radiologists


@dataclass(frozen=True, slots=True)
class Finding:
    """`tier` is None where it concerns more than one; people and sources are in order of duty."""

    kind: Kind
    start: datetime
    end: datetime
    tier: Tier | None
    people: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """Open, and nobody on tier 1; `deserted` where nobody is on another tier either, so that
    whoever rings finds nobody."""

    start: datetime
    end: datetime
    deserted: bool


def find(
    timetable: Answers,
    start: datetime,
    end: datetime,
    *,
    without: Collection[str] = (),
    supervision: Supervision | None = None,
) -> tuple[Finding, ...]:
    """In order of their start; one finding for as long as it goes on unchanged. Who is in `without`
    stands on the rota and does not count: they cannot be reached, or may not serve. Without
    `supervision` nobody is asked for a supervisor."""
    found: list[Finding] = []
    going_on: dict[_What, Finding] = {}
    for whole in timetable.timeline(start, end):
        span = _without(whole, without)
        here = {_what(each): each for each in _of(span, supervision)}
        for what, each in here.items():
            if what in going_on:
                here[what] = replace(each, start=going_on[what].start)
        found.extend(each for what, each in going_on.items() if what not in here)
        going_on = here
    found.extend(going_on.values())
    return tuple(sorted(found, key=lambda each: (each.start, each.kind)))


def unmanned(
    timetable: Answers, start: datetime, end: datetime, *, without: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Only the holes: open, and nobody on tier 1."""
    found = find(timetable, start, end, without=without)
    return tuple(each for each in found if each.kind is Kind.UNMANNED)


def holes(
    timetable: Answers, start: datetime, end: datetime, *, without: Collection[str] = ()
) -> tuple[Hole, ...]:
    """As `unmanned`, told apart by whether others are on."""
    alike = groupby(timetable.timeline(start, end), key=lambda each: _deserted(each, without))
    found = ((deserted, list(spans)) for deserted, spans in alike)
    return tuple(
        Hole(spans[0].start, spans[-1].end, deserted)
        for deserted, spans in found
        if deserted is not None
    )


_What = tuple[Kind, Tier | None, tuple[str, ...], tuple[str, ...]]


def _what(found: Finding) -> _What:
    """All of it but when."""
    return found.kind, found.tier, found.people, found.sources


def _without(span: Span, people: Collection[str]) -> Span:
    if not people:
        return span
    counted = tuple(each for each in span.duties if each.person_ref not in people)
    return replace(span, duties=counted)


def _deserted(span: Span, without: Collection[str]) -> bool | None:
    """None where the line is closed, or somebody is on tier 1."""
    tiers = {each.tier for each in span.duties if each.person_ref not in without}
    return not tiers if span.open and Tier.FIRST not in tiers else None


def _of(span: Span, supervision: Supervision | None) -> Iterator[Finding]:
    if span.open:
        yield from _thin(span)
        for each in span.duties:
            if supervision is not None and supervision.missing(each):
                yield _finding(Kind.NO_SUPERVISOR, span, each.tier, [each])
    if len(span.duties) < 2:
        return
    for tier in Tier:
        duties = [each for each in span.duties if each.tier is tier]
        if len({(each.source, each.start, each.end) for each in duties}) > 1:
            yield _finding(Kind.OVERLAP, span, tier, duties)
    for person_ref in _distinct(each.person_ref for each in span.duties):
        duties = [each for each in span.duties if each.person_ref == person_ref]
        if len(duties) > 1:
            yield _finding(Kind.DOUBLE_BOOKED, span, None, duties)


def _thin(span: Span) -> Iterator[Finding]:
    first = [each for each in span.duties if each.tier is Tier.FIRST]
    if not first:
        yield _finding(Kind.UNMANNED, span, Tier.FIRST, [])
    elif len({each.person_ref for each in span.duties}) == 1:
        yield _finding(Kind.SINGLE_POINT, span, Tier.FIRST, first)


def _finding(kind: Kind, span: Span, tier: Tier | None, duties: list[Duty]) -> Finding:
    people = _distinct(each.person_ref for each in duties)
    sources = _distinct(each.source for each in duties)
    return Finding(kind, span.start, span.end, tier, people, sources)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
