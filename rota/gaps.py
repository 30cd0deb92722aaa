"""What is wrong with a rota over a span of time: holes, single points, double bookings, people who
work under supervision without it, and people who answer some things only."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby, pairwise

from rota.duty import Answers
from rota.stretches import Stretch, touch
from rota.values import Duty, Span, Tier


class Kind(StrEnum):
    UNMANNED = "unmanned"  # open, and nobody on tier 1
    SINGLE_POINT = "single_point"  # open, and no other person on any tier than the one on tier 1
    OVERLAP = "overlap"  # one tier, two sources
    DOUBLE_BOOKED = "double_booked"  # one person, two tiers or two sources
    NO_SUPERVISOR = "no_supervisor"  # open, and nobody is named who supervises them and is there
    NARROW_SCOPE = "narrow_scope"  # open, and all on every tier answer some things only


@dataclass(frozen=True, slots=True)
class Supervision:
    """Whoever is `advanced` works under one of the `radiologists`, whom their session names. `away`
    is when somebody is not there: then they supervise nobody."""

    advanced: frozenset[str]
    radiologists: frozenset[str]
    away: Mapping[str, Sequence[Stretch]] = field(default_factory=dict)

    def missing(self, duty: Duty, span: Span) -> bool:
        """The supervisor must not come or go within the span (`parts`)."""
        if duty.person_ref not in self.advanced:
            return False
        return duty.supervisor not in self.radiologists or bool(self._away(duty, span))

    def parts(self, span: Span) -> Iterator[Span]:
        """The span, cut where somebody's supervisor goes away or comes back."""
        cuts = {span.start, span.end}
        for duty in span.duties:
            if duty.person_ref in self.advanced:
                cuts.update(at for stretch in self._away(duty, span) for at in stretch)
        for since, until in pairwise(sorted(at for at in cuts if span.start <= at <= span.end)):
            yield replace(span, start=since, end=until)

    def _away(self, duty: Duty, span: Span) -> list[Stretch]:
        stretches = self.away.get(duty.supervisor or "", ())
        return [each for each in stretches if touch(each, (span.start, span.end))]


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
    narrow: Collection[str] = (),
) -> tuple[Finding, ...]:
    """In order of their start; one finding for as long as it goes on unchanged. Who is in `without`
    stands on the rota and does not count: they cannot be reached, or may not serve. Without
    `supervision` nobody is asked for a supervisor. Who is in `narrow` answers some things only."""
    found: list[Finding] = []
    going_on: dict[_What, Finding] = {}
    for span in _spans(timetable, (start, end), without, supervision):
        here = {_what(each): each for each in _of(span, supervision, narrow)}
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


def _spans(
    timetable: Answers,
    between: Stretch,
    without: Collection[str],
    supervision: Supervision | None,
) -> Iterator[Span]:
    for whole in timetable.timeline(*between):
        span = _without(whole, without)
        yield from (span,) if supervision is None else supervision.parts(span)


def _without(span: Span, people: Collection[str]) -> Span:
    if not people:
        return span
    counted = tuple(each for each in span.duties if each.person_ref not in people)
    return replace(span, duties=counted)


def _deserted(span: Span, without: Collection[str]) -> bool | None:
    """None where the line is closed, or somebody is on tier 1."""
    tiers = {each.tier for each in span.duties if each.person_ref not in without}
    return not tiers if span.open and Tier.FIRST not in tiers else None


def _of(span: Span, supervision: Supervision | None, narrow: Collection[str]) -> Iterator[Finding]:
    if span.open:
        yield from _thin(span)
        if span.duties and all(each.person_ref in narrow for each in span.duties):
            yield _finding(Kind.NARROW_SCOPE, span, None, [*span.duties])
        for each in span.duties:
            if supervision is not None and supervision.missing(each, span):
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
