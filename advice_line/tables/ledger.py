"""The ledger's own rows: what came in, what goes out, what is due, who did what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_dict, maybe_instant, public_id, sealed


class InboxEvent(SQLModel, table=True):
    """One event from outside; written first, so that a repeat is known. `answer` is the Script
    that was given, as JSON, so that a retry gets the same one."""

    __tablename__ = "inbox_events"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    external_id: str
    received_at: datetime = instant(index=True)
    answer: str | None = Field(default=None, sa_column=Column(Text, nullable=True))


class Outgoing(SQLModel, table=True):
    """One thing to be told, as ids; words and addresses are made when it is sent.

    `once` is unique: the same thing is never asked for twice, however often its cause is replayed.
    `unknown_ends` counts the attempts of which nobody knows whether the vendor acted on them.
    """

    __tablename__ = "outgoing"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    once: str = Field(unique=True)
    kind: str
    channel: str
    recipient: str
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="responders.id")
    subject_id: int | None = None
    made_at: datetime = instant()
    state: str = Field(index=True)
    attempts: int = 0
    unknown_ends: int = 0
    next_try_at: datetime | None = maybe_instant(index=True)
    first_tried_at: datetime | None = maybe_instant()
    claimed_by: str | None = None
    claimed_until: datetime | None = maybe_instant()
    external_id: str | None = Field(default=None, index=True)
    settled_at: datetime | None = maybe_instant(index=True)
    failure: str | None = None


class BundledNotice(SQLModel, table=True):
    """A notice that was not sent, for its requester had heard enough that day: it is in
    `bundle_id`, the one notice of the next morning."""

    __tablename__ = "bundled_notices"

    outgoing_id: int = Field(foreign_key="outgoing.id", primary_key=True)
    bundle_id: int = Field(foreign_key="outgoing.id", index=True)


class TrailEntry(SQLModel, table=True):
    """Append only. `actor` is `system`, `carrier`, `requester:…` or `responder:KEY`; `detail` holds
    ids and numbers, never words of a person. `chain` is filled in order by the sweep."""

    __tablename__ = "trail"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant(index=True)
    actor: str
    action: str = Field(index=True)
    query_id: int | None = Field(default=None, index=True)
    subject: str | None = Field(default=None, index=True)
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    chain_position: int | None = Field(default=None, unique=True)
    chain: str | None = None


class TrailHead(SQLModel, table=True):
    """How far the trail's chain went on a day, and which link stood there: `ledger/heads.py`.

    `put_at` is when it was written into the folder elsewhere, `failure` by a code why it was not;
    `sealed_to` is the address that it is mailed to."""

    __tablename__ = "trail_heads"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(unique=True)
    site: str
    made_at: datetime = instant()
    position: int
    link: str
    signature: str
    sealed_to: str | None = sealed()
    put_at: datetime | None = maybe_instant()
    failure: str | None = None


class DataKey(SQLModel, table=True):
    """A key that has sealed something here, and a known word sealed under it, by which another key
    with the same id is found out."""

    __tablename__ = "data_keys"

    key_id: str = Field(primary_key=True)
    known_word: str
    first_used_at: datetime = instant()


class SecretKey(SQLModel, table=True):
    """A SECRET_KEY that was used here, by its id; with the first of them the key by which hashes
    are looked up, which outlives it: `ledger/secret_keys.py`."""

    __tablename__ = "secret_keys"

    key_id: str = Field(primary_key=True)
    first_used_at: datetime = instant()
    sealed_look_up: str | None = sealed()


class CalendarJob(SQLModel, table=True):
    """`done` is how much it did when it last ran to its end."""

    __tablename__ = "calendar_jobs"

    name: str = Field(primary_key=True)
    next_due: datetime = instant(index=True)
    last_run_at: datetime | None = maybe_instant()
    done: int | None = None


class Heartbeat(SQLModel, table=True):
    """When each worker process last finished a pass, and when a server last said that it
    answers."""

    __tablename__ = "heartbeats"

    worker: str = Field(primary_key=True)
    at: datetime = instant()


class Deployment(SQLModel, table=True):
    """The one row that stamps this database as a rehearsal or as the real thing, for good."""

    __tablename__ = "deployment"

    id: int = Field(default=1, primary_key=True)
    rehearsal: bool
    stamped_at: datetime = instant()
    facts: dict[str, Any] = json_dict()
