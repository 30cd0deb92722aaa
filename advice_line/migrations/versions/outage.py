"""Say up to when the carrier's own lists were read, how each morning's test call went, and what
stands wrong with the service; mark what came while it could not answer. The way back is a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "outage"
down_revision = "sounds_and_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "queries",
        sa.Column("during_outage", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name in ("test_call", "limits"):
        op.add_column(
            "lines",
            sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
        )
    op.create_table(
        "carrier_readings",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reads_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("line_id", "kind"),
    )
    _alarms()
    _test_calls()


def _alarms() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("once"),
    )
    for column in ("kind", "gone_at"):
        op.create_index(f"ix_alarms_{column}", "alarms", [column])


def _test_calls() -> None:
    op.create_table(
        "test_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.Column(f"{step}_at", sa.DateTime(timezone=True), nullable=True)
            for step in ("placed", "greeted", "keyed", "rung", "accepted", "joined", "settled")
        ),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("line_id", "opens_at"),
    )
    op.create_index("ix_test_calls_ends_at", "test_calls", ["ends_at"])
