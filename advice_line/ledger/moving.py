"""Copies a whole site from one database to another: what `db move` does when SQLite is outgrown.

Every row keeps its key, so that links, references and the trail's chain stay what they were. The
source is locked against writing until the copy has been committed; nothing in it is changed.
"""

from typing import Any

from sqlalchemy import Column, Integer, Table, func, insert, select, text
from sqlmodel import Session

from advice_line.db import Database
from advice_line.errors import Misconfigured
from advice_line.tables.every import metadata

BATCH = 500


def move(source: Database, target: Database) -> dict[str, int]:
    """How many rows were copied, by table, once all are committed.

    The target is migrated first. Raises `errors.Misconfigured`, with nothing copied, when the
    source lacks migrations, the target holds rows, or a table does not arrive whole.
    """
    if source.behind():
        raise Misconfigured("The database to move is not up to date. Run: advice-line db upgrade")
    target.upgrade()
    tables = metadata().sorted_tables
    with source.writing() as old, target.writing() as new:
        _refuse_if_used(new, tables)
        _lock(old, tables)
        copied = {table.name: _copy(old, new, table) for table in tables}
        _compare(new, copied)
        if not target.sqlite:
            set_sequences(new, tables)
    return copied


def _refuse_if_used(new: Session, tables: list[Table]) -> None:
    used = [table.name for table in tables if rows_in(new, table)]
    if used:
        raise Misconfigured(
            f"The database to move to is already in use (it has {', '.join(used[:3])}). "
            "Give the address of an empty one."
        )


def _lock(old: Session, tables: list[Table]) -> None:
    # SQLite's writing transaction holds the one write lock already.
    if old.get_bind().dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        old.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


def _copy(old: Session, new: Session, table: Table) -> int:
    copied = 0
    found = old.execute(select(table), execution_options={"yield_per": BATCH})
    for batch in found.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in batch])
        copied += len(batch)
    return copied


def _compare(new: Session, copied: dict[str, int]) -> None:
    for name, count in copied.items():
        arrived = rows_in(new, metadata().tables[name])
        if arrived != count:
            raise Misconfigured(f"Of {count} rows of {name} only {arrived} arrived; none is kept.")


def set_sequences(new: Session, tables: list[Table]) -> None:
    for table in tables:
        column = _numbered(table)
        if column is not None:
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            new.execute(select(func.setval(sequence, last, False)))


def _numbered(table: Table) -> Column[Any] | None:
    """The key that the database counts up by itself, where the table has one."""
    column = table.autoincrement_column
    return column if column is not None and isinstance(column.type, Integer) else None


def rows_in(session: Session, table: Table) -> int:
    found: int = session.execute(select(func.count()).select_from(table)).scalar_one()
    return found
