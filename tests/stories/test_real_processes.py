"""Every call once more, told to the real processes: nothing rests on their sharing one. What
PostgreSQL shows of it, SQLite need not show of each: of every third."""

from collections.abc import Iterator
from operator import attrgetter

import pytest

from tests.drills.databases import postgresql_databases, sqlite_databases
from tests.stories.base import EVERY, Told
from tests.stories.outcomes import tells
from tests.stories.processes import Processes, running

pytestmark = [pytest.mark.processes, pytest.mark.again]


# In the order of their hours: what is left over from one falls due in none before the last.
CALLS = sorted(EVERY, key=attrgetter("at"))


@pytest.fixture(scope="module")
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


def over(engine: str) -> pytest.MarkDecorator:
    """Of the scope of the site: given with the call, it is a site of each test's own."""
    return pytest.mark.parametrize("site", [engine], indirect=True, scope="module")


@over("sqlite")
@pytest.mark.parametrize("told", CALLS[::3], ids=str)
def test_it_ends_in_its_row_there_too(site: Processes, told: Told) -> None:
    tells(site, told)


@over("postgresql")
@pytest.mark.parametrize("told", CALLS, ids=str)
def test_it_ends_in_its_row_over_postgresql_too(site: Processes, told: Told) -> None:
    tells(site, told)
