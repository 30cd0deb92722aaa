"""Rows of one table that go by one retention class: found in batches, deleted or emptied where they
stand, each named for the receipt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, func, inspect, select
from sqlmodel import SQLModel, col

from advice_line.data_kinds import Kept
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.every import metadata
from advice_line.trust.deletions import Gone


@dataclass(frozen=True)
class Found:
    """`key` is its primary key, `at` from when it is."""

    key: tuple[Any, ...]
    name: str
    at: datetime


@dataclass(frozen=True)
class Rows:
    """`at` says from when a row is, `ripe` what is true of those that had their end before an
    instant, `held` on which a legal hold stands. Without a `line` they are of none. A row is
    emptied of `empties`, where that is given, and else deleted after what `first` does to it.
    `part` is added to its name where the rest of it goes by another class."""

    kept: Kept
    table: type[SQLModel]
    at: Any
    ripe: Callable[[datetime], Sequence[ColumnElement[bool]]]
    held: ColumnElement[bool] | None = None
    line: Callable[[Any], ColumnElement[bool]] | None = None
    empties: Mapping[str, Any] | None = None
    first: Callable[[Work, Found], None] = field(default=lambda _work, _found: None)
    part: str = ""

    def count(self, work: Work, line: Line | None, before: datetime, *, held: bool = False) -> int:
        """How many go; or how many would, were they not `held`."""
        wanted = select(func.count()).select_from(table_of(self.table))
        wanted = wanted.where(*self._which(line, before, held=held))
        found: int = work.session.execute(wanted).scalar_one()
        return found

    def find(self, work: Work, line: Line | None, before: datetime, limit: int) -> list[Found]:
        table = table_of(self.table)
        keys = list(table.primary_key.columns)
        named = table.c.public_id if "public_id" in table.c else None
        shown = [*keys, self.at, *([named] if named is not None else [])]
        statement = select(*shown).where(*self._which(line, before)).order_by(*keys).limit(limit)
        return [
            Found(
                key=tuple(row[: len(keys)]),
                name=_name(table, row[-1:] if named is not None else row[: len(keys)]),
                at=row[len(keys)],
            )
            for row in work.session.execute(statement)
        ]

    def remove(self, work: Work, found: Sequence[Found]) -> list[Gone]:
        return [self._one(work, each) for each in found]

    def _one(self, work: Work, found: Found) -> Gone:
        table = table_of(self.table)
        pairs = zip(table.primary_key.columns, found.key, strict=True)
        this = [column == value for column, value in pairs]
        self.first(work, found)
        if self.empties is None:
            work.run(table.delete().where(*this))
        else:
            work.run(table.update().where(*this).values(**self.empties))
        return Gone(f"{found.name}{self.part}", found.at)

    def _which(
        self, line: Line | None, before: datetime, *, held: bool = False
    ) -> list[ColumnElement[bool]]:
        where = list(self.ripe(before))
        if self.line is not None and line is not None:
            where.append(self.line(line.id))
        if self.held is not None:
            where.append(self.held if held else ~self.held)
        elif held:
            where.append(_never())
        return where


def unreferenced(model: type[SQLModel], *, but: Sequence[str] = ()) -> list[ColumnElement[bool]]:
    """Conditions of a table: no row of another points to it, but for those of the tables `but`."""
    return [
        ~exists().where(column == table_of(model).c.id)
        for column in _pointing_to(table_of(model))
        if column.table.name not in but
    ]


@cache
def _pointing_to(table: Table) -> tuple[Any, ...]:
    return tuple(
        key.parent
        for other in metadata().sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and other is not table
    )


def name_of(model: type[SQLModel], row: SQLModel) -> str:
    """As it stands in a receipt."""
    table = table_of(model)
    keys = [each.name for each in inspect(model).primary_key]
    own = [row.public_id] if hasattr(row, "public_id") else [getattr(row, key) for key in keys]
    return _name(table, own)


def _name(table: Table, values: Sequence[Any]) -> str:
    return f"{table.name}:{':'.join(str(each) for each in values)}"


def _never() -> ColumnElement[bool]:
    return col(Line.id) != col(Line.id)
