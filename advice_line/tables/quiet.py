"""The stretches in which a responder is not rung for what can wait."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, public_id


class QuietWindow(SQLModel, table=True):
    """From `begins_at` until just before `ends_at`, which whoever ends it sooner moves to then."""

    __tablename__ = "quiet_windows"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    responder_id: int = Field(foreign_key="responders.id", index=True)
    begins_at: datetime = instant()
    ends_at: datetime = instant(index=True)
