"""Every mail as it came, sealed, and what became of it; when its mailbox was read and cleared."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class Mail(SQLModel, table=True):
    """One arrival in a mailbox, by its number there. `content_mark` is a keyed hash of its bytes:
    the same in two mailboxes, or numbered anew, is one mail (`copy_of_id`). `whole` is False where
    it was too large and its head alone is kept. `tries` counts the readings begun, `read_at` is
    when it is next read; None: its `fate` is known (a word of `written_kinds.MailFate`), for a
    `reason`. `name_mark` and `sealed_name` are of the id that its sender gave it.

    `folder` is where it is to lie, `moved_at` since when it does. One in quarantine climbs at
    `act_at`, `rung` counts how far; `cleared_as` is what a person made of it. `deleted_at` is when
    its bytes went, by their retention class; the row stays as the receipt. `filed_uid` is its
    number in that folder, where the server told it. `box_cleared_at` is when it was deleted from
    its mailbox too, `box_missed_at` when it was not in our folders any more, `box_look_at` when
    that is tried (None: it is not).
    """

    __tablename__ = "mails"
    __table_args__ = (UniqueConstraint("mailbox", "uid_validity", "uid"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    mailbox: str
    uid_validity: int = Field(sa_type=BigInteger)
    uid: int = Field(sa_type=BigInteger)
    content_mark: str = Field(index=True)
    size: int
    whole: bool
    fetched_at: datetime = instant(index=True)
    tries: int = 0
    read_at: datetime | None = maybe_instant(index=True)
    fate: str | None = Field(default=None, index=True)
    reason: str | None = None
    fated_at: datetime | None = maybe_instant()
    automatic: str | None = None
    line_id: int | None = Field(default=None, foreign_key="lines.id")
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="messages.id", index=True)
    copy_of_id: int | None = Field(default=None, foreign_key="mails.id")
    sender_mark: str | None = Field(default=None, index=True)
    name_mark: str | None = Field(default=None, index=True)
    sealed_name: str | None = sealed()
    folder: str | None = None
    moved_at: datetime | None = maybe_instant()
    filed_uid_validity: int | None = Field(default=None, sa_type=BigInteger)
    filed_uid: int | None = Field(default=None, sa_type=BigInteger)
    act_at: datetime | None = maybe_instant(index=True)
    rung: int = 0
    cleared_at: datetime | None = maybe_instant()
    cleared_by_id: int | None = Field(default=None, foreign_key="responders.id")
    cleared_as: str | None = None
    sealed_cleared_reason: str | None = sealed()
    deleted_at: datetime | None = maybe_instant()
    box_look_at: datetime | None = maybe_instant(index=True)
    box_cleared_at: datetime | None = maybe_instant()
    box_missed_at: datetime | None = maybe_instant()


class MailPiece(SQLModel, table=True):
    """A stretch of its bytes, so that no row grows with a mail."""

    __tablename__ = "mail_pieces"

    mail_id: int = Field(foreign_key="mails.id", primary_key=True)
    position: int = Field(primary_key=True)
    sealed_bytes: str | None = sealed()


class MailSender(SQLModel, table=True):
    """One address that wrote to one line, as a keyed mark: when it was last answered by itself, so
    that two machines do not answer each other for ever, and when somebody was last told of it."""

    __tablename__ = "mail_senders"

    line_id: int = Field(foreign_key="lines.id", primary_key=True)
    address_mark: str = Field(primary_key=True)
    answered_at: datetime | None = maybe_instant()
    told_at: datetime | None = maybe_instant()


class Mailbox(SQLModel, table=True):
    """`polled_at` is when all that lay in it was kept; `trouble` (a word of
    `ports.inbound_mail.MailTrouble`) why it could not be read since."""

    __tablename__ = "mailboxes"

    mailbox: str = Field(primary_key=True)
    first_seen_at: datetime = instant()
    polled_at: datetime | None = maybe_instant()
    trouble: str | None = None
    trouble_at: datetime | None = maybe_instant()


class MailClearing(SQLModel, table=True):
    """One of the times at which a line's mails are looked through, and that it was told."""

    __tablename__ = "mail_clearings"
    __table_args__ = (UniqueConstraint("line_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="lines.id")
    at: datetime = instant()
    told_at: datetime = instant()


class BouncedAddress(SQLModel, table=True):
    """An address from which a mail of ours came back for good, as a keyed mark, with the other
    server's `status`; until it was mended it is sent nothing."""

    __tablename__ = "bounced_addresses"

    address_mark: str = Field(primary_key=True)
    bounced_at: datetime = instant()
    status: str
    mended_at: datetime | None = maybe_instant()
