"""Letters on their way into the hospital's own record."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, maybe_instant, public_id


class Filing(SQLModel, table=True):
    """One version of a letter, to be put in one place. Each fact is None until it happened:
    `put_at` is when all its files lay in the folder, `handed_at` when a mail server took the mail,
    and `taken_at` when the record system said that it has it. `failed_at` and `failure` are of the
    last try, None once one has got through. `public_id` is the name of its files.
    """

    __tablename__ = "filings"
    __table_args__ = (UniqueConstraint("advice_id", "place", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    advice_id: int = Field(foreign_key="advice.id", index=True)
    place: str
    edition: str
    made_at: datetime = instant()
    put_at: datetime | None = maybe_instant()
    handed_at: datetime | None = maybe_instant()
    taken_at: datetime | None = maybe_instant(index=True)
    failed_at: datetime | None = maybe_instant()
    failure: str | None = None
