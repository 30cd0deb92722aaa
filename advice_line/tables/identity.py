"""Staff at the hospital's own sign-in (OpenID Connect): who is who there, and who came back."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, maybe_instant, sealed


class ProviderIdentity(SQLModel, table=True):
    """Who somebody of the service is at a provider: `subject` is what its `issuer` calls them, and
    never calls anybody else. `linked_how` is a `trust_kinds.LinkedHow`."""

    __tablename__ = "provider_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    issuer: str
    subject: str
    linked_how: str
    linked_by: str
    linked_at: datetime = instant()
    used_at: datetime | None = maybe_instant()


class ProviderReturn(SQLModel, table=True):
    """Somebody who came back from a provider: the mark of what they were sent there with, which
    serves once; and the token that signs them out there again, while it may be needed."""

    __tablename__ = "provider_returns"

    state_mark: str = Field(primary_key=True)
    at: datetime = instant(index=True)
    session_mark: str | None = Field(default=None, index=True)
    sealed_token: str | None = sealed()
