"""A sample of a month: at random within strata, as many of each as its part of the month, and the
same again from the same seed. Pure.

Strata with fewer queries than may be told are put together, so that what came of each can be told.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What small strata are put together as.
OTHERS = "others"


@dataclass(frozen=True)
class Unit:
    """One query of the frame: its id and the stratum it is of, such as "call:result"."""

    id: int
    stratum: str


@dataclass(frozen=True)
class Stratum:
    """`population` queries, of which `drawn` were drawn; `within` it are others that were too small
    on their own."""

    key: str
    population: int
    drawn: int
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """`drawn` is in random order: a place in it says nothing of a query."""

    strata: tuple[Stratum, ...]
    drawn: tuple[Unit, ...]


def draw(frame: Sequence[Unit], wanted: int, seed: str, small: int) -> Sample:
    """All of them where there are no more than `wanted`; `small` is SMALL_NUMBER."""
    homes = _homes(frame, small)
    by_stratum: dict[str, list[int]] = {}
    for unit in sorted(frame, key=lambda each: each.id):
        by_stratum.setdefault(homes[unit.stratum], []).append(unit.id)
    sizes = {key: len(ids) for key, ids in sorted(by_stratum.items())}
    parts = allocate(sizes, min(wanted, len(frame)))
    # Not for a secret: whoever has the seed and the month can draw it again.
    chance = random.Random(seed)  # nosec B311  # noqa: S311
    drawn = [
        Unit(each, key) for key in sizes for each in chance.sample(by_stratum[key], parts[key])
    ]
    chance.shuffle(drawn)
    within = {key: tuple(sorted(k for k, home in homes.items() if home == key)) for key in sizes}
    strata = [
        Stratum(key, sizes[key], parts[key], within[key] if within[key] != (key,) else ())
        for key in sizes
    ]
    return Sample(tuple(strata), tuple(drawn))


def allocate(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """In proportion, by the largest remainder; of equal ones the first by its name. `wanted` is no
    more than there are."""
    whole = sum(sizes.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    parts = {key: size * wanted // whole for key, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda key: (-(sizes[key] * wanted % whole), key))
    for key in by_remainder[: wanted - sum(parts.values())]:
        parts[key] += 1
    return parts


def _homes(frame: Sequence[Unit], small: int) -> dict[str, str]:
    """In which stratum each is counted: its own, or with others where it is too small."""
    sizes: dict[str, int] = {}
    for unit in frame:
        sizes[unit.stratum] = sizes.get(unit.stratum, 0) + 1
    few = [key for key, size in sizes.items() if size < small]
    homes = {key: OTHERS if key in few else key for key in sizes}
    large = [key for key in sizes if key not in few]
    if few and large and sum(sizes[key] for key in few) < small:
        nearest = min(large, key=lambda key: (sizes[key], key))
        homes |= dict.fromkeys([*few, nearest], OTHERS)
    return homes
