"""Commands as a person starts them: words in, lines and an exit code out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from advice_line.cli.app import run
from tests.conftest import DATA_KEYS, MONDAY_NINE, SECRET_KEY
from tests.directory.example import FILE


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, what: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["what"] == what]


Command = Callable[..., Ran]


@pytest.fixture
def command(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """`advice-line` over this test's own database, on a rehearsal's Monday at nine."""
    clock = tmp_path / "clock"
    clock.write_text(MONDAY_NINE.strftime("%Y-%m-%dT%H:%M:%SZ"), encoding="ascii")
    monkeypatch.chdir(tmp_path)
    for name in ("TWILIO_ACCOUNT_SID", "SLACK_BOT_TOKEN", "SMTP_URL", "HEARTBEAT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)
    monkeypatch.setenv("CLOCK_FILE", str(clock))

    def ran(*words: object) -> Ran:
        code = run([str(word) for word in words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


@pytest.fixture
def site(command: Command) -> Command:
    assert command("setup", FILE).code == 0
    return command
