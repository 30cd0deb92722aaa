"""What clinical systems send and read, as the OpenAPI document tells it. What is sent is read by
`rules/raised.py` and `rules/said_by_system.py`, which list every fault at once."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.kinds import (
    Acknowledgement,
    AlertWord,
    Channel,
    QueryState,
    Urgency,
)
from advice_line.rules.record import SafetyFlag
from advice_line.written_kinds import AdviceKind, DelayReason, WouldHaveDone


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class File(_Shape):
    name: str = Field(min_length=1, max_length=200)
    content: str = Field(
        description="base64 of a JPEG, PNG, PDF or DICOM file of at most 10 MB",
        json_schema_extra={"contentEncoding": "base64"},
    )


class Raise(_Shape):
    """A question. About a patient: their name, and date of birth or number, or why neither is
    known; or `general_question`."""

    line: str | None = Field(None, description="its key; may be left out where there is one line")
    requester_name: str = Field(min_length=1, max_length=200)
    requester_role: str | None = Field(None, max_length=200)
    registration: str | None = Field(
        None,
        max_length=200,
        description="the asker's number at the GMC, NMC, HCPC, GPhC or GDC, after the register's "
        'name: "GMC 9990001"',
    )
    supervising_gp: str | None = Field(None, max_length=200)
    email: str | None = Field(
        None, description="where the asker reads mail; one that is not of the practice is not used"
    )
    call_back_number: str | None = Field(None, description="where the asker can be rung")
    general_question: bool | None = Field(None, description="true: it is about no patient")
    patient_name: str | None = Field(None, max_length=200)
    date_of_birth: str | None = Field(None, description="2026-12-31, or as people write it")
    nhs_number: str | None = Field(None, description="NHS, CHI or H&C number")
    number_missing_reason: str | None = Field(None, max_length=200)
    question: str = Field(min_length=1, max_length=10_000)
    would_have_done: WouldHaveDone | None = None
    would_have_done_note: str | None = Field(None, max_length=2_000)
    urgency_asked: Urgency
    booking_reference: str | None = Field(
        None, description="of the e-RS booking that it belongs to (UBRN): 12 digits in any grouping"
    )
    pregnancy: SafetyFlag | None = None
    egfr: SafetyFlag | None = None
    mri_implant: SafetyFlag | None = None
    contrast_allergy: SafetyFlag | None = None
    attachments: list[File] | None = Field(None, max_length=10)


class Words(_Shape):
    words: str = Field(min_length=1, max_length=8_000)


class Acknowledge(_Shape):
    """What a clinician says of a letter; `reason` of one who cannot act."""

    name: str = Field(min_length=1, max_length=90)
    role: str = Field(min_length=1, max_length=90)
    acknowledgement: Literal["clinician_will_act", "cannot_act"]
    reason: str | None = Field(None, max_length=2_000)


class Raised(_Shape):
    schema_name: Literal["raised/1"] = Field(alias="schema")
    reference: str
    line: str
    state: QueryState
    received_at: AwareDatetime
    read_from: AwareDatetime | None = Field(
        description="when somebody reads it; null: no opening of the line is planned"
    )
    answer_due_at: AwareDatetime
    out_of_hours: str | None = Field(
        description="whom to ring where it cannot wait: it is due after the line has closed"
    )
    emergencies: str


class _Summary(_Shape):
    reference: str
    line: str
    channel: Channel
    state: QueryState
    version: int = Field(description="grows with each change of state")
    received_at: AwareDatetime


class Kept(_Summary):
    schema_name: Literal["kept/1"] = Field(alias="schema")


class OwnSummary(_Summary):
    pass


class OwnUrgency(_Shape):
    asked: Urgency | None
    set: AlertWord | None


class OwnDelay(_Shape):
    due_at: AwareDatetime
    reason: DelayReason


class OwnAskedBack(_Shape):
    id: str
    asked_at: AwareDatetime
    due_at: AwareDatetime
    words: str | None = Field(description="null where it was asked otherwise than by this API")


class OwnLetter(_Shape):
    """Each fact by itself: what was fetched need not have been opened, nor received."""

    version: int
    kind: AdviceKind
    signed_at: AwareDatetime
    sent_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    opened_at: AwareDatetime | None
    fetched_at: AwareDatetime | None = Field(description="by a system of the practice")
    acknowledged_at: AwareDatetime | None
    acknowledged_as: Acknowledgement | None


class OwnQuery(_Summary):
    """A query of the organisation whose key was sent."""

    schema_name: Literal["own-query/1"] = Field(alias="schema")
    urgency: OwnUrgency
    with_role: str | None = Field(alias="with", description="what whoever has it is by profession")
    booking_reference: str | None = Field(
        description="12 digits, as the system gave it; null where it was asked otherwise"
    )
    answer_due_at: AwareDatetime | None
    delay: OwnDelay | None
    asked_back: OwnAskedBack | None
    letters: list[OwnLetter]


class OwnQueries(_Shape):
    """Those of which anything changed, the longest ago first."""

    schema_name: Literal["own-queries/1"] = Field(alias="schema")
    queries: list[OwnSummary]
    more: bool = Field(description="there is more now: ask again at once")
    next: str = Field(description="send it as `since`")


class Fault(_Shape):
    pointer: str = Field(description="a JSON pointer into what was sent, or a parameter's name")
    detail: str


class ProblemDetails(_Shape):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []
