"""Keep what the radiology office says of waits, version by version, and of what age a line takes
its figures to be old. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "waits_board"
down_revision = "queue_and_quiet"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "lines", sa.Column("waits_stale_days", sa.Integer(), nullable=False, server_default="8")
    )
    op.create_table(
        "waits_boards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("holds_on", sa.Date(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("urgent", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_name", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_waits_boards_line_id", "waits_boards", ["line_id"])
