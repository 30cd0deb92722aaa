"""No secret stands on a command line, where everybody on the machine reads it (H15)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from advice_line.cli.app import application
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = pytest.mark.hazard("H15")
SECRET_WORDS = {"password", "passphrase", "secret", "token", "pin", "code"}


@on_sqlite
@pytest.mark.parametrize(
    "words", [["db", "move", "--to"], ["restore", "none.age", "--into"]], ids=["move", "restore"]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(
    site: Command, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "none.age").write_bytes(b"")
    ran = site(*words, "postgresql+psycopg://advice:plinth-otter@127.0.0.1:1/advice")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{words[-1]}: a password on a command line" in ran.err
    assert "PGPASSFILE" in ran.err
    assert "plinth-otter" not in ran.err


def test_no_command_takes_a_secret_as_a_word() -> None:
    """A file that holds one may be named."""
    options = list(_options(get_command(application())))
    assert len(options) > 150
    secrets = [
        f"{command} {name}"
        for command, name, kind in options
        if SECRET_WORDS & set(name.strip("-").split("-")) and kind not in (Path, bool)
    ]
    assert secrets == []


def _options(node: Any, path: str = "advice-line") -> Iterator[tuple[str, str, Any]]:
    for each in node.params:
        for name in (*each.opts, *each.secondary_opts):
            yield path, name, each.type_descriptor.annotation
    for name, below in getattr(node, "commands", {}).items():
        yield from _options(below, f"{path} {name}")
