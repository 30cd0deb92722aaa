"""A folder on a disk into which letters are dropped (`ports.record_folder.RecordFolder`).

    NAME.pdf NAME.txt NAME.json     written under other names and synced, all before any is renamed
    NAME.manifest.json              last: what is listed in it is there, whole
    .NAME.put                       ours: that it was put, until we have seen that it was taken up

Whoever takes them moves the manifest into `filed/`, or puts NAME.filed beside it. What they do with
the files then is theirs, and may be done before we have asked whether a try arrived.
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
_PUT = ".put"
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
            if not _exists(there, name):
                _put(there, name, files)
            _clear_parts(there, name)

    def holds(self, folder: str, name: str) -> bool:
        with _faults():
            os.scandir(folder).close()
            return _exists(Path(folder), name)

    def taken(self, folder: str, names: Collection[str]) -> frozenset[str]:
        there = Path(folder)
        with suppress(OSError):
            found = frozenset(each for each in names if _is_taken(there, each))
            for each in found:
                _own_mark(there, each).unlink(missing_ok=True)
            return found
        return frozenset()

    def fault(self, folder: str) -> FolderFault | None:
        """By writing and removing an empty file: rights may say one thing and a disk another."""
        try:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".check", suffix=_PART):
                return None
        except OSError as error:
            return _fault_of(error)


def _put(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """A disk that fills up does so before anything has its name, and what has one stays: somebody
    else may be putting the same letter."""
    parts: list[str] = []
    try:
        named = {folder / f"{name}.{ending}": content for ending, content in files.items()}
        last = {folder / f"{name}{MANIFEST}": _manifest(name, files), _own_mark(folder, name): b""}
        written = {
            target: _write(folder, name, content, parts)
            for target, content in (named | last).items()
        }
        for targets in (named, last):
            for target in targets:
                os.replace(written[target], target)
            _sync(folder)
    except FileNotFoundError:
        # Who else put it had all of it there first, and has cleared away what we had written.
        if not _exists(folder, name):
            raise
    finally:
        for part in parts:
            with suppress(OSError):
                os.unlink(part)


def _clear_parts(folder: Path, name: str) -> None:
    """What a try left that was killed: letters must not lie about. Only once all of it is there:
    until then it may be what somebody else is writing."""
    for part in folder.glob(f".{name}.*{_PART}"):
        part.unlink(missing_ok=True)


def _write(folder: Path, name: str, content: bytes, parts: list[str]) -> str:
    """Under a name of its own, added to `parts`, until all is whole."""
    handle, written = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=_PART)
    parts.append(written)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), _MODE)
    return written


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
    there = (folder / f"{name}{MANIFEST}", _own_mark(folder, name))
    return any(each.exists() for each in there) or _is_taken(folder, name)


def _own_mark(folder: Path, name: str) -> Path:
    return folder / f".{name}{_PUT}"


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
