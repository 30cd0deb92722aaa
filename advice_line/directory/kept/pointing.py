"""Everything that points to one row of the directory points to another: every column of every
table that names it, whoever made the table, in the caller's one transaction."""

from collections.abc import Iterator

from sqlalchemy import Column, Table, UniqueConstraint, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables import every

# Whose word a merged row's own details were stays with them; what points from it is the merge. What
# was counted, and told, of a practice stays counted of it.
_STAY = frozenset(
    {
        ("detail_origins", "organisation_id"),
        ("corrections", "organisation_id"),
        ("organisation_pasts", "organisation_id"),
        ("queries", "asked_from_id"),
        ("audit_queries", "organisation_id"),
        ("audit_calls", "organisation_id"),
    }
)


def columns(to: type[SQLModel]) -> Iterator[Column[int]]:
    """Every column that names a row of this table by its id, of any table there is."""
    target = table_of(to)
    for table in every.metadata().sorted_tables:
        for column in table.columns:
            names = any(key.column is target.c.id for key in column.foreign_keys)
            if names and table is not target and (table.name, column.name) not in _STAY:
                yield column


def move(work: Work, to: type[SQLModel], gone: int, kept: int) -> dict[str, int]:
    """How many rows of each table were moved. Where both had the like and only one may be there,
    the other's stays with the merged row."""
    moved: dict[str, int] = {}
    for column in columns(to):
        count = (
            _one_by_one(work, column, gone, kept)
            if _unique(column)
            else work.run(update(column.table).where(column == gone).values({column: kept}))
        )
        if count:
            moved[column.table.name] = moved.get(column.table.name, 0) + count
    return moved


def _unique(column: Column[int]) -> bool:
    table = column.table
    assert isinstance(table, Table)
    if column.primary_key or column.unique:
        return True
    return any(
        column.name in each.columns
        for each in table.constraints
        if isinstance(each, UniqueConstraint)
    ) or any(each.unique and column.name in each.columns for each in table.indexes)


def _one_by_one(work: Work, column: Column[int], gone: int, kept: int) -> int:
    table = column.table
    assert isinstance(table, Table)
    keys = list(table.primary_key.columns)
    rows = work.session.execute(select(*keys).where(column == gone)).all()
    moved = 0
    for row in rows:
        this = [key == value for key, value in zip(keys, row, strict=True)]
        try:
            with work.session.begin_nested():
                work.session.execute(update(table).where(*this).values({column: kept}))
        except IntegrityError:
            continue
        moved += 1
    work.session.expire_all()
    return moved
