"""Keep whether the word that an alert is withdrawn has left, and who told its practice where it had
not reached it; and why no alert is needed about a report that somebody differs from.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "alerts_withdrawn_untold"
down_revision = "alerts_answered_twice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("alerts") as alerts:
        for name in ("withdrawal_sent_at", "untold_at", "tell_by_at"):
            alerts.add_column(_instant(name))
        alerts.add_column(_responder("told_by_id"))
    with op.batch_alter_table("report_differences") as differences:
        differences.add_column(_instant("no_alert_at"))
        differences.add_column(_responder("no_alert_by_id"))
        differences.add_column(sa.Column("sealed_no_alert", sa.Text(), nullable=True))


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _responder(name: str) -> sa.Column[object]:
    key = sa.ForeignKey("responders.id", name=f"fk_{name.removesuffix('_id')}")
    return sa.Column(name, sa.Integer(), key, nullable=True)
