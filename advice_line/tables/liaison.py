"""What is kept of liaison with practices (guide §3.3.2): visits and talks, and the sheets that were
sent to them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class LiaisonEntry(SQLModel, table=True):
    """`organisation_id` is None where it was with several at once. `action_by` is the day by which
    what was agreed is done, by `action_owner_id`; both None where nothing was."""

    __tablename__ = "liaison_entries"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id", index=True)
    kind: str
    on_day: date
    person_id: int = Field(foreign_key="responders.id")
    entered_at: datetime = instant()
    sealed_met: str | None = sealed()
    sealed_said: str | None = sealed()
    sealed_action: str | None = sealed()
    action_owner_id: int | None = Field(default=None, foreign_key="responders.id")
    action_by: date | None = None
    done_at: datetime | None = maybe_instant()
    done_by: str | None = None


class WelcomeSheet(SQLModel, table=True):
    """A sheet about a line that was put on its way to a practice."""

    __tablename__ = "welcome_sheets"

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="lines.id")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    sent_at: datetime = instant()
    sent_by: str
