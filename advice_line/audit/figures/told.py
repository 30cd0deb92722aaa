"""What may be told of a figure, as it is shown everywhere: on pages, in reports, in JSON."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from advice_line.audit.disclosure.share import Share, ShareState, share
from advice_line.audit.measures.definition import Raw


class State(StrEnum):
    """`AT_LEAST`: what was told within it; `BOUND`: of the value a bound alone; `ENOUGH`: times
    that are not few, of which how many is not told."""

    TOLD = "told"
    BOUND = "bound"
    AT_LEAST = "at_least"
    ENOUGH = "enough"
    FEW = "few"
    UNTOLD = "untold"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Told:
    """`value` is in the unit of the measure (of times the median), `ninetieth` its 90th centile;
    `low` and `high` are what a bound leaves. `completeness` is between 0 and 1: how many of those
    that it is about it is known of, in words `known`; None where that would tell of few.
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
        return self.state not in (State.TOLD, State.NOTHING)

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(**(kept | {"state": State(kept["state"])}))


def completeness(raw: Raw, small: int) -> dict[str, Any]:
    """As fields of `Told`: guarded like any share, since with the number of all of them it tells
    how many are known."""
    known = raw.denominator if raw.known is None else raw.known
    found = share(known, raw.eligible, small)
    if found.state is ShareState.NOTHING:
        return {}
    whole = found.state is ShareState.TOLD
    return {"completeness": found.value if whole else None, "known": f"known {found.sentence}"}


def of_share(found: Share, raw: Raw, small: int) -> Told:
    states = {
        ShareState.TOLD: State.TOLD,
        ShareState.BOUND: State.BOUND,
        ShareState.FEW: State.FEW,
        ShareState.UNTOLD: State.UNTOLD,
        ShareState.NOTHING: State.NOTHING,
    }
    return Told(
        states[found.state],
        found.sentence,
        found.numerator,
        found.denominator,
        found.value,
        low=found.low,
        high=found.high,
        **completeness(raw, small),
    )
