"""Where letters were put for the hospital's own record, within a query's JSON."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.record_kinds import Edition, FilingPlace


class Filed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="the name of its files in the folder")
    version: int
    edition: Edition
    place: FilingPlace
    put_at: AwareDatetime | None = Field(description="when all of it lay in the folder")
    handed_at: AwareDatetime | None = Field(description="when a mail server had taken it")
    filed_at: AwareDatetime | None = Field(description="when the record system said that it has it")
    failed_at: AwareDatetime | None
    failure: str | None
