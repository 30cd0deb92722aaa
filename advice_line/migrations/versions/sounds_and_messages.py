"""Keep what callers said and texted, sealed, and who wants no more texts.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "sounds_and_messages"
down_revision = "phone_line"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sounds()
    _messages()
    op.add_column(
        "lines",
        sa.Column("message_seconds", sa.Integer(), nullable=False, server_default=sa.text("180")),
    )
    op.add_column(
        "lines",
        sa.Column("retention", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )


def _sounds() -> None:
    op.create_table(
        "sounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("carrier_id", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("retention", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("let_go_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delete_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("carrier_id"),
    )
    for column in ("query_id", "contact_id", "act_at", "delete_after"):
        op.create_index(f"ix_sounds_{column}", "sounds", [column])
    op.create_table(
        "sound_pieces",
        sa.Column("sound_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_bytes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sound_id"], ["sounds.id"]),
        sa.PrimaryKeyConstraint("sound_id", "position"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("media", sa.Integer(), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("external_id"),
    )
    for column in ("query_id", "contact_id"):
        op.create_index(f"ix_messages_{column}", "messages", [column])
    op.create_table(
        "text_senders",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("number_mark", sa.String(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("line_id", "number_mark"),
    )
