"""Prometheus' own checker of what it is given. No server is started."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.servers.required import need

# Out of its package: to install that would start a server.
INSTALL = (
    "apt-get download prometheus && dpkg-deb -x prometheus_*.deb FOLDER,"
    " and set PROMTOOL to FOLDER/usr/bin/promtool"
)


def promtool(*arguments: str, given: str = "", folder: Path | None = None) -> str:
    """What it said, run in `folder` with `given` as its standard input. Raises AssertionError with
    that where it found something. Skips the test where it is not there, or fails it with
    REQUIRE_ALL=1."""
    program = os.environ.get("PROMTOOL") or shutil.which("promtool")
    if program is None:
        need("promtool", INSTALL)
    done = subprocess.run(
        [program, *arguments], input=given, capture_output=True, text=True, cwd=folder, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said
