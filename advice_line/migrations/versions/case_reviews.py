"""Let a series be of case reviews: their queries, and the members whom a chair names.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "case_reviews"
down_revision = "case_pictures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.Column("kind", sa.String(), nullable=False, server_default="education")
    op.add_column("meeting_series", kind)
    op.add_column("meetings", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    _items()
    _members()


def _items() -> None:
    op.create_table(
        "review_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"]),
        sa.ForeignKeyConstraint(["put_by_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "query_id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_review_items_meeting_id", "review_items", ["meeting_id"])
    op.create_index("ix_review_items_query_id", "review_items", ["query_id"])


def _members() -> None:
    op.create_table(
        "meeting_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "person_id"),
    )
    op.create_index("ix_meeting_members_meeting_id", "meeting_members", ["meeting_id"])
