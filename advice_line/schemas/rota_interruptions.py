"""What a stretch of duty has cost whoever is on it, as JSON."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Interruptions(BaseModel):
    """`minutes` are whole ones of ringing and talking, on every line that rings this person."""

    model_config = ConfigDict(extra="forbid")

    tier: Literal["1", "2", "lead"]
    person: str
    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    rings: int
    minutes: int
