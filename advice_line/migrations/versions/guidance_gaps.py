"""Create the table of what is asked again and again though no page of guidance is about it."""

import sqlalchemy as sa
from alembic import op

revision = "guidance_gaps"
down_revision = "calendar_done"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guidance_gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("cases", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("guidance_key", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line_id", "topic", "modality"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_guidance_gaps_line_id", "guidance_gaps", ["line_id"])


def downgrade() -> None:
    op.drop_table("guidance_gaps")
