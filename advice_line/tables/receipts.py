"""What people say of a letter, beside the newest word, which stands on the version itself."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, public_id, sealed


class EarlierWord(SQLModel, table=True):
    """An acknowledgement in whose place another has come since: "filed", or "nobody can act", where
    somebody said later that a clinician will act. Both stay facts."""

    __tablename__ = "earlier_words"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    advice_id: int = Field(foreign_key="advice.id", index=True)
    at: datetime = instant()
    said: str
    sealed_name: str | None = sealed()


class HelpfulTap(SQLModel, table=True):
    """The tap of one of the two who may read a version: who asked (`of_asker`), or the practice.
    The last one counts, and changes nothing else."""

    __tablename__ = "helpful_taps"
    __table_args__ = (UniqueConstraint("advice_id", "of_asker"),)

    id: int | None = Field(default=None, primary_key=True)
    advice_id: int = Field(foreign_key="advice.id", index=True)
    of_asker: bool
    yes: bool
    at: datetime = instant()
