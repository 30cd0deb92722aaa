"""Pictures that came with a query and may be taught with its case: each made anew, and looked over
by two people for what is burned into it (H08)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class CasePicture(SQLModel, table=True):
    """`source` is the public id of the file it was made from. `sealed_words` is what it shows, for
    those who do not see it. It belongs to the query, and goes with what that holds: any picture may
    tell somebody. Its bytes are of one small enough to lie in one row."""

    __tablename__ = "case_pictures"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    source: str
    media_type: str
    offered_at: datetime = instant()
    offered_by_id: int = Field(foreign_key="responders.id")
    checked_at: datetime | None = maybe_instant()
    checked_by_id: int | None = Field(default=None, foreign_key="responders.id")
    sealed_words: str | None = sealed()
    sealed_bytes: str | None = sealed()
