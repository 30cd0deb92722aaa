"""Say when a promise is rung, by whom it was tried and how each try ended; keep a practice's bypass
number. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "promises_rung"
down_revision = "outage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("ring_at", "answered_at"):
        op.add_column("promises", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_promises_ring_at", "promises", ["ring_at"])
    op.add_column("contacts", sa.Column("offered_back_at", sa.DateTime(timezone=True)))
    op.add_column("organisations", sa.Column("bypass_number", sa.String(), nullable=True))
    op.add_column(
        "lines",
        sa.Column("ring_backs", sa.String(), nullable=False, server_default="automatic"),
    )
    op.create_table(
        "ring_backs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("owner_before_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("bypass", sa.Boolean(), nullable=False),
        sa.Column("leg_state", sa.String(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(f"{step}_at", sa.DateTime(timezone=True), nullable=True)
            for step in ("taken", "answered", "settled")
        ),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["owner_before_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "responder_id", "contact_id", "settled_at"):
        op.create_index(f"ix_ring_backs_{column}", "ring_backs", [column])
