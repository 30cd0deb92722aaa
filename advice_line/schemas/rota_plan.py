"""What `rota plan` prints; `what` says which shape a line has."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True, populate_by_name=True)


class Plan(_Shape):
    """The proposal as a whole; `id` is what `--show`, `--accept` and `--refuse` take."""

    what: Literal["proposal"] = "proposal"
    id: str
    line: str
    first_day: date
    last_day: date
    state: Literal["open", "accepted", "refused", "moved"]
    solver: Literal["greedy", "ortools"]
    filled: int


class NotProposed(_Shape):
    person: str
    name: str
    why: str


class PlannedSession(_Shape):
    """One open session; `person` is null where nobody can take it or somebody took the name out.
    `could` might take it too, `others` may not, `breaches` are against the one who was chosen."""

    what: Literal["session"] = "session"
    slot: str
    tier: Literal["1", "2", "lead"]
    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    unsocial: bool
    person: str | None
    name: str | None
    why: str
    could: list[str]
    others: list[NotProposed]
    edited: bool
    breaches: list[str]


class Share(_Shape):
    """One person's share of the days; `proposed` is what the proposal adds to `sessions`."""

    what: Literal["share"] = "share"
    person: str
    name: str
    sessions: int
    hours: float
    unsocial: int
    swaps_given: int
    swaps_taken: int
    days_away: int
    proposed: int


class Settled(_Shape):
    what: Literal["settled"] = "settled"
    id: str
    state: Literal["accepted", "refused"]
    notes: list[str]


class PlanLine(
    RootModel[Annotated[Plan | PlannedSession | Share | Settled, Field(discriminator="what")]]
):
    pass
