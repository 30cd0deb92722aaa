"""Keep with a session what the hospital's sign-in calls its person and it, as marks: it says when
they have signed out there. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "signed_out_there"
down_revision = "glass_looks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("provider_subject", "provider_session"):
        op.add_column("web_sessions", sa.Column(column, sa.String(), nullable=True))
        op.create_index(f"ix_web_sessions_{column}", "web_sessions", [column])
