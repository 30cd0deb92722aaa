"""Keep every mail as it came and what became of it, when the mailbox was read and cleared, and to
which addresses nothing gets through.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "mails"
down_revision = "question_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = sa.Column("mail", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    op.add_column("lines", made)
    _mails()
    _pieces()
    _senders()
    _mailboxes()
    _clearings()
    _bounced()


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("content_mark", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fate", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("fated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("automatic", sa.String(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("copy_of_id", sa.Integer(), nullable=True),
        sa.Column("sender_mark", sa.String(), nullable=True),
        sa.Column("name_mark", sa.String(), nullable=True),
        sa.Column("sealed_name", sa.Text(), nullable=True),
        sa.Column("folder", sa.String(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_as", sa.String(), nullable=True),
        sa.Column("sealed_cleared_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"]),
        sa.ForeignKeyConstraint(["copy_of_id"], ["mails.id"]),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("mailbox", "uid_validity", "uid"),
    )
    indexed = ("content_mark", "fetched_at", "read_at", "fate", "query_id", "message_id")
    for column in (*indexed, "sender_mark", "name_mark", "act_at"):
        op.create_index(f"ix_mails_{column}", "mails", [column])


def _pieces() -> None:
    op.create_table(
        "mail_pieces",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_bytes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"]),
        sa.PrimaryKeyConstraint("mail_id", "position"),
    )


def _senders() -> None:
    op.create_table(
        "mail_senders",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("line_id", "address_mark"),
    )


def _mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("trouble_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("mailbox"),
    )


def _clearings() -> None:
    op.create_table(
        "mail_clearings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line_id", "at"),
    )


def _bounced() -> None:
    op.create_table(
        "bounced_addresses",
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("mended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("address_mark"),
    )
