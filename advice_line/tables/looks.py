"""Looks by somebody who may not see a query as a rule, with a reason, for a short time."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class GlassLook(SQLModel, table=True):
    """`until` is when the query shows itself no more; `seen_at` when a lead, or somebody who keeps
    the service's information, said that they know of it."""

    __tablename__ = "glass_looks"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    person_id: int = Field(foreign_key="responders.id", index=True)
    sealed_reason: str | None = sealed()
    opened_at: datetime = instant(index=True)
    until: datetime = instant()
    seen_at: datetime | None = maybe_instant()
    seen_by_id: int | None = Field(default=None, foreign_key="responders.id")
