"""The JSON of what came of a query's advice, beside `schemas/query.py`."""

from datetime import date

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.tracer_kinds import (
    Avoided,
    NotDoneReason,
    TracerOutcome,
    TracerSource,
    TracerState,
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TracerAnswer(_Shape):
    id: str
    at: AwareDatetime
    source: TracerSource
    by: str | None = Field(description="who looked into the radiology system")
    outcome: TracerOutcome
    reason: NotDoneReason | None = Field(description="why it was not done")
    avoided: Avoided | None
    done_on: date | None = Field(description="the day that the radiology system has")


class Tracer(_Shape):
    """What came of the advice, asked of who had it."""

    id: str
    state: TracerState
    begun_at: AwareDatetime
    asked: int = Field(description="how many of the times at which it is asked are over")
    asked_at: AwareDatetime | None
    due_at: AwareDatetime | None = Field(description="its next step; null: there is none")
    unreached_at: AwareDatetime | None = Field(description="since when nobody can be asked")
    answers: list[TracerAnswer]
