"""Every call once more, told to the real processes: nothing rests on their sharing one."""

from collections.abc import Iterator
from operator import attrgetter

import pytest

from tests.drills.databases import postgresql_databases, sqlite_databases
from tests.stories.base import EVERY, Told
from tests.stories.outcomes import tells
from tests.stories.processes import Processes, running

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Processes]:
    folder = tmp_path_factory.mktemp("processes")
    if request.param == "sqlite":
        databases = sqlite_databases(folder)
    else:
        # Asked for by name, so that a run without PostgreSQL still runs the other half.
        databases = postgresql_databases(request.getfixturevalue("postgres"))
    with databases() as url, running(url, folder) as site:
        yield site


# In the order of their hours: what is left over from one falls due in none before the last.
@pytest.mark.parametrize("told", sorted(EVERY, key=attrgetter("at")), ids=str)
def test_it_ends_in_its_row_there_too(site: Processes, told: Told) -> None:
    tells(site, told)
