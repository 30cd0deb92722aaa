"""Words between a requester and the desk, and who may still be texted."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class Message(SQLModel, table=True):
    """`kind` is `incoming`, `outgoing` or `internal`; `notice` names the fixed words of an outgoing
    one, whose words are never stored. `media` counts attachments, which are not kept. `author_id`
    is who sent it from here, or typed what a caller said; `member_id` who of a practice wrote it
    for whoever asked, None where that was they themselves. `amends_id` is what it is written
    instead of, `withdrawn_at` when who wrote it took it back: both stay as they were."""

    __tablename__ = "messages"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    at: datetime = instant()
    kind: str
    channel: str
    author_id: int | None = Field(default=None, foreign_key="responders.id")
    member_id: int | None = Field(default=None, foreign_key="practice_members.id")
    external_id: str | None = Field(default=None, unique=True)
    notice: str | None = None
    media: int = 0
    amends_id: int | None = Field(default=None, foreign_key="messages.id")
    withdrawn_at: datetime | None = maybe_instant()
    sealed_words: str | None = sealed()


class TextSender(SQLModel, table=True):
    """One number that texted one line, as a keyed mark: when it asked for no more texts, and when
    it was last answered by itself, so that two machines do not answer each other for ever."""

    __tablename__ = "text_senders"

    line_id: int = Field(foreign_key="lines.id", primary_key=True)
    number_mark: str = Field(primary_key=True)
    stopped_at: datetime | None = maybe_instant()
    answered_at: datetime | None = maybe_instant()
