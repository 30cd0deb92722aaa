"""Keep under which number a mail lies in the folder into which it was moved, and when it was not
found there to be deleted.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "mails_there"
down_revision = "signed_out_there"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mails", sa.Column("filed_uid_validity", sa.BigInteger(), nullable=True))
    op.add_column("mails", sa.Column("filed_uid", sa.BigInteger(), nullable=True))
    op.add_column("mails", sa.Column("box_missed_at", sa.DateTime(timezone=True), nullable=True))
