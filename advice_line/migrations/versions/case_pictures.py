"""Keep pictures that may be taught with a case, once two people have looked them over.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "case_pictures"
down_revision = "guidance_gaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.Column("sealed_bytes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["offered_by_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["checked_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_case_pictures_query_id", "case_pictures", ["query_id"])
    op.create_index("ix_case_pictures_case_id", "case_pictures", ["case_id"])
