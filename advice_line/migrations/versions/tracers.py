"""Keep what came of advice, and after how many days a line asks.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "tracers"
down_revision = "letter_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tracers()
    _answers()
    days = sa.Column("tracer_days", sa.JSON(), nullable=False, server_default="[30, 90]")
    op.add_column("lines", days)
    for column in ("traced", "traced_reason", "traced_by", "avoided"):
        op.add_column("cases", sa.Column(column, sa.String(), nullable=True))


def _tracers() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "tracers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", instant, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("act_at", instant, nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", instant, nullable=True),
        sa.Column("reach_mark", sa.String(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("unreached_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["access_links.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("query_id"),
    )
    for column in ("state", "act_at", "reach_mark", "link_id"):
        op.create_index(f"ix_tracers_{column}", "tracers", [column])


def _answers() -> None:
    op.create_table(
        "tracer_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("avoided", sa.String(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("sealed_found", sa.Text(), nullable=True),
        sa.Column("sealed_feedback", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_tracer_answers_query_id", "tracer_answers", ["query_id"])
