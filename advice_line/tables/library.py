"""What readers of the library keep: searches by which they look again, and lists of cases."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
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


class ReadingList(SQLModel, table=True):
    """`line_id` is the line with whose readers it is shared, None while it is its owner's alone.
    `sealed_words` is JSON of its name and of what is said of it."""

    __tablename__ = "reading_lists"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    owner_id: int = Field(foreign_key="responders.id", index=True)
    line_id: int | None = Field(default=None, foreign_key="lines.id", index=True)
    sealed_words: str | None = sealed()
    made_at: datetime = instant()


class ReadingListCase(SQLModel, table=True):
    """A case on a list; `place` is where in its order."""

    __tablename__ = "reading_list_cases"
    __table_args__ = (UniqueConstraint("list_id", "case_id"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="reading_lists.id", ondelete="CASCADE")
    case_id: int = Field(foreign_key="cases.id", index=True)
    place: int
    sealed_note: str | None = sealed()
