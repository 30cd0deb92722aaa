"""Keep what is shown in the chat, what came from it, and what a line lets it carry.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "chat"
down_revision = "asking_back"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cards()
    _events()
    for column in ("chat_words", "chat_direct"):
        op.add_column(
            "lines", sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column("messages", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute("ALTER TABLE messages ADD COLUMN amends_id INTEGER REFERENCES messages (id)")


def _cards() -> None:
    op.create_table(
        "chat_cards",
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_version", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("query_id"),
    )
    for column in ("channel", "message", "look_at"):
        op.create_index(f"ix_chat_cards_{column}", "chat_cards", [column])


def _events() -> None:
    op.create_table(
        "chat_envelopes",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_envelope", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_chat_envelopes_again_at", "chat_envelopes", ["again_at"])
    op.create_table(
        "chat_readings",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
