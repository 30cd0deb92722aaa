"""Add what somebody writes beside figures: notes, and from when limits begin anew."""

import sqlalchemy as sa
from alembic import op

revision = "audit_notes"
down_revision = "imaging_months"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("audit_notes", *_beside(), *_of_note(), *_made())
    op.create_index("ix_audit_notes_line_id", "audit_notes", ["line_id"])
    op.create_table("audit_rebases", *_beside(), *_of_rebase(), *_made())
    op.create_index("ix_audit_rebases_line_id", "audit_rebases", ["line_id"])


def _beside() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(26), nullable=False, unique=True),
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), nullable=False),
    ]


def _of_note() -> list[sa.Column[object]]:
    return [
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
    ]


def _of_rebase() -> list[sa.Column[object]]:
    names = ("measure", "period", "reason")
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _made() -> list[sa.Column[object]]:
    return [
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_name", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
    ]


def downgrade() -> None:
    for name in ("audit_rebases", "audit_notes"):
        op.drop_table(name)
