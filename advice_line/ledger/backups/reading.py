"""Opens a backup and holds all of it against what it says of itself, before anybody uses a row."""

import base64
import hashlib
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from pydantic import ValidationError

from advice_line.errors import BackupRefused
from advice_line.ledger.backups.age_file import Opening
from advice_line.ledger.backups.manifest import FILE, Manifest, TableKept, is_ours
from advice_line.ledger.vault import Vault

_READ: dict[str, Callable[[str], Any]] = {
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": base64.b64decode,
}


@dataclass(frozen=True)
class Backup:
    """One that was looked through whole, and is as it was made."""

    manifest: Manifest
    _archive: tarfile.TarFile

    def rows(self, table: TableKept) -> Iterator[dict[str, Any]]:
        """In the order of the primary key."""
        read = {name: _READ[kind] for name, kind in table.columns.items() if kind in _READ}
        for line in _member(self._archive, table.file):
            row = json.loads(line)
            for name, reads in read.items():
                if row[name] is not None:
                    row[name] = reads(row[name])
            yield row


@contextmanager
def opened(file: Path, opening: Opening, vault: Vault) -> Iterator[Backup]:
    """Raises `errors.BackupRefused` for one that was damaged, changed, or made by somebody else;
    `errors.Misconfigured` where no key was given; OSError where it cannot be read."""
    with TemporaryFile() as plain:
        with file.open("rb") as sealed:
            opening.open(sealed, plain)
        plain.seek(0)
        with _refusals(), tarfile.open(fileobj=plain, mode="r:gz") as archive:
            manifest = _manifest(archive, vault)
            _hold(archive, manifest)
        plain.seek(0)
        with tarfile.open(fileobj=plain, mode="r:gz") as archive:
            yield Backup(manifest, archive)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, OSError, KeyError, ValidationError) as error:
        raise BackupRefused("The file opens, but what is in it is no whole backup.") from error


def _manifest(archive: tarfile.TarFile, vault: Vault) -> Manifest:
    manifest = Manifest.model_validate_json(_member(archive, FILE).read())
    if not is_ours(manifest, vault):
        raise BackupRefused(
            "The backup was made under another SECRET_KEY, or was changed since. Set the "
            "SECRET_KEY of its time."
        )
    return manifest


def _hold(archive: tarfile.TarFile, manifest: Manifest) -> None:
    named = [table.file for table in manifest.tables]
    if sorted(archive.getnames()) != sorted([*named, FILE]):
        raise BackupRefused("The backup holds other tables than it says.")
    for table in manifest.tables:
        rows, digest = 0, hashlib.sha256()
        for line in _member(archive, table.file):
            digest.update(line)
            rows += 1
        if (rows, digest.hexdigest()) != (table.rows, table.sha256):
            raise BackupRefused(f"What the backup holds of {table.name} is not what was backed up.")


def _member(archive: tarfile.TarFile, name: str) -> BinaryIO:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found  # type: ignore[return-value]  # typeshed's IO[bytes] is one
