"""What may be told of durations: their middle and their longest tenth, where they are not few."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from advice_line.audit.disclosure.few import few, words


@dataclass(frozen=True)
class Spread:
    """`median` and `p90` are in the unit of what was given; `count` is None where it is few."""

    count: int | None
    median: float | None
    p90: float | None
    sentence: str

    @property
    def told(self) -> bool:
        return self.median is not None


def spread(median: float | None, p90: float | None, count: int, small: int) -> Spread:
    """Of figures that are reckoned already, of `count` durations."""
    if count == 0:
        return Spread(0, None, None, "nothing to count")
    if few(count, small):
        return Spread(None, None, None, f"of {words(small)}")
    return Spread(count, median, p90, f"of {count}")


def of(durations: Sequence[float], small: int) -> Spread:
    """The 90th centile by the nearest rank: the least that nine in ten do not exceed."""
    if not durations:
        return spread(None, None, 0, small)
    ordered = sorted(durations)
    nearest = ordered[ceil(0.9 * len(ordered)) - 1]
    return spread(median(ordered), nearest, len(ordered), small)
