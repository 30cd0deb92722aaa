"""What was asked again and again though no page of guidance is about it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id


class GuidanceGap(SQLModel, table=True):
    """A subject of a line, suggested once however often it is found. `words` stand in each of the
    `cases` (references). `guidance_key` is the page that somebody began because of it; `reason` why
    none was."""

    __tablename__ = "guidance_gaps"
    __table_args__ = (UniqueConstraint("line_id", "topic", "modality"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    topic: str
    modality: str
    words: list[str] = json_list()
    cases: list[str] = json_list()
    found_at: datetime = instant()
    decided_at: datetime | None = maybe_instant()
    decided_by: str | None = None
    guidance_key: str | None = None
    reason: str | None = None
