"""Alembic runs this for every migration command; the connection is handed in by `db.py`."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from advice_line.tables.every import metadata
from rota.instants import UtcDateTime


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A migration says what the databases know, so that no later change of our types rewrites it.
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_item=_plain,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
