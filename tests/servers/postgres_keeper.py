"""Keeps one throw-away PostgreSQL alive for as long as anybody holds the users' lock.

Run by `tests/servers/postgres.py` as a process of its own, so that the server stops and its files
go however the tests end, a kill included: a lock is let go by the kernel.
"""

import fcntl
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

STATE = "server.json"
USERS = "users.lock"

# Not UTC: a test that leans on the server's zone should fail.
_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
timezone = 'Europe/London'
max_connections = 200
shared_buffers = '32MB'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class Cluster:
    """A server in a folder of its own; PostgreSQL refuses root, so it runs as somebody else."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._user = _unprivileged() if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self._data = self.folder / "data"

    def start(self) -> int:
        """Returns the port. Raises RuntimeError with the server's own words."""
        self._run(
            "initdb", "--no-sync", "--username=postgres", "--auth=trust", "--encoding=UTF8",
            "--locale=C", "--pgdata", str(self._data),
        )  # fmt: skip
        defaults = (self._data / "postgresql.conf").read_text()
        failure = ""
        for _ in range(5):  # somebody may take the free port first
            port = _free_port()
            (self._data / "postgresql.conf").write_text(defaults + _SETTINGS.format(port=port))
            log = self.folder / "log"
            try:
                self._control("start", "--log", str(log))
            except RuntimeError:
                failure = log.read_text()
            else:
                return port
        raise RuntimeError(f"PostgreSQL does not start: {failure}")

    def stop(self) -> None:
        self._control("stop", "--mode=immediate")

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def _control(self, verb: str, *options: str) -> None:
        self._run("pg_ctl", "--pgdata", str(self._data), "--wait", "--silent", verb, *options)

    def _run(self, program: str, *options: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *options],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            user=None if self._user is None else self._user.pw_uid,
            group=None if self._user is None else self._user.pw_gid,
            extra_groups=None if self._user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {done.stderr}")


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL refuses root, and there is no user postgres or nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def keep(binaries: Path, shared: Path) -> None:
    """Start, write the state file, and stop when the last user has let go of the lock."""
    cluster = Cluster(binaries)
    try:
        port = cluster.start()
        try:
            state = shared / STATE
            unfinished = state.with_suffix(".new")
            unfinished.write_text(json.dumps({"port": port}))
            unfinished.rename(state)
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            with (shared / USERS).open("a") as users:
                fcntl.flock(users, fcntl.LOCK_EX)
                state.unlink()
        finally:
            cluster.stop()
    finally:
        cluster.remove()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]))
