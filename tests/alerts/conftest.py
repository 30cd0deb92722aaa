"""The line with telephones and a mail server, for alerts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.sandbox.mail import MailServer
from tests.alerts.alerting import Alerting
from tests.questions.conftest import on_a_line


@pytest.fixture
def alerting(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Alerting]:
    path = tmp_path / "alerts.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with on_a_line(f"sqlite:///{path}", mail_server) as written:
        yield Alerting(written.world, mail_server)
