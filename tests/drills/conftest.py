"""A fork server for the run, prepared databases of both kinds, and a drill over each."""

from collections.abc import Iterator

import pytest

from tests.drills.databases import Databases, postgresql_databases, sqlite_databases
from tests.drills.drill import Drill, Undisturbed
from tests.drills.forks import Forks


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    with Forks() as forks:
        yield forks


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return sqlite_databases(tmp_path_factory.mktemp("drills"))


@pytest.fixture(scope="session")
def undisturbed() -> dict[str, Undisturbed]:
    return {}


@pytest.fixture(scope="session")
def sqlite_drill(forks: Forks, on_sqlite: Databases, undisturbed: dict[str, Undisturbed]) -> Drill:
    return Drill(forks, on_sqlite, undisturbed)


@pytest.fixture(scope="session")
def postgresql_drill(
    forks: Forks, undisturbed: dict[str, Undisturbed], request: pytest.FixtureRequest
) -> Drill:
    databases = postgresql_databases(request.getfixturevalue("postgres"))
    return Drill(forks, databases, undisturbed)


@pytest.fixture(params=["sqlite", "postgresql"])
def drill(request: pytest.FixtureRequest) -> Drill:
    # Asked for by name, so that a run without PostgreSQL still runs the other half.
    found: Drill = request.getfixturevalue(f"{request.param}_drill")
    return found
