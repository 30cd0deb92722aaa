"""The scene of the web's stories, for who may see and do what in it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.cli.app import run
from integrations.sandbox.mail import MailServer
from tests.access.house import House, build
from tests.access.untouched import Untouched
from tests.access.walking import Row
from tests.web.conftest import a_scene, scene

__all__ = ["scene"]


@pytest.fixture(scope="module")
def walked(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, Untouched]]:
    """Built once: nothing that a test does here stays."""
    path = tmp_path_factory.mktemp("walk") / "walk.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with MailServer() as mail, a_scene(f"sqlite:///{path}", mail) as scene:
        house = build(scene)
        untouched = Untouched(path)
        yield house, untouched
        untouched.close()


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> list[Row]:
    """What the command prints."""
    assert run(["roles", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]
