"""Holds a start to the keys that this database is sealed and signed with: a wrong or missing one is
said before anything is sealed with it, and not when somebody opens a record.

A key's first use leaves a known word sealed under it; whoever starts with that key id must open it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, func, select
from sqlmodel import Session

from advice_line.errors import Misconfigured
from advice_line.ledger import secret_keys
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.every import metadata
from advice_line.tables.ledger import DataKey

_COLUMN = "data_keys.known_word"
_WORD = "sealed"


def hold_to_keys(work: Work, *, writes: bool) -> None:
    """`writes` leaves the known word of a current key that is new here.

    Raises `errors.Misconfigured` when DATA_KEYS lacks a key under which something is still sealed,
    or holds another key under the id of one that was used; and what `secret_keys.hold_to_secret`
    raises.
    """
    fresh = secret_keys.is_fresh(work)
    _refuse_missing(work)
    if writes:
        insert_once(
            work.session,
            DataKey,
            ("key_id",),
            key_id=work.vault.current,
            known_word=work.vault.seal(_WORD, _COLUMN),
            first_used_at=work.now,
        )
    # Last, so that of two first starts with different keys the second sees what the first left.
    _refuse_wrong(work)
    secret_keys.hold_to_secret(work, fresh=fresh, writes=writes)


def sealed_columns() -> list[Column[Any]]:
    """Every column that holds sealed text, in the order of the tables."""
    return [
        column
        for table in metadata().sorted_tables
        for column in table.columns
        if column.info.get("sealed")
    ]


def sealed_otherwise(column: Column[Any], key_ids: Iterable[str]) -> ColumnElement[bool]:
    """Which values of a column are sealed under none of these keys."""
    under = (f"{key_id}." for key_id in key_ids)
    return and_(column.is_not(None), *(func.substr(column, 1, len(each)) != each for each in under))


def ids_in_use(session: Session) -> set[str]:
    """Under which keys something is sealed."""
    found: set[str] = set()
    for column in sealed_columns():
        dot = _position(session, column)
        used = select(func.substr(column, 1, dot - 1)).where(dot > 1).distinct()
        found.update(each for each in session.execute(used).scalars() if each)
    return found


def _position(session: Session, column: Column[Any]) -> ColumnElement[int]:
    """Where the dot after a key's id is."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    return func.instr(column, ".") if sqlite else func.strpos(column, ".")


def _refuse_missing(work: Work) -> None:
    held = work.vault.key_ids
    for column in sealed_columns():
        found = work.session.execute(
            select(column).where(sealed_otherwise(column, held)).limit(1)
        ).scalar()
        if found is not None:
            raise Misconfigured(
                f"DATA_KEYS lacks the key {found.partition('.')[0]}, under which something here is "
                "still sealed. Put it back behind the first one; only after `advice-line keys "
                "rotate` may it go."
            )


def _refuse_wrong(work: Work) -> None:
    for key_id, word in _known_words(work.session):
        if key_id not in work.vault.key_ids:
            continue  # under it nothing is sealed any more
        try:
            work.vault.open(word, _COLUMN)
        except Misconfigured as error:
            raise Misconfigured(
                f"The {key_id} of DATA_KEYS is not the key {key_id} that sealed this database. Put "
                "the right one back, or set DATABASE_URL to the database that this key belongs to."
            ) from error


def _known_words(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(DataKey.key_id, DataKey.known_word)).all()  # type: ignore[call-overload]  # SQLModel types columns as their values
    return [(key_id, word) for key_id, word in rows]
