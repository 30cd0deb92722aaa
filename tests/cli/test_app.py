"""Whatever goes wrong ends in a line that says how to mend it and a code; never in a traceback."""

import subprocess
import sys
from importlib.metadata import version

import pytest
from pydantic import BaseModel, ValidationError

from advice_line.cli.app import explain
from advice_line.errors import (
    AdviceLineError,
    Busy,
    Invalid,
    Misconfigured,
    NotAllowed,
    NotFound,
    Problem,
)
from rota.errors import UnknownLine
from tests.cli.conftest import Command


def test_it_says_its_version(command: Command) -> None:
    ran = command("--version")
    assert (ran.code, ran.out.strip()) == (0, version("advice-line"))


def test_without_words_it_shows_what_there_is(command: Command) -> None:
    ran = command()
    assert ran.code == 2
    assert "setup" in ran.out + ran.err


def test_a_worker_loads_nothing_that_it_has_no_use_for() -> None:
    unused = ("alembic", "fastapi", "fpdf", "slack_sdk", "uvicorn", "advice_line.demo")
    look = (
        "import sys; from advice_line.cli.app import application; application('worker');"
        f"print([name for name in {unused} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    "words", [["frobnicate"], ["rota", "on-duty", "--lien", "x"], ["setup"], ["rota", "gabs"]]
)
def test_a_wrong_word_is_one_line_and_two(command: Command, words: list[str]) -> None:
    ran = command(*words)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "advice-line --help" in ran.err


@pytest.mark.parametrize(
    ("error", "code", "lines"),
    [
        (Invalid([Problem("a", "First."), Problem("b", "Second.")]), 2, ["First.", "Second."]),
        (Misconfigured("Set THIS."), 2, ["Set THIS."]),
        (UnknownLine("x"), 2, [UnknownLine("x").sentence]),
        (Busy(), 1, [Busy.sentence]),
        (NotFound(), 1, [NotFound.sentence]),
        (NotAllowed(), 1, [NotAllowed.sentence]),
        (AdviceLineError("Said."), 1, ["Said."]),
    ],
)
def test_each_error_has_its_code(error: Exception, code: int, lines: list[str]) -> None:
    assert explain(error) == (code, lines)


def test_a_missing_setting_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATA_KEYS")
    monkeypatch.setenv("SECRET_KEY", "short")
    ran = command("rota", "on-duty")
    assert ran.code == 2
    assert sorted(line.partition(":")[0] for line in ran.err.splitlines()) == [
        "DATA_KEYS",
        "SECRET_KEY",
    ]


def test_no_secret_is_shown(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-secret")
    ran = command("rota", "on-duty")
    assert ran.code == 2
    assert "canary" not in ran.out + ran.err


def test_a_database_of_no_known_kind_is_said(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "cloud://somewhere")
    monkeypatch.delenv("CLOCK_FILE")
    ran = command("rota", "on-duty")
    assert ran.code == 2
    assert "DATABASE_URL must be such as sqlite:///" in ran.err


def test_a_database_without_tables_is_told_what_to_run(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///fresh.sqlite3")
    ran = command("rota", "on-duty")
    assert (ran.code, ran.err) == (
        2,
        "The database is not up to date. Run: advice-line db upgrade\n",
    )


def test_a_database_that_is_away_is_said(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    ran = command("rota", "on-duty")
    assert ran.code == 1
    assert "cannot be reached" in ran.err


def test_a_real_site_is_not_read_on_a_rehearsal_clock(
    site: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOCK_FILE")
    ran = site("rota", "on-duty")
    assert ran.code == 2
    assert "stamped as a rehearsal" in ran.err


class Shape(BaseModel):
    number: int


def test_the_unexpected_says_where_and_not_what() -> None:
    try:
        dict[str, str]()["canary"]
    except KeyError as error:
        code, lines = explain(error)
    assert code == 1
    assert lines[0].startswith("Something went wrong: KeyError in test_app.py, line ")
    assert "canary" not in lines[0]
    # Values that are wrong elsewhere are no matter of the settings.
    with pytest.raises(ValidationError) as raised:
        Shape.model_validate({"number": "canary"})
    assert "canary" not in explain(raised.value)[1][0]
