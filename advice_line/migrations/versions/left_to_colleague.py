"""Keep with a talk that whoever talked has left it to a colleague, nothing advised. The way back is
a backup."""

import sqlalchemy as sa
from alembic import op

revision = "left_to_colleague"
down_revision = "answers_heard"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "offers", sa.Column("left_to_colleague_at", sa.DateTime(timezone=True), nullable=True)
    )
