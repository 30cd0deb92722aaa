"""Keep who signed an agenda, and when somebody came back to a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "who_signed_an_agenda"
down_revision = "attendance_put_right"
branch_labels = None
depends_on = None

_SIGNED = ("imaging_signed_by", "primary_signed_by")


def upgrade() -> None:
    for each in _SIGNED:
        op.add_column("meetings", sa.Column(each, sa.String(), nullable=True))
    op.add_column("attendances", sa.Column("back_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("attendances", "back_at")
    for each in _SIGNED:
        op.drop_column("meetings", each)
