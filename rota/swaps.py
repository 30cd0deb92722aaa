"""Whether there is a shift to give away: what a swap would move, absences and take-overs aside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from rota.comparing import joined
from rota.duty import Timetable
from rota.stretches import Stretch, touch
from rota.values import Absence, Cover, LineRota, Swap, Tier

A = TypeVar("A", bound=Absence | Cover)


def shift_of(
    rota: LineRota, tier: Tier, giver: str, start: datetime, end: datetime
) -> list[Stretch]:
    """When the giver would be on the tier within the stretch if they were not away and nobody had
    taken over: a swap moves duty whether or not its giver is away."""
    bare = replace(
        rota,
        absences=tuple(each for each in rota.absences if each.person_ref != giver),
        take_overs=(),
    )
    return on_tier(Timetable(bare), tier, giver, start, end)


def on_tier(
    timetable: Timetable, tier: Tier, person_ref: str, start: datetime, end: datetime
) -> list[Stretch]:
    """When they are on this tier within the stretch, with everything applied."""
    return joined(
        (span.start, span.end)
        for span in timetable.timeline(start, end)
        if any(each.tier is tier and each.person_ref == person_ref for each in span.duties)
    )


def stands(rota: LineRota, swap: Swap) -> bool:
    """Whether the swap moves any duty: its giver still has a shift that it takes from them."""
    place = rota.swaps.index(swap)
    earlier = replace(rota, swaps=rota.swaps[:place])
    return bool(shift_of(earlier, swap.tier, swap.giver, swap.start, swap.end))


def cut(whole: A, start: datetime, end: datetime, new_key: str) -> Iterator[A]:
    """What is left of it around the stretch; the later part has the new key."""
    if whole.start < start:
        yield replace(whole, end=min(whole.end, start))
    if whole.end > end:
        key = new_key if whole.start < start else whole.key
        yield replace(whole, key=key, start=max(whole.start, end))


def present(rota: LineRota, person_ref: str, start: datetime, end: datetime) -> LineRota:
    """The rota as if this person were not away in the stretch; the same one where they are not."""
    away = [
        each
        for each in rota.absences
        if each.person_ref == person_ref and touch((each.start, each.end), (start, end))
    ]
    if not away:
        return rota
    left = [part for each in away for part in cut(each, start, end, f"{each.key}-rest")]
    others = [each for each in rota.absences if each not in away]
    return replace(rota, absences=(*others, *left))
