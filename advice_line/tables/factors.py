"""By what somebody of the service shows who they are. No secret stands here as it is: a passkey's
is on its device alone, a password and recovery codes are hashes, an authenticator's is sealed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class Passkey(SQLModel, table=True):
    """The lock of a device that answers for a person: `credential_id` and `public_key` are as the
    device gave them, in URL-safe base64; `sign_count` is what it last counted."""

    __tablename__ = "passkeys"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    responder_id: int = Field(foreign_key="responders.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int
    name: str
    made_at: datetime = instant()
    used_at: datetime | None = maybe_instant()


class Authenticator(SQLModel, table=True):
    """The six figures of an app, which go with a password. It counts once figures were typed
    (`confirmed_at`); `last_step` is the half minute whose figures were taken last."""

    __tablename__ = "authenticators"

    responder_id: int = Field(primary_key=True, foreign_key="responders.id")
    sealed_secret: str | None = sealed()
    password_hash: str
    last_step: int = 0
    made_at: datetime = instant()
    confirmed_at: datetime | None = maybe_instant()


class RecoveryCode(SQLModel, table=True):
    """On paper, for whoever has lost their authenticator; each is taken once."""

    __tablename__ = "recovery_codes"

    id: int | None = Field(default=None, primary_key=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    code_hash: str = Field(unique=True)
    made_at: datetime = instant()
    used_at: datetime | None = maybe_instant()


class UsedChallenge(SQLModel, table=True):
    """A challenge that a passkey has answered, or a word of the hospital's sign-in that somebody
    has signed out there: it is taken once. Those past their time are no longer taken anyway."""

    __tablename__ = "used_challenges"

    mark: str = Field(primary_key=True)
    expires_at: datetime = instant(index=True)
