"""The line with telephones and a mail server, for what is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.questions.asking import Written
from tests.stories.soundness import unsound
from tests.stories.world import world


@pytest.fixture
def written(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Written]:
    path = tmp_path / "written.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with on_a_line(f"sqlite:///{path}", mail_server) as made:
        yield made


@contextmanager
def on_a_line(url: str, mail: MailServer) -> Iterator[Written]:
    with world(url, smtp_url=SecretStr(f"smtp://127.0.0.1:{mail.port}")) as made:
        yield Written(made, mail)
        assert unsound(made) == []
