"""Keep what requesters are asked back, what is passed on and to whom, words that are not sent yet,
and the phrases of a line.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "asking_back"
down_revision = "written_advice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _asked_backs()
    _pass_ons()
    _unsent_words()
    op.add_column(
        "lines", sa.Column("phrases", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )


def _asked_backs() -> None:
    op.create_table(
        "asked_backs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_seconds", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.ForeignKeyConstraint(["asked_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_asked_backs_query_id", "asked_backs", ["query_id"])


def _pass_ons() -> None:
    op.create_table(
        "pass_ons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["settled_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "to_id", "act_at", "state"):
        op.create_index(f"ix_pass_ons_{column}", "pass_ons", [column])


def _unsent_words() -> None:
    op.create_table(
        "unsent_words",
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("query_id", "author_id", "kind"),
    )
