"""Keep with a digest's approval what it showed, and that somebody said there is nothing to send."""

import sqlalchemy as sa
from alembic import op

revision = "digests_kept"
down_revision = "who_signed_an_agenda"
branch_labels = None
depends_on = None


def upgrade() -> None:
    shown = sa.Column("shown", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    op.add_column("practice_digests", shown)
    op.add_column("practice_digests", sa.Column("dismissed_at", sa.DateTime(timezone=True)))
    op.add_column("practice_digests", sa.Column("dismissed_by", sa.String()))


def downgrade() -> None:
    for name in ("dismissed_by", "dismissed_at", "shown"):
        op.drop_column("practice_digests", name)
