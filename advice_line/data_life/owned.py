"""What belongs to a query or to an alert, by the foreign keys of the tables themselves: a table
that is added belongs to its query without anybody remembering it here."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, select

from advice_line.ledger.once import table_of
from advice_line.tables.alerts import Alert
from advice_line.tables.cases import Case
from advice_line.tables.data_life import Erasure, LegalHold, TeachingObjection
from advice_line.tables.every import metadata
from advice_line.tables.queries import Query, QueryLink

QUERIES, ALERTS, CASES = (table_of(each) for each in (Query, Alert, Case))
# They say something of a query and are not its content: a case names nobody and outlives it.
_APART = tuple(table_of(each) for each in (Case, QueryLink, LegalHold, TeachingObjection, Erasure))
# Keyed hashes by which nobody is found: of a mail's bytes, so that one that comes again is known;
# of a key, of a browser.
_NO_MARKS = ("content_mark", "token_hash", "browser_hash")


def tables(root: Table) -> list[Table]:
    """The root and all that belongs to it, what points to others before these."""
    return [each for each in reversed(metadata().sorted_tables) if each in _ways(root)]


def condition(root: Table, table: Table, ids: Iterable[int]) -> ColumnElement[bool]:
    """Which rows of a table belong to these rows of the root."""
    return _condition(root, table, list(ids))


def marks(table: Table) -> list[Column[Any]]:
    """Its keyed hashes of who somebody is."""
    return [
        each
        for each in table.columns
        if each.name.endswith(("_mark", "_hash")) and each.name not in _NO_MARKS and each.nullable
    ]


def sealed(table: Table) -> list[Column[Any]]:
    return [each for each in table.columns if each.info.get("sealed")]


def _condition(root: Table, table: Table, ids: Sequence[int]) -> ColumnElement[bool]:
    if table is root:
        return root.c.id.in_(ids)
    column = _ways(root)[table]
    assert column is not None
    parent = next(iter(column.foreign_keys)).column.table
    if parent is root:
        return column.in_(ids)
    return column.in_(select(parent.c.id).where(_condition(root, parent, ids)))


@cache
def _ways(root: Table) -> dict[Table, Column[Any] | None]:
    """By which column each table belongs to the root, the nearest way first."""
    found: dict[Table, Column[Any] | None] = {root: None}
    new = [root]
    while new:
        layer = dict(_pointing_to(new, found))
        found.update(layer)
        new = list(layer)
    return found


def _pointing_to(
    parents: Sequence[Table], known: dict[Table, Column[Any] | None]
) -> Iterator[tuple[Table, Column[Any]]]:
    for table in metadata().sorted_tables:
        if table in known or table in _APART:
            continue
        for key in table.foreign_keys:
            if key.column.table in parents:
                yield table, key.parent
                break
