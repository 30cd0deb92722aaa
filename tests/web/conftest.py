"""A running line with telephones and mail, for people with browsers. Elm Road's mail may carry no
letter, only word of one; Oak Lane's may."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.stories.world import world
from tests.web.people import Scene


@pytest.fixture
def scene(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Scene]:
    """On SQLite; what both databases must show asks for `either`."""
    path = tmp_path / "web.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with a_scene(f"sqlite:///{path}", mail_server) as made:
        yield made


@pytest.fixture
def either(database_url: str, mail_server: MailServer) -> Iterator[Scene]:
    with a_scene(database_url, mail_server) as made:
        yield made


@contextmanager
def a_scene(url: str, mail: MailServer, **more: Any) -> Iterator[Scene]:
    """`more` are further settings."""
    with world(url, smtp_url=SecretStr(f"smtp://127.0.0.1:{mail.port}"), **more) as made:
        yield Scene(made, mail)
        assert made.phones.faults() == []
