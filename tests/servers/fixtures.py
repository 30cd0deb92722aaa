"""Fixtures that a conftest takes over by importing them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from integrations.sandbox.mail import MailServer
from tests.servers.browser import running_browser
from tests.servers.postgres import PostgresServer, running_postgres, shared_folder


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with running_postgres(shared_folder(tmp_path_factory)) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for the whole run: two of Playwright's loops cannot run in one process."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server
