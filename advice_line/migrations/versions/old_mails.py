"""Keep when a mail as it came was deleted: what became of it stays.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "old_mails"
down_revision = "filings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mails") as mails:
        mails.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
