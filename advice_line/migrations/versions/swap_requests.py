"""Create the tables of shifts that are given away and of what passes on when somebody leaves, and
give lines the hours that people may work. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "swap_requests"
down_revision = "rota_watch"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "lines",
        sa.Column("working_time", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )
    _requests()
    _offers()
    _hand_overs()


def _requests() -> None:
    op.create_table(
        "swap_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hand_over", sa.Boolean(), nullable=False),
        sa.Column("return_tier", sa.String(), nullable=True),
        sa.Column("return_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_of", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taker_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.ForeignKeyConstraint(["giver_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["taker_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("line_id", "giver_id", "state", "act_at"):
        op.create_index(f"ix_swap_requests_{column}", "swap_requests", [column])


def _offers() -> None:
    op.create_table(
        "swap_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["swap_requests.id"]),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "responder_id"),
    )
    for column in ("request_id", "responder_id"):
        op.create_index(f"ix_swap_offers_{column}", "swap_offers", [column])


def _hand_overs() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["taken_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("task_id", "act_at", "state"):
        op.create_index(f"ix_hand_overs_{column}", "hand_overs", [column])
