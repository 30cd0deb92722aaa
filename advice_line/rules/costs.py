"""What a line costs, as its site gives it in the setup file, each from a day on: an hour of whoever
is on duty, and running it for a year. Pounds; what is not given is not known, and never nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Cost:
    """`since` is a local day; `hour` and `year` are pounds, None where not given."""

    since: date
    hour: float | None = None
    year: float | None = None


@dataclass(frozen=True)
class Stretch:
    """From `first` until before `after` one cost was given, or none."""

    first: date
    after: date
    cost: Cost | None

    @property
    def days(self) -> int:
        return (self.after - self.first).days


def read(kept: Iterable[Mapping[str, Any]]) -> tuple[Cost, ...]:
    """As they are kept with the line; the earliest first."""
    found = (Cost(date.fromisoformat(e["from"]), e.get("hour"), e.get("year")) for e in kept)
    return tuple(sorted(found, key=lambda each: each.since))


def stretches(costs: Iterable[Cost], first: date, after: date) -> Iterator[Stretch]:
    """What was given on each day from `first` until before `after`."""
    given = list(costs)
    known = [each for each in given if first < each.since < after]
    bounds = [first, *(each.since for each in known), after]
    for begin, end in pairwise(bounds):
        before = [each for each in given if each.since <= begin]
        yield Stretch(begin, end, before[-1] if before else None)
