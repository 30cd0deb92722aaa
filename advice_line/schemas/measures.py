"""What `audit measures` prints: the data dictionary of the audit."""

from pydantic import BaseModel, ConfigDict, Field

from advice_line.audit_kinds import Better, ClockKind, Dimension, Group, Unit


class Measure(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    group: Group
    name: str
    question: str
    numerator: str
    denominator: str
    exclusions: str
    clock: ClockKind
    unit: Unit
    source: str
    better: Better
    target: float | None = Field(description="In the unit of the value: 0.9 of a share is 90%")
    by: list[Dimension] = Field(description="By what it may be broken down, one at a time")
    version: int


class Reconciled(BaseModel):
    """`queries` were counted anew from their rows, `rest` have gone since and were not; `figures`
    that are kept were counted anew from the facts. `differ` names the first of what is `wrong`."""

    model_config = ConfigDict(extra="forbid")

    fits: bool
    queries: int
    rest: int
    figures: int
    queries_waiting: int = Field(description="Have changed since they were last counted")
    figures_waiting: int = Field(description="To be counted by the worker within the hour")
    wrong: int
    nightly: int = Field(
        description="Of what is wrong, figures that are counted anew each night, such as those of"
        " the rota: what came in today is in them by tomorrow"
    )
    differ: list[str]
