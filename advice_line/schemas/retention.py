"""What goes by its retention class, and the receipt of what went, as JSON."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.data_kinds import Cause, Kept


class Going(BaseModel):
    """How many of one class are deleted until `by` as things stand, and for how many `days` they
    are kept from when their time begins; `held` have had their time and stay, for a legal hold.
    `in_mailbox` lie in the helpline's mailbox too and go there as well; null of other classes.
    `line` is null for what belongs to no line."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    shape: Literal["retention/1"] = Field(default="retention/1", alias="schema")
    line: str | None
    kept: Kept = Field(alias="class")
    count: int
    held: int
    in_mailbox: int | None = None
    days: int
    by: AwareDatetime


class Batch(BaseModel):
    """What went in one transaction. `marks` are keyed hashes of the names of what went."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    at: AwareDatetime
    line: str | None
    kept: str = Field(alias="class")
    rule: str
    count: int
    oldest: AwareDatetime
    newest: AwareDatetime
    marks: list[str]


class Receipt(BaseModel):
    """`good` says whether it is as it was when it was closed, by its signature and the trail; null
    while it is open."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    shape: Literal["deletion-receipt/1"] = Field(default="deletion-receipt/1", alias="schema")
    receipt: str
    cause: Cause
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    objects: int
    digest: str | None
    signature: str | None
    good: bool | None
    batches: list[Batch]
