"""Let callers wait for who is talking, responders say when they ring back, and keep their quiet
windows. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "queue_and_quiet"
down_revision = "promises_rung"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "lines", sa.Column("queue_seconds", sa.Integer(), nullable=False, server_default="120")
    )
    op.add_column("contacts", sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "contacts", sa.Column("queue_round", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("offers", sa.Column("rings_back_by", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "quiet_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("responder_id", "ends_at"):
        op.create_index(f"ix_quiet_windows_{column}", "quiet_windows", [column])
