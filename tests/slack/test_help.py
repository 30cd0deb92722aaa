"""What the miniature's `--help` tells an operator to type is typed, word for word: a rehearsal's
channel is tried without Slack."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from integrations.sandbox.slack.__main__ import main
from integrations.sandbox.slack.control import PREFIX
from tests.slack.ward import Ward, ward

_TYPED = re.compile(r"curl -d '([^']*)' CONTROL(\w+)")


def told(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, dict[str, Any]]]:
    """Each command's path and what it sends."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    return [(path, json.loads(given)) for given, path in _TYPED.findall(capsys.readouterr().out)]


def types(here: Ward, path: str, given: dict[str, Any]) -> None:
    answer = requests.post(f"{here.slack.workspace.base}{PREFIX}{path}", json=given, timeout=10)
    assert answer.status_code == 200, (path, given, answer.text)


def test_every_command_of_the_help_does_what_it_says(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "help.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    commands = told(capsys)
    people = [each for each in commands if each[0] in ("user", "channel")]
    with ward(f"sqlite:///{path}") as here:
        for place, given in people:
            types(here, place, given)
        here.is_asked()
        here.sent()
        for place, given in commands[len(people) :]:
            types(here, place, given)
        states = {each["channel"]: each["state"] for each in here.world.queries()}
        assert states == {"email": "accepted", "chat": "waiting"}
