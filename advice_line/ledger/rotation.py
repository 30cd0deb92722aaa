"""Seals every sealed column anew under the current key, while the service runs.

Each table is walked once by primary key, in batches of their own transactions: a run that was cut
short is simply run again, and only opens what is done. A row changed by somebody else in between
is left alone: what changed it has sealed it; the count at the end says whether under an old key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, func, select, tuple_, update

from advice_line.ledger.data_keys import sealed_columns, sealed_otherwise
from advice_line.ledger.work import Ledger, Work

ACTOR = "system"
BATCH = 100


@dataclass(frozen=True)
class Rotated:
    """How many values were sealed anew, by "table.column"; and how many are `left` under an older
    key, which only a process that still runs with it first can have sealed meanwhile."""

    done: dict[str, int]
    left: int


def rotate(ledger: Ledger) -> Rotated:
    """Every value is opened on the way, those under the current key too.

    Raises `errors.Misconfigured` when DATA_KEYS lacks a key that is still in use or a value does
    not open; what was done until then stays done.
    """
    done = {f"{column.table.name}.{column.name}": 0 for column in sealed_columns()}
    for column in sealed_columns():
        for count in _batches(ledger, column):
            done[f"{column.table.name}.{column.name}"] += count
    with ledger.work(ACTOR) as work:
        left = _left(work)
        sealed_anew = sum(done.values())
        work.record("keys.rotated", key=work.vault.current, sealed_anew=sealed_anew, left=left)
    return Rotated(done, left)


def _left(work: Work) -> int:
    current = [work.vault.current]
    left = 0
    for column in sealed_columns():
        others = select(func.count()).where(sealed_otherwise(column, current))
        left += work.session.execute(others).scalar_one()
    return left


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
    values = select(*key, column).where(column.is_not(None))
    if after is not None:
        values = values.where(tuple_(*key) > after)
    found = work.session.execute(values.order_by(*key).limit(BATCH)).all()
    changed, name = 0, f"{table.name}.{column.name}"
    for row in found:
        *own, sealed = row
        if sealed.startswith(f"{work.vault.current}."):
            work.vault.open_bytes(sealed, name)
            continue
        anew = work.vault.reseal(sealed, name)
        same = [part == value for part, value in zip(key, own, strict=True)]
        changed += work.run(
            update(table).where(*same, column == sealed).values({column.name: anew})
        )
    return changed, tuple(found[-1][:-1]) if len(found) == BATCH else None
