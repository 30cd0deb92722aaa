"""The line with telephones and a mail server, for what is written."""

from collections.abc import Iterator
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
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(f"sqlite:///{path}", smtp_url=smtp) as made:
        yield Written(made, mail_server)
        assert unsound(made) == []
