"""A line that has its letters put into a folder for the hospital's own record, and mailed there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.filing.office import PROXY, Office
from tests.stories.soundness import unsound
from tests.stories.world import world
from tests.web.people import Scene


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Office]:
    path = tmp_path / "filing.sqlite3"
    shutil.copyfile(sqlite_template, path)
    folder = tmp_path / "record"
    folder.mkdir()
    mail = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(f"sqlite:///{path}", smtp_url=mail, trusted_proxies=PROXY) as made:
        yield Office(Scene(made, mail_server), folder).files_in_folder()
        assert made.phones.faults() == []
        assert unsound(made) == []
