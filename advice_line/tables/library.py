"""What readers of the library keep for themselves: searches by which they look again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, public_id, sealed


class SavedSearch(SQLModel, table=True):
    """`sealed_search` is JSON of its name and of what is asked: whoever looks for something may
    type a name."""

    __tablename__ = "saved_searches"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    owner_id: int = Field(foreign_key="responders.id", index=True)
    sealed_search: str | None = sealed()
    made_at: datetime = instant()
