"""Meetings: their series, their dates, what stands on their agendas, what was voted, said and
agreed there, and who came. No row holds a word of a case or of a query: items point to it. A case
is shown only while it is approved (H08), a query only at its case review and to who is named (H07).
"""

from datetime import date, datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, opaque, public_id, sealed


class MeetingSeries(SQLModel, table=True):
    """`weekday` counts from Monday, 0; `weeks` are `meeting_kinds.Week`s; `starts` and `ends` are
    what the clock on the wall of the line's zone shows, such as 12:30. `kind` is a
    `meeting_kinds.MeetingKind`."""

    __tablename__ = "meeting_series"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    kind: str = "education"
    name: str
    weekday: int
    weeks: list[str] = json_list()
    starts: str
    ends: str
    place: str
    link: str
    imaging_chair_id: int = Field(foreign_key="responders.id")
    primary_chair_id: int = Field(foreign_key="responders.id")
    made_at: datetime = instant()
    made_by: str
    ended_at: datetime | None = maybe_instant()


class Meeting(SQLModel, table=True):
    """`planned_on` is the day that its rhythm gave, by which it is planned once. `sequence` counts
    what its invitation must tell anew (RFC 5545 §3.8.7.4). `revision` counts every change of the
    agenda, so that two editors hear of each other; a chair's signature is of the revision they saw.
    Who signed is kept by name: a series may have other chairs since.
    `door_key` is in the address that those present open: random, and of this meeting alone. A case
    review that a chair ended early has `closed_at`: nothing is opened by it any more."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("series_id", "planned_on"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    series_id: int = Field(foreign_key="meeting_series.id", index=True)
    line_id: int = Field(foreign_key="lines.id", index=True)
    planned_on: date
    starts_at: datetime = instant(index=True)
    ends_at: datetime = instant()
    place: str
    link: str
    state: str
    sequence: int = 0
    revision: int = 0
    changed_by: str = ""
    door_key: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=26)
    imaging_signed: int | None = None
    imaging_signed_at: datetime | None = maybe_instant()
    imaging_signed_by: str | None = None
    primary_signed: int | None = None
    primary_signed_at: datetime | None = maybe_instant()
    primary_signed_by: str | None = None
    learned_at: datetime | None = maybe_instant()
    closed_at: datetime | None = maybe_instant()


class MeetingChange(SQLModel, table=True):
    """What became of a meeting's date. `reason` is what the chair wrote for those invited."""

    __tablename__ = "meeting_changes"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    at: datetime = instant()
    by: str
    what: str
    from_at: datetime | None = maybe_instant()
    to_at: datetime | None = maybe_instant()
    reason: str


class MeetingInvitee(SQLModel, table=True):
    """Somebody who was invited, once for each meeting: of the service, or of a practice."""

    __tablename__ = "meeting_invitees"
    __table_args__ = (
        UniqueConstraint("meeting_id", "responder_id"),
        UniqueConstraint("meeting_id", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    responder_id: int | None = Field(default=None, foreign_key="responders.id")
    member_id: int | None = Field(default=None, foreign_key="practice_members.id")
    at: datetime = instant()


class MeetingMember(SQLModel, table=True):
    """A chair has named somebody for one case review: they open its queries while it goes on."""

    __tablename__ = "meeting_members"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    person_id: int = Field(foreign_key="responders.id")
    at: datetime = instant()
    by: str


class MeetingWish(SQLModel, table=True):
    """Somebody of a practice wants to be invited; without such a row nobody of a practice is."""

    __tablename__ = "meeting_wishes"

    member_id: int = Field(foreign_key="practice_members.id", primary_key=True)
    at: datetime = instant()


class AgendaItem(SQLModel, table=True):
    """A case, or of `case_id` None a theme (what was asked often and has no page of guidance).
    `reasons` are why it was proposed, in words. `incident` is the reference under which it was
    reported where harm is possible (LFPSE). `options` and `right` are of its vote, `right` counting
    from 0. `asker_told` is by which way who asked was told of it, "none" where nobody could be."""

    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    theme: str | None = None
    reasons: list[str] = json_list()
    position: int
    minutes: int
    presenter_id: int | None = Field(default=None, foreign_key="responders.id")
    harm_possible: bool = False
    incident: str | None = None
    told_at: datetime | None = maybe_instant()
    asker_told: str | None = None
    vote: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    options: list[str] = json_list()
    right: int | None = None
    vote_state: str = "ready"
    vote_at: datetime | None = maybe_instant()
    standing: str | None = None
    notes: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    decision: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    said_revision: int = 0


class ReviewItem(SQLModel, table=True):
    """A query that a case review discusses, `put_by_id` being who asked for that. `outcome` is a
    `meeting_kinds.ReviewOutcome`; the words of what is decided stand in the query's own advice, and
    nowhere here."""

    __tablename__ = "review_items"
    __table_args__ = (UniqueConstraint("meeting_id", "query_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    query_id: int = Field(foreign_key="queries.id", index=True)
    position: int
    put_by_id: int = Field(foreign_key="responders.id")
    at: datetime = instant()
    minutes: int = 8
    presenter_id: int | None = Field(default=None, foreign_key="responders.id")
    outcome: str | None = None
    outcome_at: datetime | None = maybe_instant()
    outcome_by: str | None = None


class MeetingVote(SQLModel, table=True):
    """`voter_mark` is a keyed hash of a browser and the item: it counts once, and says nothing of
    who it was, nor whether two votes on two items are of one."""

    __tablename__ = "meeting_votes"

    item_id: int = Field(foreign_key="agenda_items.id", primary_key=True)
    voter_mark: str = Field(primary_key=True)
    choice: int


class MeetingAction(SQLModel, table=True):
    """What somebody of the service does by a day; `item_id` None where it is of no one item. Of a
    query that a case review discussed, `what` is empty: its words stand in a `ReviewAction`."""

    __tablename__ = "meeting_actions"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_items.id")
    what: str
    owner_id: int = Field(foreign_key="responders.id", index=True)
    by_day: date
    done_at: datetime | None = maybe_instant()
    done_by: str | None = None


class ReviewAction(SQLModel, table=True):
    """What was agreed on a query at its case review: sealed, since it may tell of a patient what no
    net finds. It goes when what the query holds goes."""

    __tablename__ = "review_actions"

    action_id: int = Field(foreign_key="meeting_actions.id", primary_key=True)
    review_item_id: int = Field(foreign_key="review_items.id", index=True)
    sealed_what: str | None = sealed()


class Attendance(SQLModel, table=True):
    """Somebody was there: of the service (`responder_id`), or a guest by what they typed.
    `browser_mark` is a keyed hash, by which the same browser signs out.
    `away_seconds` of the meeting lay between signing out and coming back, last at `back_at`.
    `out_set_by` is who keeps the meeting and said when they left, where they forgot to sign out."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("meeting_id", "browser_mark"),
        UniqueConstraint("meeting_id", "responder_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    meeting_id: int = Field(foreign_key="meetings.id", index=True)
    responder_id: int | None = Field(default=None, foreign_key="responders.id")
    browser_mark: str
    name: str
    role: str
    registration: str | None = None
    in_at: datetime = instant()
    out_at: datetime | None = maybe_instant()
    away_seconds: int = 0
    back_at: datetime | None = maybe_instant()
    out_set_by: str | None = None
