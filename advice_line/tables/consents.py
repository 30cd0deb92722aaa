"""What a person agreed to at a provider, as it was last renewed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, sealed


class MailConsent(SQLModel, table=True):
    """The newest refresh token for mail that came of the one in the settings, which `given_mark`
    is a keyed hash of: a new consent begins a row of its own."""

    __tablename__ = "mail_consents"

    given_mark: str = Field(primary_key=True)
    sealed_token: str | None = sealed()
    kept_at: datetime = instant()
