"""A running line, for people of practices with browsers. Ash Grove has the domain of its people,
Oak Lane another, the hospital's own ward a third; each was asked or told something of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.sandbox.mail import MailServer
from tests.practices.practices import PRACTICES, Practices
from tests.web.conftest import a_scene


@pytest.fixture
def practices(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> Iterator[Practices]:
    path = tmp_path / "practices.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with a_scene(f"sqlite:///{path}", mail_server) as scene:
        scene.world.set_up(PRACTICES)
        yield Practices(scene)


@pytest.fixture
def either_practices(database_url: str, mail_server: MailServer) -> Iterator[Practices]:
    with a_scene(database_url, mail_server) as scene:
        scene.world.set_up(PRACTICES)
        yield Practices(scene)
