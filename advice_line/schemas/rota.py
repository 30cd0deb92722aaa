"""The rota as JSON; the values are made by `rota/rendering.py`."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.rota_kinds import FindingKind, Mark
from rota.facts import Kind


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Duty(_Shape):
    tier: Literal["1", "2", "lead"]
    person: str
    source: str = Field(description="pattern:KEY, cover:KEY, swap:KEY or take_over:KEY")


class Span(_Shape):
    """A half-open span in UTC in which nothing changes."""

    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    open: bool
    reason: str | None = Field(
        description="Why the line is closed: hours, bank_holiday: …, day_hours: …, closed_day: …"
        " or closure: …"
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


class Because(_Shape):
    """Something that is known of the rota, and the change that made it so."""

    kind: Kind
    key: str
    act: str = Field(description="What was done, such as absence.recorded")
    by: str = Field(description="Who did it: responder:KEY, or system for a command")
    agreed_by: str | None
    at: AwareDatetime
    reason: str | None


class Reason(Duty):
    """`why` is in the order of precedence, the lowest first."""

    why: list[Because]


class Then(_Shape):
    """Who was on at an instant and why, by the rota as it was known at `as_known_at`."""

    at: AwareDatetime
    as_known_at: AwareDatetime = Field(description="Never later than `at`")
    open: bool
    reason: str | None
    why: list[Because] = Field(description="What decides that the line is open or closed")
    duties: list[Reason]
    away: list[Reason] = Field(description="Who would be on and is away; nobody has their place")


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
