"""Keep how far a letter's ladder has come, what its practice said of it beside that it has it, and
who read advice back. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "receipts"
down_revision = "mails"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    for name, kind in (
        ("act_at", instant),
        ("sealed_cannot_act", sa.Text()),
        ("sealed_read_back_by", sa.Text()),
        ("helpful", sa.Boolean()),
        ("helpful_at", instant),
    ):
        op.add_column("advice", sa.Column(name, kind, nullable=True))
    rung = sa.Column("rung", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("advice", rung)
    op.create_index("ix_advice_act_at", "advice", ["act_at"])
    for name in ("out_of_hours_name", "out_of_hours_number"):
        op.add_column("organisations", sa.Column(name, sa.String(), nullable=True))
