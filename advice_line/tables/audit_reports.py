"""Reports of the audit, kept as they were made: what one said then is what it says for ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_dict, maybe_instant, public_id


class AuditReport(SQLModel, table=True):
    """`content` is `audit/reports/content.Report`, which holds nothing that may not be told;
    `revision` counts from 1 what was made of one line and period. `words` are the lead's own and of
    no patient: the one part that may be written later."""

    __tablename__ = "audit_reports"
    __table_args__ = (UniqueConstraint("line_id", "period", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id")
    period: str
    revision: int
    content: dict[str, Any] = json_dict()
    made_at: datetime = instant()
    made_by: str
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    words_at: datetime | None = maybe_instant()
    words_by: str | None = None
