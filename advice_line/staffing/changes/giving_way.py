"""One-off duty gives way to newer one-off duty of its tier: two at one time would put the people of
both on it."""

from collections.abc import Iterator, Sequence

from rota import swaps
from rota.changing import Changing
from rota.facts import Kind
from rota.stretches import touch
from rota.values import Cover


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
    for cover in covers:
        for other in standing:
            if other.key not in keys and _meets(cover, other):
                yield cover, other


def around(cover: Cover, others: Sequence[Cover]) -> list[Cover]:
    """What is left of a cover that gives way to all of these."""
    left = [cover]
    for other in others:
        if _meets(cover, other):
            left = [part for each in left for part in _without(each, other)]
    return left


def _cut_down(
    covers: Sequence[Cover], standing: Sequence[Cover]
) -> Iterator[tuple[Cover, list[Cover]]]:
    keys = {each.key for each in covers}
    for other in standing:
        if other.key not in keys and any(_meets(each, other) for each in covers):
            yield other, around(other, covers)


def _without(whole: Cover, taken: Cover) -> list[Cover]:
    """A later part keeps its origin in its key: a calendar must know its own again."""
    if not _meets(whole, taken):
        return [whole]
    later = f"{whole.key}-{taken.end:%Y%m%dT%H%M%SZ}"
    return list(swaps.cut(whole, taken.start, taken.end, later))


def _meets(cover: Cover, other: Cover) -> bool:
    times = (cover.start, cover.end), (other.start, other.end)
    return cover.tier is other.tier and touch(*times)
