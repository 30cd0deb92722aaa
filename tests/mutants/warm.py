"""Runs pytest in a fork of this process, which has loaded the libraries and nothing of the copy
that is tried: to load them anew for each patch took a third of its time."""

import gc
import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

OURS = frozenset({"advice_line", "rota", "integrations", "tests"})
_BROKE = 70
# What nearly every test loads. None of pytest's plugins: it wants to load those itself.
_LIBRARIES = (
    "alembic.command",
    "apscheduler.schedulers.background",
    "cryptography.hazmat.primitives.ciphers.aead",
    "fastapi",
    "holidays",
    "httpx2",
    "icalendar",
    "jinja2",
    "markdown_it",
    "openpyxl",
    "phonenumbers",
    "pydantic_settings",
    "recurring_ical_events",
    "sqlmodel",
    "sqlalchemy.dialects.sqlite",
    "starlette.testclient",
    "structlog",
    "twilio.rest",
    "twilio.twiml.voice_response",
    "typer.main",
    "uvicorn",
)


def load() -> None:
    gc.disable()
    for name in _LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    gc.enable()


def run(arguments: Iterable[str], folder: Path) -> tuple[int, str]:
    """What pytest ends with and what it prints, for the checkout in a folder."""
    printed = folder.parent / "printed.txt"
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _be_pytest([*arguments], folder, printed)
    _, status = os.waitpid(pid, 0)
    text = printed.read_text(encoding="utf-8", errors="replace")
    return os.waitstatus_to_exitcode(status), text


def _be_pytest(arguments: list[str], folder: Path, printed: Path) -> NoReturn:
    """Whatever happens in here, the child must never return into its parent's work."""
    code = _BROKE
    try:
        _print_to(printed)
        _move_to(folder)
        code = int(pytest.main(arguments))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _print_to(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


def _move_to(folder: Path) -> None:
    """The packages of the copy come before the installed ones, here and in what the tests start."""
    os.chdir(folder)
    os.environ |= {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    # A wide terminal shows why a test failed.
    os.environ["COLUMNS"] = "500"
    sys.dont_write_bytecode = True
    sys.path[0] = str(folder)
    for name in [each for each in sys.modules if each.partition(".")[0] in OURS]:
        del sys.modules[name]
    importlib.invalidate_caches()
