"""Let what is told of each figure be decided once more: shares are written otherwise, and a figure
of which nothing is known is told as that. What was counted stays."""

import sqlalchemy as sa
from alembic import op

revision = "figures_said_anew"
down_revision = "audit_turns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    figures = sa.table("audit_figures", sa.column("small", sa.Integer()))
    op.execute(sa.update(figures).values(small=None))
