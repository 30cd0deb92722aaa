"""Insert a row unless its like is there; the database alone decides who was first."""

from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_once(
    session: Session, table: type[SQLModel], unique: tuple[str, ...], **values: Any
) -> bool:
    """True for the first; False when a row with the same `unique` columns is already there.

    On PostgreSQL the loser waits until the first has committed or rolled back; on SQLite the
    writing transactions queue anyway.
    """
    dialect = session.get_bind().dialect.name
    result = session.execute(
        _statement(table, unique, dialect), values, execution_options={"preserve_rowcount": True}
    )
    count: int = result.rowcount  # type: ignore[attr-defined]  # a Core DML result has it
    return count == 1


def table_of(model: type[SQLModel]) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)
    return table


@cache
def _statement(table: type[SQLModel], unique: tuple[str, ...], dialect: str) -> Insert:
    target = table_of(table)
    if dialect == "postgresql":
        return postgresql.insert(target).on_conflict_do_nothing(index_elements=unique)
    return sqlite.insert(target).on_conflict_do_nothing(index_elements=unique)
