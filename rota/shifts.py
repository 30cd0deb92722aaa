"""A timeline as shifts: one for each stretch that one person has one tier by one source."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from rota.values import Duty, Span, Tier


@dataclass(frozen=True, slots=True)
class Shift:
    """As it is on the rota, from its session's start to its end. Two sessions in a row are two
    shifts, also where they have the same person. `number` tells those apart that differ in nothing
    but their end, as where a pattern names somebody twice at once."""

    tier: Tier
    person_ref: str
    source: str
    start: datetime
    end: datetime
    supervisor: str | None = None
    number: int = 0


_Face = tuple[Tier, str, str, datetime, int]


def of(spans: Iterable[Span]) -> tuple[Shift, ...]:
    """Those of a timeline without holes, in the order of their start. One that reaches beyond it is
    told whole, as its duty says it; one that a change cut short ends where it was cut."""
    done: list[Shift] = []
    going_on: dict[_Face, Shift] = {}
    last = None
    for span in spans:
        here = _in(span, going_on, first=last is None)
        done.extend(each for face, each in going_on.items() if face not in here)
        going_on, last = here, span
    if last is not None:
        done.extend(_beyond(going_on, last))
    return tuple(sorted(done, key=_order))


def _in(span: Span, going_on: dict[_Face, Shift], *, first: bool) -> dict[_Face, Shift]:
    here: dict[_Face, Shift] = {}
    for face, duty in _faces(span).items():
        known = going_on.get(face)
        began = duty.start if first else max(duty.start, span.start)
        start = known.start if known else began
        number = face[-1]
        here[face] = Shift(
            duty.tier, duty.person_ref, duty.source, start, span.end, duty.supervisor, number
        )
    return here


def _beyond(going_on: dict[_Face, Shift], last: Span) -> list[Shift]:
    duties = _faces(last)
    return [replace(each, end=max(each.end, duties[face].end)) for face, each in going_on.items()]


def _faces(span: Span) -> dict[_Face, Duty]:
    seen: Counter[tuple[Tier, str, str, datetime]] = Counter()
    faces: dict[_Face, Duty] = {}
    for duty in span.duties:
        what = (duty.tier, duty.person_ref, duty.source, duty.start)
        faces[*what, seen[what]] = duty
        seen[what] += 1
    return faces


def _order(shift: Shift) -> tuple[datetime, int, str, str, int]:
    return shift.start, shift.tier.rank, shift.person_ref, shift.source, shift.number
