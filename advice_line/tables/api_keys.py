"""What a clinical system brings with each request, and what it has fetched."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id


class ApiKey(SQLModel, table=True):
    """A key of one organisation. The key itself is nowhere: `mark` is a keyed hash of it. `name` is
    what the key is for, as whoever made it wrote; `window_count` are the requests since
    `window_at`."""

    __tablename__ = "api_keys"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    name: str
    mark: str
    scopes: list[str] = json_list()
    made_at: datetime = instant()
    made_by: str
    expires_at: datetime = instant()
    last_used_at: datetime | None = maybe_instant()
    revoked_at: datetime | None = maybe_instant()
    revoked_by: str | None = None
    window_at: datetime | None = maybe_instant()
    window_count: int = 0


class LetterFetch(SQLModel, table=True):
    """A system has fetched a letter: not that anybody has read it."""

    __tablename__ = "letter_fetches"

    id: int | None = Field(default=None, primary_key=True)
    advice_id: int = Field(foreign_key="advice.id", index=True)
    key_id: int = Field(foreign_key="api_keys.id")
    at: datetime = instant()
    form: str
