"""Keep who said when somebody left a meeting, where they forgot to sign out."""

import sqlalchemy as sa
from alembic import op

revision = "attendance_put_right"
down_revision = "review_agendas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attendances", sa.Column("out_set_by", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("attendances", "out_set_by")
