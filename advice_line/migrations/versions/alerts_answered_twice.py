"""Keep who said of an alert that nobody can act on it, and when, after somebody there acts.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "alerts_answered_twice"
down_revision = "chat_homes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("alerts") as alerts:
        alerts.add_column(sa.Column("could_not_at", sa.DateTime(timezone=True), nullable=True))
        alerts.add_column(sa.Column("sealed_could_not_by", sa.Text(), nullable=True))
