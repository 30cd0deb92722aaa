"""Who is on which tier from when to when, with everything that goes before a pattern applied.

Precedence: closed day, take-over, swap, absence, cover, pattern. It is laid on from below:

- **Planned** is what patterns and covers say; a cover goes before a pattern.
- A **swap** moves duty from the giver to the taker, wherever the giver would be on. That the giver
  is away does not matter: a swap goes before an absence.
- An **absence** takes its person off, also the taker of a swap and people of covers. Their place
  stays empty: nobody falls into it silently.
- A **take-over** comes last: the taker has the place of the one they took over from, be that one
  away or not, or the whole tier; and is on although they are away themselves.
- On a **closed day** none of it gives duty. A night that began the day before is worked to its end.

Swaps and take-overs are applied in the order in which they were agreed. Whoever is on a tier
already is not put on it twice: what they are given there meanwhile falls to nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from rota import planned
from rota.stretches import Stretch, common, touch, without
from rota.values import Absence, Duty, LineRota, Swap, TakeOver, Tier

C = TypeVar("C", bound=Swap | TakeOver | Absence)


@dataclass(frozen=True, slots=True)
class Place:
    """A duty on its way to being one. `by` are the sources that made it so, from the lowest on;
    whoever has it may be `away`, by the last of them: then nobody has it until it is taken over."""

    duty: Duty
    by: tuple[str, ...]
    away: bool = False

    @property
    def stretch(self) -> Stretch:
        return self.duty.start, self.duty.end

    def parts(self, stretches: Iterable[Stretch]) -> list["Place"]:
        pieces = list(stretches)
        if pieces == [self.stretch]:
            return [self]
        return [replace(self, duty=replace(self.duty, start=a, end=b)) for a, b in pieces]

    def given(self, person_ref: str, source: str, part: Stretch) -> "Place":
        supervisor = None if self.duty.supervisor == person_ref else self.duty.supervisor
        duty = Duty(self.duty.tier, person_ref, source, *part, supervisor)
        return Place(duty, (*self.by, source))

    def without(self, absences: Sequence[Absence]) -> Iterator["Place"]:
        present = without(self.stretch, map(_stretch, absences))
        yield from self.parts(present)
        for each in self.parts(without(self.stretch, present)):
            by = [f"absence:{absence.key}" for absence in _touching(absences, each.stretch)]
            yield replace(each, by=(*self.by, *by), away=True)


def between(rota: LineRota, start: datetime, end: datetime) -> Iterator[Duty]:
    """Every duty that touches the span, uncut by it."""
    return (each.duty for each in places(rota, start, end) if not each.away)


def places(rota: LineRota, start: datetime, end: datetime) -> Iterator[Place]:
    """The same, and the duties of those who are away."""
    span = start, end
    duties = list(planned.between(rota, start, end))
    for tier in Tier:
        there = _Tier(rota, tier)
        changed = there.changed(*there.around(span, duties))
        yield from (each for each in changed if touch(each.stretch, span))


class _Tier:
    """One tier of the rota, and what was agreed upon it."""

    def __init__(self, rota: LineRota, tier: Tier) -> None:
        self._rota, self._tier = rota, tier
        self._swaps = [each for each in rota.swaps if each.tier is tier]
        self._take_overs = [each for each in rota.take_overs if each.tier is tier]

    def around(self, span: Stretch, duties: Iterable[Duty]) -> tuple[list[Place], Stretch]:
        """What is planned in the span, and so far beyond it as it decides what is on in it: where
        a duty that reaches out of the span is given away, who else is there matters. And how far
        that is."""
        reach, there = span, self._mine(duties)
        while (further := self._reach(reach, there)) != reach:
            reach, there = further, self._mine(planned.between(self._rota, *further))
        return there, reach

    def changed(self, places: list[Place], span: Stretch) -> list[Place]:
        near = _hull([span, *(each.stretch for each in places)])
        for swap in _touching(self._swaps, near):
            moved = [_stretch(swap)]
            places = _moved(places, swap.giver, swap.taker, f"swap:{swap.key}", moved)
        places = _without_absent(places, _touching(self._rota.absences, near))
        closed = planned.closed_days(self._rota)
        for take_over in _touching(self._take_overs, near):
            places = _taken_over(places, take_over, without(_stretch(take_over), closed))
        return places

    def _mine(self, duties: Iterable[Duty]) -> list[Place]:
        return [Place(each, (each.source,)) for each in duties if each.tier is self._tier]

    def _reach(self, span: Stretch, places: Sequence[Place]) -> Stretch:
        taken = [_stretch(each) for each in _touching(self._take_overs, span)]
        cut = [*(each.stretch for each in places), *taken]
        near = _hull([span, *cut])
        changes: list[Swap | TakeOver] = [*self._swaps, *self._take_overs]
        agreed = [_stretch(each) for each in _touching(changes, near)]
        met = [common(one, other) for one in cut for other in agreed if touch(one, other)]
        return _hull([span, *met])


def _moved(
    places: list[Place], giver: str, taker: str, source: str, stretches: Sequence[Stretch]
) -> list[Place]:
    there = [
        each.stretch for each in places if each.duty.person_ref == taker != giver and not each.away
    ]
    left: list[Place] = []
    for place in places:
        if place.duty.person_ref != giver:
            left.append(place)
            continue
        left.extend(place.parts(without(place.stretch, stretches)))
        for part in _common(place.stretch, stretches):
            for given in without(part, there):
                left.append(place.given(taker, source, given))
                there.append(given)
    return left


def _without_absent(places: list[Place], absences: Iterable[Absence]) -> list[Place]:
    by_person: dict[str, list[Absence]] = {}
    for each in absences:
        by_person.setdefault(each.person_ref, []).append(each)
    return [
        part for place in places for part in place.without(by_person.get(place.duty.person_ref, ()))
    ]


def _taken_over(
    places: list[Place], take_over: TakeOver, stretches: Sequence[Stretch]
) -> list[Place]:
    source = f"take_over:{take_over.key}"
    if take_over.instead_of is not None:
        return _moved(places, take_over.instead_of, take_over.taker, source, stretches)
    left = [part for each in places for part in each.parts(without(each.stretch, stretches))]
    for stretch in stretches:
        for part, supervisor in _supervised(places, stretch):
            mine = None if supervisor == take_over.taker else supervisor
            duty = Duty(take_over.tier, take_over.taker, source, *part, mine)
            left.append(Place(duty, (source,)))
    return left


def _supervised(places: list[Place], whole: Stretch) -> Iterator[tuple[Stretch, str | None]]:
    """The stretch, cut where another radiologist supervises whoever is planned."""
    named = [each for each in places if each.duty.supervisor and touch(each.stretch, whole)]
    met = [common(each.stretch, whole) for each in named]
    cuts = sorted({instant for stretch in (whole, *met) for instant in stretch})
    since, held = whole[0], _supervisor(named, whole[0])
    for cut in cuts[1:-1]:
        if (now := _supervisor(named, cut)) != held:
            yield (since, cut), held
            since, held = cut, now
    yield (since, whole[1]), held


def _supervisor(named: Iterable[Place], at: datetime) -> str | None:
    there = (each.duty for each in named if each.duty.start <= at < each.duty.end)
    return next((each.supervisor for each in there), None)


def _stretch(change: Swap | TakeOver | Absence) -> Stretch:
    return change.start, change.end


def _touching(changes: Iterable[C], span: Stretch) -> list[C]:
    return [each for each in changes if touch(_stretch(each), span)]


def _common(whole: Stretch, stretches: Iterable[Stretch]) -> list[Stretch]:
    return [common(whole, each) for each in stretches if touch(whole, each)]


def _hull(stretches: Sequence[Stretch]) -> Stretch:
    return min(each[0] for each in stretches), max(each[1] for each in stretches)
