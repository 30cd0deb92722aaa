"""Puts a backup into an empty database: all of it or nothing, in one transaction, and then up to
the tables of this version."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlmodel import Session, col

from advice_line.clock import Clock
from advice_line.db import Database
from advice_line.errors import BackupRefused
from advice_line.ledger.backups.manifest import Manifest, TableKept, type_of
from advice_line.ledger.backups.reading import Backup
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.moving import rows_in, set_sequences
from advice_line.ledger.proving import Proof, prove
from advice_line.ledger.stamp import stamp
from advice_line.ledger.upkeep import ACTOR
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.migrations import newest
from advice_line.outgoing_kinds import OutgoingState
from advice_line.tables.every import metadata
from advice_line.tables.ledger import Outgoing
from advice_line.tables.trust import WebSession

BATCH = 500


@dataclass(frozen=True)
class Restored:
    """`proof` is of the trail; `signed_out` sessions were ended; `unsent` messages wait and go as
    soon as a worker runs."""

    manifest: Manifest
    proof: Proof
    signed_out: int
    unsent: int


def restore(
    backup: Backup,
    target: Database,
    clock: Clock,
    vault: Vault,
    *,
    rehearsal: bool,
    at_last: Callable[[Work], None] = lambda _work: None,
) -> Restored:
    """`at_last` is done in the same transaction, once all is back and proven.

    Raises `errors.BackupRefused` when the target is in use, when the backup is of a newer
    version, or a table does not arrive whole; `errors.Misconfigured` when DATA_KEYS lacks a key of
    it, or it is of a rehearsal and this is none, or the other way round. Nothing is kept then."""
    manifest = backup.manifest
    if manifest.migration not in newest.known():
        raise BackupRefused(
            f"The backup is of version {manifest.version}, whose tables this version does not "
            "know. Install that version first."
        )
    with target.rebuilding() as connection:
        _hold_empty(connection, manifest.migration)
        _upgrade(connection, manifest.migration)
        with Session(connection) as session:
            for table in manifest.tables:
                _put(session, backup, table)
            _compare(session, manifest)
            session.flush()
            _upgrade(connection, "head")
            if not target.sqlite:
                set_sequences(session, metadata().sorted_tables)
            work = Work(session, clock.now(), ACTOR, vault)
            restored = _settle(work, manifest, rehearsal=rehearsal)
            at_last(work)
            session.flush()
    return restored


def _hold_empty(connection: Connection, migration: str) -> None:
    """What has tables without a row is taken where they are those of the backup's time."""
    there = set(inspect(connection).get_table_names())
    used = [
        each.name
        for each in metadata().sorted_tables
        if each.name in there and connection.execute(select(each.c[0]).limit(1)).first()
    ]
    if used:
        raise BackupRefused(
            f"The database is in use (it has {', '.join(sorted(used)[:3])}). A backup is restored "
            "into an empty one: give another address."
        )
    version = text("SELECT version_num FROM alembic_version")
    of = connection.execute(version).scalar() if "alembic_version" in there else None
    if there and of != migration:
        raise BackupRefused(
            "The database has tables that are not those of the backup's time. Give the address of "
            "one without tables."
        )


def _upgrade(connection: Connection, to: str) -> None:
    from advice_line.migrations import running  # noqa: PLC0415 # Alembic is for who upgrades alone

    running.upgrade(connection, to)


def _put(session: Session, backup: Backup, kept: TableKept) -> None:
    """As the backup says what the table was: this version's may have other columns."""
    table = Table(
        kept.name,
        MetaData(),
        *(Column(name, type_of(kind)) for name, kind in kept.columns.items()),
    )
    later: list[dict[str, Any]] = []
    rows = _rows(backup, kept, later)
    while batch := list(islice(rows, BATCH)):
        session.execute(insert(table), batch)
    for row in later:
        same = [table.c[name] == row[name] for name in kept.key]
        session.execute(update(table).where(*same).values({name: row[name] for name in kept.own}))


def _rows(backup: Backup, kept: TableKept, later: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row that points at another of its table may come before that one: it points afterwards."""
    for row in backup.rows(kept):
        if any(row[name] is not None for name in kept.own):
            later.append(row)
            yield {**row, **dict.fromkeys(kept.own)}
        else:
            yield row


def _compare(session: Session, manifest: Manifest) -> None:
    for kept in manifest.tables:
        arrived = rows_in(session, Table(kept.name, MetaData()))
        if arrived != kept.rows:
            raise BackupRefused(f"Of {kept.rows} rows of {kept.name} only {arrived} arrived.")


def _settle(work: Work, manifest: Manifest, *, rehearsal: bool) -> Restored:
    session = work.session
    stamp(work, rehearsal)
    hold_to_keys(work, writes=False)
    proof = prove(session)
    if (proof.position, proof.link) != (manifest.head.position, manifest.head.link):
        raise BackupRefused("The trail does not end where the backup says that it did.")
    # A session that was ended after the backup was taken would be open again.
    signed_out = work.change(WebSession, col(WebSession.ended_at).is_(None), ended_at=work.now)
    waits = (OutgoingState.WAITING, OutgoingState.SENDING)
    unsent = session.execute(
        select(func.count()).select_from(Outgoing).where(col(Outgoing.state).in_(waits))
    ).scalar_one()
    work.record(
        "backup.restored",
        of=f"{manifest.made_at:%Y-%m-%dT%H:%M:%SZ}",
        rows=manifest.rows,
        signed_out=signed_out,
    )
    return Restored(manifest, proof, signed_out, unsent)
