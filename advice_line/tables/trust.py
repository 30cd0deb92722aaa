"""Links, codes and sessions. No secret is stored: each is derived from the row's id and
SECRET_KEY when it is sent, and again when it is checked."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, maybe_json_list, public_id, sealed


class AccessLink(SQLModel, table=True):
    """A link to one thing for one person (a record, what they asked) or one organisation (a
    letter, an alert)."""

    __tablename__ = "access_links"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    kind: str
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    responder_id: int | None = Field(default=None, foreign_key="responders.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id")
    requester_id: int | None = Field(default=None, foreign_key="requesters.id")
    alert_id: int | None = Field(default=None, foreign_key="alerts.id", index=True)
    made_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = maybe_instant()


class OneTimeCode(SQLModel, table=True):
    """A six-figure code sent to the address on file, or to the one that somebody says is theirs,
    bound to the browser that asked for it."""

    __tablename__ = "one_time_codes"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    purpose: str
    link_id: int | None = Field(default=None, foreign_key="access_links.id", index=True)
    responder_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    address_mark: str | None = Field(default=None, index=True)
    sealed_address: str | None = sealed()
    browser_hash: str
    made_at: datetime = instant(index=True)
    expires_at: datetime = instant()
    tries: int = 0
    used_at: datetime | None = maybe_instant()


class WebSession(SQLModel, table=True):
    """A signed-in browser: a responder's shift, or a practice's look at one letter; or a browser
    that remembers who asks, `sealed_asker` being what fills their form in. Where somebody signed in
    there for their practice, `member_id` says as whom; on a `shared` computer it ends with the
    browser, or while nobody uses it. `how` is a `trust_kinds.SignedInBy` of staff, a
    `practice_kinds.EnteredBy` of people of a practice; `narrowed_to` are the roles that this
    session may have at most, None where it may have all of its person's. `factors` are how many it
    has shown, two of which were last shown at `confirmed_at`; `device` are words for its browser.
    Where it began at a provider of sign-ins, `provider_subject` and `provider_session` are marks of
    what that calls its person and it."""

    __tablename__ = "web_sessions"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    responder_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    link_id: int | None = Field(default=None, foreign_key="access_links.id", index=True)
    requester_id: int | None = Field(default=None, foreign_key="requesters.id", index=True)
    sealed_asker: str | None = sealed()
    member_id: int | None = Field(default=None, foreign_key="practice_members.id", index=True)
    shared: bool = False
    role: str
    how: str | None = None
    narrowed_to: list[str] | None = maybe_json_list()
    factors: int | None = None
    device: str | None = None
    provider_subject: str | None = Field(default=None, index=True)
    provider_session: str | None = Field(default=None, index=True)
    made_at: datetime = instant()
    confirmed_at: datetime | None = maybe_instant()
    seen_at: datetime = instant()
    expires_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()
