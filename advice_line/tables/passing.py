"""What happens to a written question between its claim and its advice: asked back, passed on; and
the words for it that somebody has not sent yet."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class AskedBack(SQLModel, table=True):
    """What a requester was asked of their question: `message_id` are the words, `task_id` is their
    clock. `left_seconds` is how much open time the responder had left, which stands still until
    `answered_at`, or until they go on without an answer (`dropped_at`)."""

    __tablename__ = "asked_backs"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    message_id: int = Field(foreign_key="messages.id")
    task_id: int = Field(foreign_key="tasks.id")
    asked_by_id: int = Field(foreign_key="responders.id")
    asked_at: datetime = instant()
    left_seconds: int
    answered_at: datetime | None = maybe_instant()
    dropped_at: datetime | None = maybe_instant()


class PassOn(SQLModel, table=True):
    """A query that its owner (`from_id`) has offered to a colleague (`to_id`), or to whoever is on
    and in whose scope it is (None). It stays its owner's until somebody accepts; `act_at` is when
    the offer has run out."""

    __tablename__ = "pass_ons"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    from_id: int = Field(foreign_key="responders.id")
    to_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    reason: str
    sealed_words: str | None = sealed()
    made_at: datetime = instant()
    act_at: datetime | None = maybe_instant(index=True)
    state: str = Field(index=True)
    settled_at: datetime | None = maybe_instant()
    settled_by_id: int | None = Field(default=None, foreign_key="responders.id")


class UnsentWords(SQLModel, table=True):
    """What a responder has typed and not sent, of one kind (`written_kinds.Unsent`)."""

    __tablename__ = "unsent_words"

    query_id: int = Field(foreign_key="queries.id", primary_key=True)
    author_id: int = Field(foreign_key="responders.id", primary_key=True)
    kind: str = Field(primary_key=True)
    saved_at: datetime = instant()
    sealed_words: str | None = sealed()
