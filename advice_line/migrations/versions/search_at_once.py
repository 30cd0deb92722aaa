"""Enter the words of a row into PostgreSQL's index at once, instead of into a list beside it that
every search reads through until somebody tidies up: rows are written seldom and searched often."""

from alembic import op

revision = "search_at_once"
down_revision = "contacts_unconfirmed"
branch_labels = None
depends_on = None

_INDEXES = ("search_index_words", "search_index_heads")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for index in _INDEXES:
        op.execute(f"ALTER INDEX {index} SET (fastupdate = off)")
        # What is in the list already is not moved by that.
        op.execute(f"SELECT gin_clean_pending_list('{index}')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for index in _INDEXES:
        op.execute(f"ALTER INDEX {index} RESET (fastupdate)")
