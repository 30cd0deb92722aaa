"""Keep the title and the tags of what is found by its words apart from its body, in PostgreSQL:
weighed by their own index, they are small where a body is not. SQLite's index knows its columns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "search_heads"
down_revision = "secret_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    head = sa.Computed("ts_filter(words, '{a,b}')", persisted=True)
    op.add_column("search_index", sa.Column("head", postgresql.TSVECTOR(), head))
    op.create_index("search_index_heads", "search_index", ["head"], postgresql_using="gin")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.drop_index("search_index_heads", "search_index")
    op.drop_column("search_index", "head")
