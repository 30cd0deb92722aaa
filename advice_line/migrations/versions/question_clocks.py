"""Keep that the phones ring for a written question that was asked for now, and the later times that
its asker was promised.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "question_clocks"
down_revision = "asking_by_form"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rings()
    _delays()
    no = sa.false()
    op.add_column(
        "offers", sa.Column("of_question", sa.Boolean(), nullable=False, server_default=no)
    )


def _rings() -> None:
    op.create_table(
        "question_rings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("round_began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("query_id"),
    )
    op.create_index("ix_question_rings_act_at", "question_rings", ["act_at"])


def _delays() -> None:
    op.create_table(
        "promised_delays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("instead_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.ForeignKeyConstraint(["made_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "due_at", "state"):
        op.create_index(f"ix_promised_delays_{column}", "promised_delays", [column])
