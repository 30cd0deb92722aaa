"""The rota as JSON; the values are made by `rota/rendering.py`."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.kinds import FindingKind, Mark


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Duty(_Shape):
    tier: Literal["1", "2", "lead"]
    person: str
    source: str = Field(description="pattern:KEY or cover:KEY")


class Span(_Shape):
    """A half-open span in UTC in which nothing changes."""

    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    open: bool
    reason: str | None = Field(
        description="Why the line is closed: hours, bank_holiday: … or closed_day: …"
    )
    duties: list[Duty]


class OnDuty(Span):
    """The span that holds `at`."""

    at: AwareDatetime
    next_change: AwareDatetime | None


class Telling(_Shape):
    mark: Mark
    at: AwareDatetime
    to: list[str]


class Gap(_Shape):
    """Something wrong with the rota for a while; `tier` is null where it concerns several."""

    kind: FindingKind
    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    tier: Literal["1", "2", "lead"] | None
    people: list[str]
    sources: list[str]
    other_line: str | None = Field(description="The second line of somebody first on for two")
    first_seen: AwareDatetime | None = Field(
        description="When the watch saw it first; null for what it has not seen"
    )
    told: list[Telling] = Field(description="At which marks who was told, in order of time")
