"""What somebody wrote beside figures: what happened on a day, and from which period a measure's
limits begin anew and why. Nothing is deleted: what was taken back says when and by whom."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id


class AuditNote(SQLModel, table=True):
    """It stands on every chart of the line whose stretch holds its `day`, a local one. `words` are
    of no patient."""

    __tablename__ = "audit_notes"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    day: date
    words: str
    made_at: datetime = instant()
    made_by: str
    made_name: str
    withdrawn_at: datetime | None = maybe_instant()
    withdrawn_by: str | None = None


class AuditRebase(SQLModel, table=True):
    """From the point that holds the first day of `period` on, limits of `measure` are reckoned
    anew, for `reason`."""

    __tablename__ = "audit_rebases"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    measure: str
    period: str
    reason: str
    made_at: datetime = instant()
    made_by: str
    made_name: str
    withdrawn_at: datetime | None = maybe_instant()
    withdrawn_by: str | None = None
