"""Seals every sealed column anew under the current key, while the service runs.

Each table is walked once by primary key, in batches of their own transactions: a run that was cut
short is simply run again, and passes over what is done. A row changed by somebody else in between
is left alone: what changed it has sealed it with the current key.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, func, select, tuple_, update

from advice_line.ledger.work import Ledger, Work
from advice_line.tables.every import metadata

ACTOR = "system"
BATCH = 100


def rotate(ledger: Ledger) -> dict[str, int]:
    """How many values were sealed anew, by "table.column".

    Raises `errors.Misconfigured` when DATA_KEYS lacks a key that is still in use; what was done
    until then stays done.
    """
    done = {f"{column.table.name}.{column.name}": 0 for column in sealed_columns()}
    for column in sealed_columns():
        for count in _batches(ledger, column):
            done[f"{column.table.name}.{column.name}"] += count
    with ledger.work(ACTOR) as work:
        work.record("keys.rotated", key=ledger.vault.current, sealed_anew=sum(done.values()))
    return done


def sealed_columns() -> list[Column[Any]]:
    """Every column that holds sealed text, in the order of the tables."""
    return [
        column
        for table in metadata().sorted_tables
        for column in table.columns
        if column.info.get("sealed")
    ]


def _batches(ledger: Ledger, column: Column[Any]) -> Iterator[int]:
    after: tuple[Any, ...] | None = None
    while True:
        with ledger.work(ACTOR) as work:
            count, after = _batch(work, column, after)
        yield count
        if after is None:
            return


def _batch(
    work: Work, column: Column[Any], after: tuple[Any, ...] | None
) -> tuple[int, tuple[Any, ...] | None]:
    """How many were sealed anew, and the key to go on after (None: the table is done)."""
    table: Table = column.table
    key = list(table.primary_key.columns)
    current = f"{work.vault.current}."
    old = select(*key, column).where(
        column.is_not(None), func.substr(column, 1, len(current)) != current
    )
    if after is not None:
        old = old.where(tuple_(*key) > after)
    found = work.session.execute(old.order_by(*key).limit(BATCH)).all()
    changed = 0
    for row in found:
        *own, sealed = row
        anew = work.vault.reseal(sealed, f"{table.name}.{column.name}")
        same = [part == value for part, value in zip(key, own, strict=True)]
        changed += work.run(
            update(table).where(*same, column == sealed).values({column.name: anew})
        )
    return changed, tuple(found[-1][:-1]) if len(found) == BATCH else None
