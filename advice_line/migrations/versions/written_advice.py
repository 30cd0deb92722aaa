"""Keep who asks in writing, by which way they are answered, and the files that came with it.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "written_advice"
down_revision = "silences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _addresses()
    _attachments()
    op.add_column("queries", sa.Column("reply_channel", sa.String(), nullable=True))
    op.add_column("queries", sa.Column("sealed_reply_to", sa.Text(), nullable=True))
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    for table in ("queries", "access_links"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN requester_id INTEGER REFERENCES requesters (id)"
        )
    op.create_index("ix_queries_requester_id", "queries", ["requester_id"])
    op.add_column("contacts", sa.Column("sealed_address", sa.Text(), nullable=True))
    op.add_column("contacts", sa.Column("address_mark", sa.String(), nullable=True))
    op.create_index("ix_contacts_address_mark", "contacts", ["address_mark"])


def _addresses() -> None:
    op.create_table(
        "requester_addresses",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_index("ix_requester_addresses_requester_id", "requester_addresses", ["requester_id"])


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("refused", sa.String(), nullable=True),
        sa.Column("sealed_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "message_id"):
        op.create_index(f"ix_attachments_{column}", "attachments", [column])
    op.create_table(
        "attachment_pieces",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_bytes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"]),
        sa.PrimaryKeyConstraint("attachment_id", "position"),
    )
