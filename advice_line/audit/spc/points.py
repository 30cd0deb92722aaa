"""What a chart over time is made of, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from advice_line.audit_kinds import Better, ChartReading, Unit
from advice_line.errors import Invalid, Problem

# Of fewer, NHS England's "Making Data Count" draws no limits that anybody should act on.
FEWEST = 12


@dataclass(frozen=True)
class Point:
    """`value` is None where there is nothing, or where it is not told because it is small. Where
    all that is told is that it lies between two values, it is the least, and `most` the other."""

    label: str
    value: float | None
    most: float | None = None


@dataclass(frozen=True)
class Begin:
    """A phase with limits of its own begins with the point of that label; why, in somebody's
    words."""

    label: str
    reason: str


class Rule(StrEnum):
    """Why a point is no chance: NHS England's four."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    NEAR = "near"


class Nature(StrEnum):
    """What a point says; `NEITHER` is a special cause of a figure of which neither way is
    better."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEITHER = "neither"


class Variation(StrEnum):
    COMMON = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEITHER_HIGH = "neither_high"
    NEITHER_LOW = "neither_low"


class Assurance(StrEnum):
    HIT = "consistently_hit"
    HIT_AND_MISS = "hit_and_miss"
    FAILED = "consistently_failed"


@dataclass(frozen=True)
class Limits:
    """The mean, the process limits, and two thirds of the way to them. Where values lie between
    two, `mean` is of the least, `mean_most` of the most that they can be, and the limits are as
    wide as they can be."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    mean_most: float | None = None

    @property
    def highest_mean(self) -> float:
        return self.mean if self.mean_most is None else self.mean_most


@dataclass(frozen=True)
class Marked:
    """A point as it came out. `high` is whether it lies over the mean, None where it is a gap, on
    the mean, or of a phase without limits. `size` is the denominator of a share, where one was
    given; `most` as of `Point`."""

    label: str
    value: float | None
    limits: Limits | None
    rules: tuple[Rule, ...] = ()
    nature: Nature = Nature.COMMON
    high: bool | None = None
    size: int | None = None
    most: float | None = None


@dataclass(frozen=True)
class Phase:
    """From the point at `first` until before that at `after`; `why_no_limits` is a sentence where
    none are drawn."""

    first: int
    after: int
    begin: Begin | None
    why_no_limits: str | None


@dataclass(frozen=True)
class Chart:
    """`variation` and `assurance` are None where there is too little to tell, no target, or neither
    way is better."""

    points: tuple[Marked, ...]
    phases: tuple[Phase, ...]
    unit: Unit
    better: Better
    target: float | None
    variation: Variation | None
    assurance: Assurance | None
    reading: ChartReading | None  # None of a p-chart, which has no moving ranges

    @property
    def left_out(self) -> int:
        return sum(each.value is None for each in self.points)

    @property
    def bounded(self) -> int:
        """Of how many it is told between which values they lie, and no more."""
        return sum(each.most is not None for each in self.points)

    @property
    def last(self) -> Marked | None:
        """The newest that is told."""
        told = [each for each in self.points if each.value is not None]
        return told[-1] if told else None


def few_points(told: int) -> str:
    points = "1 point" if told == 1 else f"{told} points"
    return f"{points}, too few for limits: they need {FEWEST}."


def cut(labels: Sequence[str], begins: Sequence[Begin]) -> list[tuple[int, int, Begin | None]]:
    """The phases: from which point until before which. Raises `errors.Invalid` with a problem on
    `rebase` for a label that is none or comes twice, and a reason that is missing."""
    starts: dict[int, Begin] = {}
    for each in begins:
        if each.label not in labels:
            said = f'There is no point "{each.label}" from which limits could begin anew.'
            raise Invalid([Problem("rebase", said)])
        if not each.reason.strip():
            said = f"Say why the limits begin anew at {each.label}."
            raise Invalid([Problem("rebase", said)])
        place = labels.index(each.label)
        if place in starts:
            said = f"The limits begin anew at {each.label} twice. Name it once."
            raise Invalid([Problem("rebase", said)])
        starts[place] = each
    firsts = sorted({0, *starts})
    return [
        (first, after, starts.get(first))
        for first, after in zip(firsts, [*firsts[1:], len(labels)], strict=True)
    ]
