"""The site that many tests begin with is set up once in a process: what that wrote is written
again, row by row, for each further test, which takes a fifth of the time.

Only into a database that is empty and of the same kind, at the same instant and with the same keys,
so that what stands there is what the setup would have written. Tests of the setup itself do not
pass here.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlmodel import Session, SQLModel

from advice_line.ledger import moving
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange import setting_up
from advice_line.trust.roles import SYSTEM
from tests import shown_to_reach

Rows = dict[str, list[dict[str, Any]]]

_written: dict[object, Rows] = {}


def set_up(ledger: Ledger, *files: str) -> None:
    """Run these setup files, one after the other, as the command would."""
    keys = ledger.vault.mark("the same", "set up once")
    known = (ledger.db.engine.driver, ledger.clock.now(), keys, files)
    written = _written.get(known)
    with ledger.db.reading() as session:
        empty = _empty(session, written or SQLModel.metadata.tables)
    if empty and written is not None:
        with ledger.db.writing() as session:
            _write(session, written)
        return
    for each in files:
        setting_up.set_up(ledger, each, by=SYSTEM)
    shown_to_reach.everybody(ledger)
    if empty:
        with ledger.db.reading() as session:
            _written[known] = _read(session)


def _empty(session: Session, names: Iterable[str]) -> bool:
    """What stands there would be kept with the setup, or stand in the way of what is written."""
    tables = (SQLModel.metadata.tables[name] for name in names)
    some = union_all(*(select(literal(1)).select_from(each) for each in tables)).limit(1)
    return session.connection().execute(some).first() is None


def _read(session: Session) -> Rows:
    connection = session.connection()
    read = {
        table.name: connection.execute(table.select()).mappings().all()
        for table in SQLModel.metadata.sorted_tables
    }
    return {name: [dict(row) for row in rows] for name, rows in read.items() if rows}


def _write(session: Session, written: Rows) -> None:
    tables = [SQLModel.metadata.tables[name] for name in written]
    for table in tables:
        session.connection().execute(table.insert(), written[table.name])
    if session.connection().dialect.name == "postgresql":
        moving.set_sequences(session, tables)
