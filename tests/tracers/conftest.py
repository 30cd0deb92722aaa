"""The line with telephones and mail, for what comes of its advice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.mailbox.writing import SERVER
from tests.stories.soundness import unsound
from tests.stories.world import MONDAY_TEN, world
from tests.tracers.traced import Traced


@pytest.fixture
def traced(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Traced]:
    path = tmp_path / "traced.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with on_a_line(f"sqlite:///{path}", mail_server) as made:
        yield made


@contextmanager
def on_a_line(url: str, mail: MailServer, at: datetime = MONDAY_TEN) -> Iterator[Traced]:
    smtp = SecretStr(f"smtp://127.0.0.1:{mail.port}")
    with world(url, at, smtp_url=smtp, mail_auth_server=SERVER) as made:
        yield Traced(made, mail)
        assert unsound(made) == []
