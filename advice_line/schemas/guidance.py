"""A page of guidance as JSON; the values are made by `directory/guidance/portable.py`."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from advice_line.guidance_kinds import Audience, GuidanceState


class GuidancePage(BaseModel):
    """What is said of a page, without its words."""

    model_config = ConfigDict(extra="forbid")

    key: str
    title: str
    state: GuidanceState
    line: str | None = Field(description="null: of every line")
    owner: str | None = Field(description="null: nobody who is known here by a key")
    review_on: date
    overdue: bool
    audience: Audience | None = Field(description="null: as GUIDANCE_AUDIENCE says")
    version: int = Field(description="the published one; 0: none, or it lies elsewhere")
    newest: int
    address: str | None = Field(description="where it lies elsewhere")


class Brought(BaseModel):
    """What became of one file of `guidance import`."""

    model_config = ConfigDict(extra="forbid")

    key: str
    done: str = Field(description="added, updated or unchanged")
