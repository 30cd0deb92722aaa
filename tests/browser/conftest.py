"""One site for each file of tests; what was posted to it is forgotten before the next."""

from collections.abc import Iterator

import pytest

from tests.browser.static_site import Site, served


@pytest.fixture(scope="module")
def one_site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def site(one_site: Site) -> Site:
    one_site.begin()
    return one_site
