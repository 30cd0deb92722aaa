"""The line with telephones and a mail server, and a mailbox that is handed to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.mailbox.writing import SERVER, Mails
from tests.stories.soundness import unsound
from tests.stories.world import world


@pytest.fixture
def mails(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Mails]:
    path = tmp_path / "mails.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(f"sqlite:///{path}", smtp_url=smtp, mail_auth_server=SERVER) as made:
        yield Mails(made, mail_server)
        assert unsound(made) == []
