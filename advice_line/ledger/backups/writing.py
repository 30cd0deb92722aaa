"""Takes a backup: every row of every table as of one moment, while the service goes on.

    manifest.json            last in the file: `Manifest`
    tables/NAME.jsonl        a JSON object for each row, columns by their names

all in a tar archive, gzipped, sealed with age. Nothing of a site lies outside its database. Both
engines give one consistent look, so that a backup of one is restored into the other.
"""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from sqlalchemy import Table, select, text
from sqlmodel import Session

from advice_line.ledger import heads, upkeep
from advice_line.ledger.backups.age_file import Sealing
from advice_line.ledger.backups.manifest import FILE, Manifest, TableKept, kinds_of, signed
from advice_line.ledger.data_keys import ids_in_use
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.every import metadata

BATCH = 500


def write(ledger: Ledger, to: BinaryIO, sealing: Sealing) -> Manifest:
    """Raises `errors.Misconfigured` where nobody could open it."""
    while upkeep.chain_trail(ledger):
        pass
    # It has no name, so that nothing is left of it whatever happens.
    with TemporaryFile() as plain, ledger.look(upkeep.ACTOR) as look:
        manifest = _pack(look, plain)
        plain.seek(0)
        sealing.seal(plain, to)
    return manifest


def _pack(look: Work, plain: BinaryIO) -> Manifest:
    with tarfile.open(fileobj=plain, mode="w:gz") as archive:
        # Before the first row is read: what is committed until then is in it.
        made_at = look.now
        tables = [_keep(look.session, archive, table) for table in metadata().sorted_tables]
        manifest = signed(
            Manifest(
                schema="advice-line-backup/1",
                made_at=made_at,
                version=version("advice-line"),
                migration=look.session.execute(
                    text("SELECT version_num FROM alembic_version")
                ).scalar_one(),
                data_keys=sorted(ids_in_use(look.session)),
                head=heads.now(look),
                tables=tables,
            ),
            look.vault,
        )
        said = manifest.model_dump_json(by_alias=True, indent=1).encode()
        _add(archive, FILE, io.BytesIO(said), len(said), made_at)
    return manifest


def _keep(session: Session, archive: tarfile.TarFile, table: Table) -> TableKept:
    rows, digest = 0, hashlib.sha256()
    own = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    with TemporaryFile() as spool:
        for line in _lines(session, table):
            spool.write(line)
            digest.update(line)
            rows += 1
        size = spool.tell()
        spool.seek(0)
        kept = TableKept(
            name=table.name,
            rows=rows,
            sha256=digest.hexdigest(),
            columns=kinds_of(table),
            key=[column.name for column in table.primary_key.columns],
            own=own,
        )
        _add(archive, kept.file, spool, size, None)
    return kept


def _lines(session: Session, table: Table) -> Iterator[bytes]:
    ordered = select(table).order_by(*table.primary_key.columns)
    found = session.execute(ordered, execution_options={"yield_per": BATCH})
    for row in found.mappings():
        yield f"{json.dumps(dict(row), ensure_ascii=False, default=as_text)}\n".encode()


def as_text(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is nothing that a backup knows")


def _add(
    archive: tarfile.TarFile, name: str, content: BinaryIO, size: int, at: datetime | None
) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    info.mtime = int(at.timestamp()) if at else 0
    archive.addfile(info, content)
