"""Let what was taken on paper end as paper: it was kept as a message that nobody had left. The way
back is a backup."""

from alembic import op

revision = "paper_ends"
down_revision = "recording_star"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE contacts SET ended = 'paper' WHERE ended = 'message' AND external_id LIKE 'paper:%'"
    )
