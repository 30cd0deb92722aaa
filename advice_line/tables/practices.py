"""People of a practice, who was asked to become one, and by what besides a code they sign in."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class PracticeMember(SQLModel, table=True):
    """A named person of one organisation, as they said who they are; `joined_by` is why they were
    let in (`practice_kinds.JoinedBy`). Of a locum `ends_at` is when that ends by itself. Whoever is
    no member any more has `ended_at`, by `ended_by` as the trail names them."""

    __tablename__ = "practice_members"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    requester_id: int = Field(foreign_key="requesters.id", index=True)
    name: str
    role: str
    registration: str | None = None
    manager: bool = False
    joined_at: datetime = instant()
    joined_by: str
    ends_at: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant()
    ended_by: str | None = None


class PracticeInvitation(SQLModel, table=True):
    """Somebody was asked to join, by `invited_by` as the trail names them. Its link lasts 7 days
    and is used once; `withdrawn_at` takes it back before. `ends_at` is when the person it makes is
    no member any more (a locum)."""

    __tablename__ = "practice_invitations"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    link_id: int = Field(foreign_key="access_links.id", index=True)
    sealed_address: str | None = sealed()
    address_mark: str = Field(index=True)
    manager: bool = False
    ends_at: datetime | None = maybe_instant()
    invited_by: str
    made_at: datetime = instant()
    member_id: int | None = Field(default=None, foreign_key="practice_members.id")
    withdrawn_at: datetime | None = maybe_instant()


class PracticePasskey(SQLModel, table=True):
    """The lock of a device that answers for somebody of a practice, as `tables/factors.py` has it
    of staff: two tables, so that the one can never be taken for the other."""

    __tablename__ = "practice_passkeys"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    requester_id: int = Field(foreign_key="requesters.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int
    name: str
    made_at: datetime = instant()
    used_at: datetime | None = maybe_instant()


class PracticeIdentity(SQLModel, table=True):
    """Who somebody of a practice is at the practices' own sign-on: `subject` is what its `issuer`
    calls them, and never calls anybody else."""

    __tablename__ = "practice_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    requester_id: int = Field(foreign_key="requesters.id", index=True)
    issuer: str
    subject: str
    linked_at: datetime = instant()
    used_at: datetime | None = maybe_instant()
