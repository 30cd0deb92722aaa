"""The command `advice-line`: its groups, and how every error ends as lines on stderr and a code.

Exit codes: 0 done, 1 the answer is "no" or something failed, 2 bad input.
"""

import errno
import gc
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from typer.exceptions import TyperException

from advice_line import logs
from advice_line.cli import settings_problems
from advice_line.cli.common import print_line, reason
from advice_line.cli.loading import loading
from advice_line.errors import AdviceLineError, Invalid, Misconfigured, ReasonNeeded
from advice_line.settings import ChartSettings, MailClient, Settings
from rota.errors import RotaError

FAILED = 1
BAD_INPUT = 2

_SETTINGS = (Settings.__name__, MailClient.__name__, ChartSettings.__name__)
# Where each command is: the file of this folder, and in it the function or the group.
COMMANDS = {
    "serve": ("serve", "serve"),
    "worker": ("working", "worker"),
    "setup": ("setup", "set_up"),
    "check": ("setup", "check"),
    "schema": ("schema", "show"),
    "demo": ("demo", "app"),
    "rota": ("rota", "app"),
    "education": ("education", "app"),
    "cases": ("cases", "app"),
    "waits": ("waits", "app"),
    "guidance": ("guidance", "app"),
    "directory": ("directory", "app"),
    "twilio": ("twilio", "app"),
    "slack": ("slack", "app"),
    "mail": ("mail", "app"),
    "downtime": ("downtime", "app"),
    "db": ("database", "app"),
    "audit": ("audit", "app"),
    "backup": ("backups", "backup"),
    "restore": ("backups", "restore"),
    "export": ("exporting", "export"),
    "subject-access": ("subject_access", "subject_access"),
    "roles": ("roles", "show"),
    "keys": ("keys", "app"),
    "retention": ("retention", "retention"),
    "api-keys": ("api_keys", "app"),
    "webhooks": ("webhooks", "app"),
    "users": ("users", "app"),
    "queries": ("queries", "queries_app"),
    "tasks": ("queries", "tasks_app"),
    "alerts": ("alerts", "app"),
    "inbox": ("ledger", "inbox_app"),
    "outgoing": ("ledger", "outgoing_app"),
}


def application(wanted: str = "") -> typer.Typer:
    """The command that is `wanted` and no other is loaded, or else all: a `serve` or a `worker`
    runs for weeks, and what the others need would cost it 20 MB."""
    app = typer.Typer(
        help="A radiology advice line: calls reach whoever is on the rota.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        file, what = COMMANDS[name]
        found = getattr(import_module(f"advice_line.cli.{file}"), what)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        print_line(version("advice-line"))
        raise typer.Exit


def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    pass


def main() -> None:
    logs.configure()
    try:
        sys.exit(run(sys.argv[1:]))
    finally:
        # Else Python looks for garbage in all that was loaded before it ends, which takes as long
        # as many a command.
        gc.freeze()


def run(arguments: Sequence[str]) -> int:
    """The exit code; a person never sees a traceback."""
    try:
        with loading():
            app = application(arguments[0] if arguments else "")
        code = app(list(arguments), prog_name="advice-line", standalone_mode=False)
    except Exception as error:
        code, said = explain(error)
        for line in said:
            typer.echo(line, err=True)
    return code if isinstance(code, int) else 0


def explain(error: Exception) -> tuple[int, list[str]]:
    """The exit code of an error, and a line for each thing that is wrong."""
    match error:
        case ReasonNeeded():
            return BAD_INPUT, [*error.breaches, "Say with --reason why this is done all the same."]
        case Invalid():
            return BAD_INPUT, [problem.message for problem in error.problems]
        case Misconfigured():
            return BAD_INPUT, [error.sentence]
        case ValidationError() if error.title in _SETTINGS:
            return BAD_INPUT, settings_problems.said(error)
        case RotaError():
            return BAD_INPUT, [error.sentence]
        case AdviceLineError():
            return FAILED, [error.sentence]
        case TyperException():
            # Without a command the help was printed; there is nothing more to say.
            said = _plainly(error.format_message())
            return BAD_INPUT, [f"{said}. See: advice-line --help"] if said else []
        case OSError(errno=errno.ENOSPC):
            return FAILED, [f"The output cannot be written: {reason(error)}."]
        case UnicodeEncodeError(reason="surrogates not allowed"):
            # A word of the command line that was no text; no database takes it.
            return BAD_INPUT, ["What was typed is not in UTF-8. Type it again."]
        case typer.Abort():
            return FAILED, ["Stopped."]
        case _:
            return FAILED, [_unexpected(error)]


def _plainly(said: str) -> str:
    """What the parser says of a word, without the terms of its own."""
    said = said.rstrip(".").replace("Value error, ", "").replace("Input should be", "it must be")
    return said.replace("a valid integer, unable to parse string as an integer", "a whole number")


def _unexpected(error: Exception) -> str:
    """Where it broke and what kind it is; its own words might hold what nobody should see."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"Something went wrong: {type(error).__name__} in {where}. Please report this line."
