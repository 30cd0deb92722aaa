"""A case as JSON; the values are made by `education/case_json.py`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from advice_line.kinds import CaseState
from advice_line.rules.case_tags import CaseStatus
from advice_line.rules.outcomes import Outcome
from advice_line.tracer_kinds import Avoided, NotDoneReason, TracerOutcome, TracerSource


class Case(BaseModel):
    """Without identifiers; its texts are null until a second person has approved them."""

    model_config = ConfigDict(extra="forbid")

    reference: str
    line: str
    born_month: str = Field(description="of the call, such as 2026-11")
    state: CaseState
    nominated: bool
    organisation_kind: str | None
    topic: str | None
    modality: str | None
    question_type: str | None
    age_band: str | None = Field(
        description='such as "45-49" or "90+"; "40–59" where its text tells no five years'
    )
    guidelines: list[str] = Field(description='codes, such as "irefer:M05"')
    basis: str | None = Field(description="what the advice rests on: images, a report, or words")
    status: CaseStatus | None = Field(description="what its readers make of it")
    would_have_done: str | None = Field(description="without the advice, by who asked")
    outcome: Outcome | None = Field(description="what the advice changes; not what was done")
    traced: TracerOutcome | Literal["no_answer"] | None = Field(
        description="what came of it, by the last word; null: nobody was asked yet"
    )
    traced_reason: NotDoneReason | None
    traced_by: TracerSource | None
    avoided: Avoided | None
    question: str | None
    advice: str | None
    learning_point: str | None
