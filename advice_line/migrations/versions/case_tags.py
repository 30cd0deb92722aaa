"""Keep of a case what kind of question it was, in which band of ages, by which guidelines, on what
basis, and what its readers make of it.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "case_tags"
down_revision = "search_at_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("question_type", "age_band", "basis", "status"):
        op.add_column("cases", sa.Column(name, sa.String(), nullable=True))
    op.add_column(
        "cases", sa.Column("guidelines", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
