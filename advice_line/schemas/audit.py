"""What `audit verify` prints: whether the trail fits, and each thing that is wrong with it."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.rules.trail_faults import TrailFault


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FaultFound(_Shape):
    kind: TrailFault
    position: int = Field(description="In the chain, which counts from 1")
    line: int | None = Field(description="The id of the line that stands there")
    says: str


class AuditVerified(_Shape):
    """`lines` are chained; `waiting` are not yet, which is no fault: the worker chains them."""

    fits: bool
    lines: int
    position: int
    link: str
    heads: int = Field(description="Those that were held against the trail")
    waiting: int
    waiting_since: AwareDatetime | None
    faults: list[FaultFound]
    more_faults: int = Field(description="Not looked into one by one")
