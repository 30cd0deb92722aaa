"""The temporary files of a run lie in memory where there is room: its databases and the browser's
files. The databases of PostgreSQL alone are a hundred thousand files, and a disk may take a
millisecond to make each.

Whoever sets TMPDIR decides otherwise.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")  # noqa: S108 # pytest and tempfile make folders of their own in it
_ROOM = 2 << 30


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    settle()


def settle() -> None:
    """In the environment, so that it holds for every process that the tests start too."""
    if "TMPDIR" not in os.environ and has_room(_MEMORY, _ROOM):
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None


def has_room(folder: Path, room: int) -> bool:
    """Whether it can be written to and has so many bytes free."""
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= room
