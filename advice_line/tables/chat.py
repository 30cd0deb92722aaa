"""What we have shown in the chat, what came from it, and how far its own list was read."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, sealed


class ChatCard(SQLModel, table=True):
    """The card of one query. `message` is the chat's id of it, None until it is posted; `shown` is
    a mark of what it shows, None until it shows anything. `looked_version` is the query's when it
    was last compared, `look_at` when it is compared again whatever has changed (it turns late)."""

    __tablename__ = "chat_cards"

    query_id: int = Field(foreign_key="queries.id", primary_key=True)
    channel: str = Field(index=True)
    message: str | None = Field(default=None, index=True)
    shown: str | None = None
    shown_at: datetime | None = maybe_instant()
    looked_version: int = 0
    look_at: datetime | None = maybe_instant(index=True)


class AlertCard(SQLModel, table=True):
    """The card of one alert, as `ChatCard` is that of a query. `sent` counts the rows of the outbox
    that were to show it; `followed` until it shows that the alert is over."""

    __tablename__ = "alert_cards"

    alert_id: int = Field(foreign_key="alerts.id", primary_key=True)
    channel: str = Field(index=True)
    message: str | None = None
    shown: str | None = None
    shown_at: datetime | None = maybe_instant()
    sent: int = 0
    followed: bool = Field(default=True, index=True)


class ChatHomeShown(SQLModel, table=True):
    """Somebody's own page in the chat, which they have opened: a mark of what it shows, and when it
    is compared with what is true again."""

    __tablename__ = "chat_homes"

    responder_id: int = Field(foreign_key="responders.id", primary_key=True)
    shown: str | None = None
    look_at: datetime = instant(index=True)


class ChatEnvelope(SQLModel, table=True):
    """One event as it came, kept until it was handed on; what it said is wiped then."""

    __tablename__ = "chat_envelopes"

    key: str = Field(primary_key=True)
    received_at: datetime = instant()
    tries: int = 0
    again_at: datetime | None = maybe_instant(index=True)
    finished_at: datetime | None = maybe_instant()
    sealed_envelope: str | None = sealed()


class ChatReading(SQLModel, table=True):
    """Up to which instant the chat's own list was read; `place` is a channel, or "direct"."""

    __tablename__ = "chat_readings"

    place: str = Field(primary_key=True)
    read_until: datetime = instant()
    read_at: datetime = instant()
