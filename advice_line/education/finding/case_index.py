"""Which cases have these words and marks, newest first, on both engines behind one function.

To sort all that has two common words takes PostgreSQL longer than a page may: it is asked window by
window of ids, each four times as wide as the one before, until there are enough. SQLite reads its
index from the newest on by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from advice_line.ledger.once import table_of
from advice_line.rules import case_words
from advice_line.rules.case_words import Asked
from advice_line.tables.cases import Case

MOST_COUNTED = 1_000
_CASES = table_of(Case)
_INDEX = table("search_index_cases", column("case_id"), column("words"))
# As the triggers mark them (migration `case_search`).
_SHIFTS = (13, 15, 17, 19)


@dataclass(frozen=True)
class Period:
    """From `first`, before `after`."""

    first: datetime
    after: datetime


@dataclass(frozen=True)
class Found:
    """`ids`, newest first, no more than were asked for; `total` is None for more than 1,000.
    `begins`: no case has all these words, and these have words that begin so."""

    ids: Sequence[int]
    total: int | None
    begins: bool = False


def find(
    connection: Connection, asked: Asked, limit: int, period: Period | None = None, before: int = 0
) -> Found:
    """Those older than the case whose id is `before`, where one is named."""
    found = _find(connection, asked, limit, period, before, begins=False)
    if found.ids or not asked.may_begin:
        return found
    return replace(_find(connection, asked, limit, period, before, begins=True), begins=True)


def _find(
    connection: Connection,
    asked: Asked,
    limit: int,
    period: Period | None,
    before: int,
    *,
    begins: bool,
) -> Found:
    values: dict[str, Any] = {"before": before} if before else {}
    if period:
        values |= {"first": period.first, "after": period.after}
    if connection.dialect.name == "sqlite":
        wanted = case_words.for_sqlite(asked, begins=begins)
        ids = _sqlite(connection, period, before, {**values, "wanted": wanted})
        return Found(ids[:limit], len(ids) if len(ids) <= MOST_COUNTED else None)
    found = Found((), 0)
    for window in _windows(_top(connection, before)):
        within = replace(asked, marks={**asked.marks, **window})
        wanted = case_words.for_postgresql(within, begins=begins)
        found = _postgresql(connection, period, before, {**values, "wanted": wanted}, limit)
        if found.total is None:
            break
    return found


def _sqlite(
    connection: Connection, period: Period | None, before: int, values: dict[str, Any]
) -> list[int]:
    row = literal_column("search_index_cases.rowid", _CASES.c.id.type)
    wanted = select(row).select_from(table("search_index_cases"))
    wanted = wanted.where(text("search_index_cases MATCH :wanted"))
    wanted = wanted.where(*_limits(row, period, before))
    statement = wanted.order_by(row.desc()).limit(MOST_COUNTED + 1)
    return list(connection.scalars(statement, values))


def _postgresql(
    connection: Connection,
    period: Period | None,
    before: int,
    values: dict[str, Any],
    limit: int,
) -> Found:
    """Within one window. What is limited PostgreSQL would look for row by row from the newest on,
    although all of them are counted: it gathers them first, by the index."""
    row = _INDEX.c.case_id
    matches = _INDEX.c.words.op("@@")(cast(bindparam("wanted"), TSQUERY))
    all_of_them = select(row).where(matches, *_limits(row, period, before)).cte("found")
    gathered = all_of_them.prefix_with("MATERIALIZED")
    wanted = select(gathered.c.case_id, func.count().over().label("total"))
    newest = wanted.order_by(gathered.c.case_id.desc()).limit(limit)
    rows = list(connection.execute(newest, values))
    total = rows[0].total if rows else 0
    return Found([each.case_id for each in rows], total if total <= MOST_COUNTED else None)


def _limits(
    row: ColumnElement[int], period: Period | None, before: int
) -> Iterator[ColumnElement[bool]]:
    if before:
        yield row < bindparam("before")
    if period:
        born = _CASES.c.born_at
        within = (born >= bindparam("first"), born < bindparam("after"))
        yield select(_CASES.c.id).where(_CASES.c.id == row, *within).correlate(_INDEX).exists()


def _windows(top: int) -> Iterator[dict[str, list[str]]]:
    """Marks of the newest ids below `top`; of all of them at last."""
    for shift in _SHIFTS:
        newest = top >> shift
        if not newest:
            break
        yield {f"w{shift}": [str(newest), str(newest - 1)]}
        if newest == 1:
            return
    yield {}


def _top(connection: Connection, before: int) -> int:
    if before:
        return before - 1
    return connection.scalar(select(func.max(_CASES.c.id))) or 0
