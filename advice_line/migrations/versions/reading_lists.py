"""Keep lists of cases, in an order and with notes, for oneself or shared with a line.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "reading_lists"
down_revision = "meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lists()
    _cases()


def _lists() -> None:
    op.create_table(
        "reading_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_reading_lists_owner_id", "reading_lists", ["owner_id"])
    op.create_index("ix_reading_lists_line_id", "reading_lists", ["line_id"])


def _cases() -> None:
    op.create_table(
        "reading_list_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sealed_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["reading_lists.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("list_id", "case_id"),
    )
    op.create_index("ix_reading_list_cases_case_id", "reading_list_cases", ["case_id"])
