"""A line with telephones and mail on either database, counted as the worker counts it."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.audit.counted import Counted
from tests.mailbox.writing import SERVER
from tests.stories.soundness import unsound
from tests.stories.world import World, world


@pytest.fixture
def counted(database_url: str, mail_server: MailServer) -> Iterator[Counted]:
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(database_url, smtp_url=smtp, mail_auth_server=SERVER) as made:
        yield Counted(made, mail_server)
        assert made.phones.faults() == []
        assert unsound(made) == []


@pytest.fixture
def made(database_url: str) -> Iterator[World]:
    """A line without mail, for facts that are put in as such."""
    with world(database_url) as found:
        yield found
