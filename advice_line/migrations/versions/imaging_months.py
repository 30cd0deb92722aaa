"""Keep what the radiology system counted of imaging, each file a version of its months. The way
back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "imaging_months"
down_revision = "appropriateness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imaging_months",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_name", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_imaging_months_line_id", "imaging_months", ["line_id"])
    op.create_index("ix_imaging_months_month", "imaging_months", ["month"])
