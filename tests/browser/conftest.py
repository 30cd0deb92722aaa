"""One site for the folder; each test looks with a fresh person's eyes."""

from collections.abc import Iterator

import pytest

from tests.browser.static_site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site
