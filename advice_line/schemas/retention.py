"""What goes by its retention class as JSON: what `retention` prints."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Kept = Literal["message", "untyped_message", "recording", "mail", "rota_findings"]


class Going(BaseModel):
    """How many of one class are deleted until `by` as things stand, and for how many `days` they
    are kept from when their time begins. `line` is null for what belongs to no line."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    shape: Literal["retention/1"] = Field(default="retention/1", alias="schema")
    line: str | None
    kept: Kept = Field(alias="class")
    count: int
    days: int
    by: AwareDatetime
