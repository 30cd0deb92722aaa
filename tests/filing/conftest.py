"""A line that has its letters put into a folder for the hospital's own record, and mailed there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.sandbox.mail import MailServer
from tests.filing.office import Office
from tests.web.conftest import a_scene


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[Office]:
    path = tmp_path / "filing.sqlite3"
    shutil.copyfile(sqlite_template, path)
    folder = tmp_path / "record"
    folder.mkdir()
    with a_scene(f"sqlite:///{path}", mail_server) as scene:
        yield Office(scene, folder).files_in_folder()
