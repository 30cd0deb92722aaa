"""A folder on a disk into which letters are dropped (`ports.record_folder.RecordFolder`).

    NAME.pdf NAME.txt NAME.json     each written under another name, synced, then renamed
    NAME.manifest.json              last: what is listed in it is there, whole

Whoever takes them moves the manifest into `filed/`, or puts NAME.filed beside it. What they do with
the files then is theirs.
"""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from advice_line.errors import DeliveryDelayed
from advice_line.ports.record_folder import FolderFault

MANIFEST, MARKER, FILED = ".manifest.json", ".filed", "filed"
SCHEMA = "filed/1"
# Nobody else on the machine may read a letter; the record system runs as the folder's group.
_MODE = 0o660
_PART = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENOTDIR)


class DropFolder:
    def put(self, folder: str, name: str, files: Mapping[str, bytes]) -> None:
        there = Path(folder)
        with _faults():
            if _exists(there, name):
                return
            _clear_parts(there, name)
            for ending, content in files.items():
                _write(there / f"{name}.{ending}", content)
            _sync(there)
            _write(there / f"{name}{MANIFEST}", _manifest(name, files))
            _sync(there)

    def holds(self, folder: str, name: str) -> bool:
        with _faults():
            os.scandir(folder).close()
            return _exists(Path(folder), name)

    def taken(self, folder: str, names: Collection[str]) -> frozenset[str]:
        there = Path(folder)
        with suppress(OSError):
            return frozenset(each for each in names if _is_taken(there, each))
        return frozenset()

    def fault(self, folder: str) -> FolderFault | None:
        """By writing and removing an empty file: rights may say one thing and a disk another."""
        try:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".check", suffix=_PART):
                return None
        except OSError as error:
            return _fault_of(error)


def _clear_parts(folder: Path, name: str) -> None:
    """What a try left that was killed: letters must not lie about."""
    for part in folder.glob(f".{name}.*{_PART}"):
        part.unlink(missing_ok=True)


def _write(target: Path, content: bytes) -> None:
    """Under a name of its own until it is whole: whoever looks sees all of it or none."""
    prefix = f".{target.name}."
    handle, written = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), _MODE)
        os.replace(written, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(written)
        raise


def _sync(folder: Path) -> None:
    """A rename is kept over a loss of power only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _manifest(name: str, files: Mapping[str, bytes]) -> bytes:
    listed = [
        {
            "name": f"{name}.{ending}",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for ending, content in files.items()
    ]
    return json.dumps({"schema": SCHEMA, "files": listed}, indent=1).encode()


def _exists(folder: Path, name: str) -> bool:
    return (folder / f"{name}{MANIFEST}").exists() or _is_taken(folder, name)


def _is_taken(folder: Path, name: str) -> bool:
    return (folder / FILED / f"{name}{MANIFEST}").exists() or (folder / f"{name}{MARKER}").exists()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fault = _fault_of(error)
        raise DeliveryDelayed(fault.value) from error


def _fault_of(error: OSError) -> FolderFault:
    if error.errno in _FULL:
        return FolderFault.FULL
    if error.errno in _GONE:
        return FolderFault.MISSING
    return FolderFault.NOT_WRITABLE if error.errno in _REFUSED else FolderFault.AWAY
