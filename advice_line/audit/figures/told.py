"""What may be told of a figure, as it is shown everywhere: on pages, in reports, in JSON."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from advice_line.audit.disclosure import partly_known, timeline
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit.measures.definition import Measure, Raw
from advice_line.audit.periods import Period


class State(StrEnum):
    """`AT_LEAST`: what was told within it; `BOUND`: of the value, or of a part of a
    whole that is told, a bound alone; `ENOUGH`: times
    that are not few, of which how many is not told; `NEARLY`: of all that it is about, the few of
    which it is not known taken for others; `NOT_GIVEN`: it hangs on what the site has not given."""

    TOLD = "told"
    BOUND = "bound"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    ENOUGH = "enough"
    FEW = "few"
    UNTOLD = "untold"
    NOTHING = "nothing"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True)
class Told:
    """`value` is in the unit of the measure (of times the median), `ninetieth` its 90th centile;
    `low` and `high` are what a bound leaves. `completeness` is between 0 and 1: how many of those
    that it is about it is known of, in words `known`; None where that would tell of few, or
    what else is withheld.
    `sentence` says the figure in words."""

    state: State
    sentence: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    ninetieth: float | None = None
    low: float | None = None
    high: float | None = None
    completeness: float | None = None
    known: str | None = None

    @property
    def suppressed(self) -> bool:
        """Whether anything of it is withheld because it is few, or another would be known by it."""
        return suppressed(self.state)

    @property
    def whole(self) -> bool:
        """Whether both numbers are told, so that others of the same may be."""
        return self.state in (State.TOLD, State.NOTHING)

    @property
    def least(self) -> float | None:
        """The value; of a share of which a bound alone is told, the least that it can be."""
        if self.state is not State.BOUND:
            return self.value
        return 0.0 if self.low is None and self.high is not None else self.low

    @property
    def most(self) -> float | None:
        """Where what is drawn is the least that it can be, the most."""
        if self.state is State.BOUND and self.least is not None:
            return 1.0 if self.high is None else self.high
        bound = self.state is State.NEARLY and self.value is not None
        return self.high if bound and self.high != self.value else None

    @property
    def of(self) -> int | None:
        """How many it is known of, where that is told."""
        return None if self.state is State.NEARLY else self.denominator

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(**(kept | {"state": State(kept["state"])}))


def suppressed(state: State) -> bool:
    return state not in (State.TOLD, State.NOTHING, State.NOT_GIVEN)


ALL_KNOWN = "all are known"


@dataclass(frozen=True)
class Complete:
    """How many it is known of, over all periods of one measure: told like any share, and no more
    where the figure's own number is withheld, which it would tell. Where all are known by
    definition (`shares` is None), that says nothing of anybody and is told of every period.
    `hidden` are periods in which another measure withholds how many it is about."""

    shares: Mapping[Period, Share] | None
    hidden: Collection[Period] = ()

    @classmethod
    def of(
        cls,
        measure: Measure,
        series: Mapping[Period, Raw],
        small: int,
        hidden: Collection[Period] = (),
    ) -> Self:
        if measure.all_known:
            return cls(None)
        parts = {period: (_known(raw), raw.eligible) for period, raw in series.items()}
        return cls(timeline.shares(parts, small), hidden)

    def exact(self, period: Period) -> bool:
        return self.shares is None or partly_known.exact(self.shares[period])

    def fields(self, period: Period, *, told: bool) -> dict[str, Any]:
        """As fields of `Told`; `told` is whether the figure's denominator is."""
        if self.shares is None:
            return {"completeness": 1.0, "known": ALL_KNOWN}
        found = self.shares[period]
        if period in self.hidden or not told:
            return {}
        if found.state is ShareState.TOLD:
            return {"completeness": found.value, "known": f"known {found.sentence}"}
        return {"known": "known of nearly all"} if partly_known.nearly(found) else {}


def _known(raw: Raw) -> int:
    return raw.denominator if raw.known is None else raw.known


def of_share(found: Share, complete: Mapping[str, Any]) -> Told:
    return Told(
        State(found.state),
        found.sentence,
        found.numerator,
        found.denominator,
        found.value,
        low=found.low,
        high=found.high,
        **complete,
    )
