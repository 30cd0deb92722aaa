"""Words, addresses and files that cannot be used: one line that names them and says how to mend."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

FULL = Path("/dev/full")
MONTH = ["education", "pack", "--month", "2026-11"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["queries", "list", "--limit", "0"], "'--limit': it must be greater than or equal to 1"),
        (["cases", "list", "--limit", "9" * 20], "'--limit': it must be less than or equal to"),
        (["cases", "show", "CX\udcff"], "What was typed is not in UTF-8. Type it again."),
        (["queries", "list", "--limit", "x"], "'--limit': it must be a whole number"),
        (["serve", "--port", "99999"], "'--port': it must be less than or equal to 65535"),
        (["tasks", "list", "--state", "zz"], "'--state': 'zz' is not one of 'open', 'done'"),
        (["db", "move"], "'--to'"),
        (["education", "pack", "--month", "２０２６-11"], "Write it as 2026-11."),
        ([*MONTH, "--format", "pptx"], "Name a file for it: --output FILE.pptx."),
        ([*MONTH, "--template", "own.pptx"], "A template is for slides alone"),
        ([*MONTH, "--format", "pptx", "--template", "x", "-o", "y"], "x cannot be read"),
        ([*MONTH, "-o", "/nonexistent/x"], "/nonexistent/x cannot be written: no such file or"),
        ([*MONTH, "-o", "."], ". cannot be written: is a directory."),
        (["db", "move", "--to", "mysql://example.org/x"], "sqlite:///advice-line.sqlite3 or"),
    ],
)
def test_a_word_that_cannot_be_used_is_named(site: Command, words: list[str], said: str) -> None:
    ran = site(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert "Value error" not in ran.err


@pytest.mark.parametrize("words", [["check"], ["db", "check"], ["worker", "--once"]])
@pytest.mark.parametrize(
    "address", ["mysql://example.org/x", "sqlite://", "sqlite:///:memory:", "postgresql://x@y:z/n"]
)
def test_an_address_of_no_database_of_ours_says_what_one_is(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: list[str], address: str
) -> None:
    monkeypatch.delenv("CLOCK_FILE")
    monkeypatch.setenv("DATABASE_URL", address)
    ran = command(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "DATABASE_URL must be such as sqlite:///advice-line.sqlite3 or "
        "postgresql+psycopg://user@host/name.\n"
    )


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_no_room_left_is_said(site: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = site(*MONTH, "-o", FULL)
    assert (ran.code, ran.err) == (2, "/dev/full cannot be written: no space left on device.\n")
    full = FULL.open("w", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", full)
        ran = site(*MONTH)
    with suppress(OSError):  # it is written once more as it is closed
        full.close()
    assert ran.code == 1
    assert ran.err == "The output cannot be written: no space left on device.\n"
