"""Keep when a caller has heard the first words of an answer, and until when what follows lasts. The
way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "answers_heard"
down_revision = "rooms_of_ring_backs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deflections", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deflections", sa.Column("told_until", sa.DateTime(timezone=True), nullable=True))
