"""The query and the arrivals, offers and deflections that belong to it."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from advice_line.call_kinds import DeflectionKind
from advice_line.tables.columns import (
    instant,
    json_list,
    maybe_instant,
    public_id,
    query_reference,
    sealed,
)


class Query(SQLModel, table=True):
    """One advice question. What a person said or wrote is in the sealed columns, as JSON:
    `sealed_requester`, `sealed_patient` and `sealed_question` hold the values of `rules/record`.
    `outside_scope` is the scope to which it belongs where a responder (`outside_scope_by_id`) has
    said that it is not theirs. `reply_channel` is by which way a written question is answered, and
    `sealed_reply_to` where: an email address or an account of the chat service. `emptied_at` is
    when what it held was deleted, by its retention class or an erasure: the row is still counted.
    `asked_from_id` is of which organisation it was until that became a part of another.
    """

    __tablename__ = "queries"
    __table_args__ = (Index("ix_queries_line_state", "line_id", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    reference: str = Field(default_factory=query_reference, unique=True)
    line_id: int = Field(foreign_key="lines.id")
    state: str = Field(index=True)
    version: int = 1
    channel: str
    received_at: datetime = instant(index=True)
    owner_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    late_entry: bool = False
    during_outage: bool = False
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id", index=True)
    asked_from_id: int | None = Field(default=None, foreign_key="organisations.id")
    identified_by: str
    verified: bool = False
    urgency_asked: str | None = None
    urgency_set: str | None = None
    deflected_to: str | None = None
    outside_scope: str | None = None
    outside_scope_by_id: int | None = Field(default=None, foreign_key="responders.id")
    general_question: bool | None = None
    requester_id: int | None = Field(default=None, foreign_key="requesters.id", index=True)
    reply_channel: str | None = None
    sealed_reply_to: str | None = sealed()
    sealed_call_back: str | None = sealed()
    sealed_requester: str | None = sealed()
    sealed_patient: str | None = sealed()
    sealed_question: str | None = sealed()
    patient_hash: str | None = Field(default=None, index=True)
    booking_hash: str | None = Field(default=None, index=True)
    closed_at: datetime | None = maybe_instant()
    closed_as: str | None = None
    sealed_closed_reason: str | None = sealed()
    emptied_at: datetime | None = maybe_instant(index=True)


class QueryLink(SQLModel, table=True):
    __tablename__ = "query_links"

    query_id: int = Field(foreign_key="queries.id", primary_key=True)
    other_id: int = Field(foreign_key="queries.id", primary_key=True)


class Contact(SQLModel, table=True):
    """One arrival, or one ring back of ours. `stage` is where in its call a caller is, `reason`
    what their key asked for. `look_at` is when a call whose end nobody told us is asked for at the
    carrier; `hunt_ends_at` is when a hunt turns into a promise, `offered_back_at` the call-back
    time that they were offered. `queued_at` is when they first had to wait for somebody to be free,
    `queue_round` counts what they were told while they did. `cut_off_at` is when they said that the
    talk broke off, `recorded_as` is the carrier's id of what is recorded of their call,
    `recording_paused_at` since when it is not to be. `doubted_at` is since when nobody can tell
    whether it still goes on (we were not there to hear its end, or the carrier cannot be asked),
    `heard_of_at` up to when it is then known to have.
    `sealed_address` is the email address or account that something written came from.
    `bridged_seconds` are those in which its caller could talk with somebody
    (`desk/phone/talk_time.py`)."""

    __tablename__ = "contacts"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    channel: str
    direction: str
    external_id: str = Field(unique=True)
    started_at: datetime = instant(index=True)
    ended_at: datetime | None = maybe_instant()
    ended: str | None = None
    stage: str | None = None
    reason: str | None = None
    bridged_seconds: int | None = None
    hunt_ends_at: datetime | None = maybe_instant()
    offered_back_at: datetime | None = maybe_instant()
    queued_at: datetime | None = maybe_instant()
    queue_round: int = 0
    look_at: datetime | None = maybe_instant(index=True)
    leg_over_at: datetime | None = maybe_instant()
    sealed_number: str | None = sealed()
    number_mark: str | None = Field(default=None, index=True)
    sealed_address: str | None = sealed()
    address_mark: str | None = Field(default=None, index=True)
    requester_id: int | None = Field(default=None, foreign_key="requesters.id")
    recording: str | None = None
    recording_seconds: int | None = None
    recorded_as: str | None = None
    recording_paused_at: datetime | None = maybe_instant()
    cut_off_at: datetime | None = maybe_instant()
    heard_of_at: datetime | None = maybe_instant()
    doubted_at: datetime | None = maybe_instant()


class Offer(SQLModel, table=True):
    """`contact_point_id` is the shared phone that was rung, None for the responder's own mobile.
    `read_out` are the responders who were named to somebody there who is not its holder.
    `accepted_at` is when its responder's key or claim made the query theirs, whatever it is now;
    `bridged_seconds` for how long the carrier joined the two by it.
    `rings_back_by` is the time that a responder gave instead of being joined;
    `of_question`: a phone was rung for something written, which is no call of its requester's.
    `left_to_colleague_at` is when they said in the talk that it is a colleague's and that they have
    advised nothing."""

    __tablename__ = "offers"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    tier: str
    face: str
    contact_point_id: int | None = Field(default=None, foreign_key="contact_points.id")
    of_question: bool = False
    read_out: list[int] = json_list()
    offered_at: datetime = instant()
    expires_at: datetime = instant()
    state: str = Field(index=True)
    settled_at: datetime | None = maybe_instant()
    accepted_at: datetime | None = maybe_instant()
    bridged_seconds: int | None = None
    rings_back_by: datetime | None = maybe_instant()
    left_to_colleague_at: datetime | None = maybe_instant()
    leg: str | None = None
    leg_state: str | None = None


class Deflection(SQLModel, table=True):
    """A caller for whom a desk was rung or something was said. `reason` is what they asked for, as
    it was called then; `missed` counts the questions that they did not answer. `heard_at` is when
    the carrier came back after the first words of an answer, `told_until` when the last of what was
    sent is over."""

    __tablename__ = "deflections"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    kind: str = DeflectionKind.DESK
    key: str
    reason: str
    missed: int = 0
    heard_at: datetime | None = maybe_instant()
    told_until: datetime | None = maybe_instant()
    rung_at: datetime = instant()
    state: str
    settled_at: datetime | None = maybe_instant()
    leg: str | None = None
    leg_state: str | None = None
