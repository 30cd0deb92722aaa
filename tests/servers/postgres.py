"""A throw-away PostgreSQL for the tests: started once, a fresh database for each test.

with running_postgres(shared_folder(tmp_path_factory)) as server:
    template = server.template("migrated", migrate)
    with server.database(template) as url:
        ...
"""

import fcntl
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.servers.emptied import Condition, condition, emptied
from tests.servers.postgres_keeper import STATE, USERS
from tests.servers.required import need

INSTALL = "apt-get install --no-install-recommends postgresql"

_ROOT = Path(__file__).parents[2]
# The other process of the run may be at its longest file when the one that started it is over.
_STOP_SECONDS = 900

# Those of this process that no test uses just now, by the run's folder and their template.
_idle: dict[tuple[Path, str | None], list[tuple[str, Condition | None]]] = {}


@dataclass(frozen=True)
class PostgresServer:
    """`shared` is the folder whose lock files the test processes have in common."""

    port: int
    shared: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def template(self, name: str, migrate: Callable[[str], None]) -> str:
        """The database `name`, made once by `migrate(url)` whichever process comes first.

        `migrate` must leave no connection open: PostgreSQL copies no database that is in use.
        """
        with _locked(self.shared / "template.lock", fcntl.LOCK_EX), self._admin() as admin:
            known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if known.fetchone() is None:
                unfinished = self._create(admin, None)
                migrate(self.url(unfinished))
                self._rename(admin, unfinished, name)
        return name

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """The URL of a fresh database, a copy of the template or one that is again as such a copy.
        Nothing is at this address any more when the block ends."""
        idle = _idle.setdefault((self.shared, template), [])
        name, new = idle.pop() if idle else self._fresh(template)
        try:
            yield self.url(name)
        finally:
            other = _any_name()
            if new is not None and self._made_new(name, new, other):
                idle.append((other, new))
            else:
                with self._admin() as admin:
                    admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _fresh(self, template: str | None) -> tuple[str, Condition | None]:
        with self._admin() as admin:
            name = self._create(admin, template)
        if template is None:
            return name, None
        with psycopg.connect(self._address(name)) as connection:
            return name, condition(connection)

    def _made_new(self, name: str, new: Condition, other: str) -> bool:
        """Under another name, so that whoever was thrown out and comes back finds nothing."""
        if not emptied(self._address(name), new):
            return False
        with self._admin() as admin, suppress(psycopg.errors.ObjectInUse):
            self._rename(admin, name, other)
            return True
        return False

    def _rename(self, admin: psycopg.Connection, name: str, other: str) -> None:
        rename = SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(rename.format(Identifier(name), Identifier(other)))

    def _create(self, admin: psycopg.Connection, template: str | None) -> str:
        name = _any_name()
        # Copying files is three times as quick as logging every page; 15 is the first to ask.
        how = SQL("STRATEGY FILE_COPY" if admin.info.server_version >= 150_000 else "")
        create = SQL("CREATE DATABASE {} TEMPLATE {} {}")
        admin.execute(create.format(Identifier(name), Identifier(template or "template0"), how))
        return name

    @contextmanager
    def _admin(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            yield connection

    def _address(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"


def _any_name() -> str:
    return f"test_{uuid4().hex}"


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of one run of the tests have in common."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@contextmanager
def running_postgres(shared: Path) -> Iterator[PostgresServer]:
    """The server of this run of the tests; the first who asks starts it, the last one stops it.

    Skips the test where PostgreSQL is not installed, or fails it with REQUIRE_ALL=1.
    """
    binaries = _binaries()
    keeper: subprocess.Popen[str] | None = None
    try:
        with _locked(shared / USERS, fcntl.LOCK_SH):
            with _locked(shared / "start.lock", fcntl.LOCK_EX):
                if not (shared / STATE).exists():
                    keeper = _start(binaries, shared)
            state = json.loads((shared / STATE).read_text())
            yield PostgresServer(port=state["port"], shared=shared)
    finally:
        if keeper is not None:
            keeper.communicate(timeout=_STOP_SECONDS)


def _start(binaries: Path, shared: Path) -> subprocess.Popen[str]:
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.postgres_keeper", str(binaries), str(shared)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Out of reach of a Ctrl-C at the tests: it must outlive them to clean up.
        start_new_session=True,
    )
    if keeper.stdout is None or keeper.stdout.readline() != "ready\n":
        raise RuntimeError(keeper.communicate()[1])
    return keeper


def _binaries() -> Path:
    """The folder of the newest version's programs."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(packaged, key=lambda path: float(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    found = [*newest, *([Path(on_path)] if on_path else [])]
    return found[0].parent if found else need("PostgreSQL", INSTALL)


@contextmanager
def _locked(file: Path, how: int) -> Iterator[None]:
    with file.open("a") as handle:
        fcntl.flock(handle, how)
        yield
