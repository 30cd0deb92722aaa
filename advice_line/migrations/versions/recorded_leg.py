"""Keep under which id the carrier records a call, so that a recording of which it never tells is
asked for. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "recorded_leg"
down_revision = "talk_time"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("recorded_as", sa.String(), nullable=True))
