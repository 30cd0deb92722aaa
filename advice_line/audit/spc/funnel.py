"""A funnel plot: shares of many places at one time, each judged by how many it is a share of.

It ranks nobody: most places differ by chance alone, and the small ones most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.audit.spc.p_chart import around
from advice_line.audit.spc.points import Limits, Nature
from advice_line.audit_kinds import Better

# Around the mean of one place alone there is nothing to see.
FEWEST_SPOTS = 2


@dataclass(frozen=True)
class Spot:
    """`count` of `size`, which is not 0, were so; `label` where it may be named. `mark` stands at
    its dot in place of its name, which is long where there are many."""

    count: int
    size: int
    label: str | None = None
    mark: str | None = None


@dataclass(frozen=True)
class Placed:
    """`beyond` is how many standard deviations' limit it lies outside of: 0, 2 or 3."""

    spot: Spot
    share: float
    beyond: int
    high: bool
    nature: Nature


@dataclass(frozen=True)
class Funnel:
    """`mean` is None where there are too few places; then none is beyond anything."""

    placed: tuple[Placed, ...]
    mean: float | None
    better: Better
    target: float | None


def funnel(spots: Sequence[Spot], *, better: Better, target: float | None = None) -> Funnel:
    """One beyond three standard deviations is a special cause. Beyond two is no more than a place
    to look at: of a hundred that do not differ, five lie there."""
    enough = len(spots) >= FEWEST_SPOTS
    total = sum(each.size for each in spots)
    mean = sum(each.count for each in spots) / total if enough else None
    placed = tuple(_placed(each, mean, better) for each in spots)
    return Funnel(placed, mean, better, target)


def _placed(spot: Spot, mean: float | None, better: Better) -> Placed:
    share = spot.count / spot.size
    if mean is None:
        return Placed(spot, share, 0, high=False, nature=Nature.COMMON)
    beyond, high = _beyond(share, around(mean, spot.size)), share > mean
    if beyond < 3:
        return Placed(spot, share, beyond, high, Nature.COMMON)
    if better is Better.NEITHER:
        return Placed(spot, share, beyond, high, Nature.NEITHER)
    good = high == (better is Better.HIGHER)
    return Placed(spot, share, beyond, high, Nature.IMPROVEMENT if good else Nature.CONCERN)


def _beyond(share: float, limits: Limits) -> int:
    exact = 1e-9
    if not limits.lower - exact <= share <= limits.upper + exact:
        return 3
    return 0 if limits.near_lower - exact <= share <= limits.near_upper + exact else 2
