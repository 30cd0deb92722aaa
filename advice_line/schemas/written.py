"""The JSON of what happened to a written question, beside `schemas/query.py`."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.written_kinds import DelayReason, DelayState, PassOnState, PassReason, Refused


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Attachment(_Shape):
    """A file that came with something written; its name is a person's word and stands nowhere."""

    id: str
    at: AwareDatetime
    media_type: str = Field(description="by its own first bytes")
    size: int
    refused: Refused | None = Field(description="why it was not kept")


class AskedBack(_Shape):
    id: str
    by: str | None
    asked_at: AwareDatetime
    left_seconds: int = Field(description="open time that the responder had left")
    answered_at: AwareDatetime | None
    dropped_at: AwareDatetime | None = Field(description="they went on without an answer")


class PassedOn(_Shape):
    id: str
    giver: str | None = Field(alias="from")
    to: str | None = Field(description="null: whoever was on and in whose scope it was")
    reason: PassReason
    offered_at: AwareDatetime
    state: PassOnState
    settled_at: AwareDatetime | None
    settled_by: str | None


class Delay(_Shape):
    """A later answer that its requester was promised."""

    id: str
    by: str | None
    made_at: AwareDatetime
    instead_of: AwareDatetime
    due_at: AwareDatetime
    reason: DelayReason
    state: DelayState
    settled_at: AwareDatetime | None
