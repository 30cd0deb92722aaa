"""One-off duty gives way to newer one-off duty of its tier: two at one time would put the people of
both on it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rota import swaps
from rota.changing import Changing
from rota.facts import Kind
from rota.stretches import touch
from rota.values import Cover, Tier


def make_room(
    change: Changing, line: str, covers: Sequence[Cover], standing: Sequence[Cover]
) -> None:
    """What stands is cut where it meets one of these; one of the same key is replaced by it."""
    for other, left in _cut_down(covers, standing):
        if other.key not in {each.key for each in left}:
            change.end(line, Kind.COVER, other.key)
        for each in left:
            change.put(line, each)


def with_room(covers: Sequence[Cover], standing: Sequence[Cover]) -> tuple[Cover, ...]:
    """All of them, as they would stand then."""
    cut = {other.key: left for other, left in _cut_down(covers, standing)}
    keys = {each.key for each in covers}
    kept = [part for each in standing if each.key not in keys for part in cut.get(each.key, [each])]
    return (*kept, *covers)


def met(covers: Sequence[Cover], standing: Sequence[Cover]) -> Iterator[tuple[Cover, Cover]]:
    """Each of the covers with what stands at its time and would give way to it."""
    keys = {each.key for each in covers}
    others = _ByTime(each for each in standing if each.key not in keys)
    for cover in covers:
        for other in others.met_by(cover):
            yield cover, other


def around(cover: Cover, others: Sequence[Cover]) -> list[Cover]:
    """What is left of a cover that gives way to all of these."""
    left = [cover]
    for other in others:
        left = [part for each in left for part in _without(each, other)]
    return left


class _ByTime:
    """Covers as they are looked for, of thousands without a look at each: by tier and time."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        self._of: dict[Tier, list[Cover]] = {tier: [] for tier in Tier}
        for cover in sorted(covers, key=lambda each: each.start):
            self._of[cover.tier].append(cover)
        # Until when all of them, up to each place, are over.
        self._over = {
            tier: [*accumulate((each.end for each in of), max)] for tier, of in self._of.items()
        }

    def met_by(self, cover: Cover) -> list[Cover]:
        """In order of their start."""
        of, over = self._of[cover.tier], self._over[cover.tier]
        last = bisect_left(of, cover.end, key=lambda each: each.start)
        first = bisect_right(over, cover.start, hi=last)
        return [each for each in of[first:last] if _meets(cover, each)]


def _cut_down(
    covers: Sequence[Cover], standing: Sequence[Cover]
) -> Iterator[tuple[Cover, list[Cover]]]:
    keys, there = {each.key for each in covers}, _ByTime(covers)
    for other in standing:
        met = [] if other.key in keys else there.met_by(other)
        if met:
            yield other, around(other, met)


def _without(whole: Cover, taken: Cover) -> list[Cover]:
    """A later part keeps its origin in its key: a calendar must know its own again."""
    if not _meets(whole, taken):
        return [whole]
    later = f"{whole.key}-{taken.end:%Y%m%dT%H%M%SZ}"
    return list(swaps.cut(whole, taken.start, taken.end, later))


def _meets(cover: Cover, other: Cover) -> bool:
    times = (cover.start, cover.end), (other.start, other.end)
    return cover.tier is other.tier and touch(*times)
