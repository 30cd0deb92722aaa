"""Add reports of the audit, kept as they were made."""

import sqlalchemy as sa
from alembic import op

revision = "audit_reports"
down_revision = "audit_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_reports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(26), nullable=False, unique=True),
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("words_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_by", sa.String(), nullable=True),
        sa.UniqueConstraint("line_id", "period", "revision"),
    )


def downgrade() -> None:
    op.drop_table("audit_reports")
