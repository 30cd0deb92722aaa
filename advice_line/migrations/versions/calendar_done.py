"""Keep of each job of the calendar how much it did when it last ran."""

import sqlalchemy as sa
from alembic import op

revision = "calendar_done"
down_revision = "practice_digests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calendar_jobs", sa.Column("done", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("calendar_jobs", "done")
