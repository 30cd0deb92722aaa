"""The command `advice-line`: its groups, and how every error ends as lines on stderr and a code.

Exit codes: 0 done, 1 the answer is "no" or something failed, 2 bad input.
"""

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from typer.exceptions import TyperException

from advice_line import logs
from advice_line.cli import (
    database,
    demo,
    education,
    keys,
    ledger,
    queries,
    rota,
    schema,
    serve,
    setup,
    twilio,
    working,
)
from advice_line.cli.common import print_line
from advice_line.errors import AdviceLineError, Invalid, Misconfigured
from advice_line.settings import Settings
from rota.errors import RotaError

FAILED = 1
BAD_INPUT = 2

app = typer.Typer(
    help="A radiology advice line: calls reach whoever is on the rota.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("worker")(working.worker)
app.command("setup")(setup.set_up)
app.command("check")(setup.check)
app.command("schema")(schema.show)
app.add_typer(demo.app, name="demo")
app.add_typer(rota.app, name="rota")
app.add_typer(education.app, name="education")
app.add_typer(twilio.app, name="twilio")
app.add_typer(database.app, name="db")
app.add_typer(keys.app, name="keys")
app.add_typer(queries.queries_app, name="queries")
app.add_typer(queries.tasks_app, name="tasks")
app.add_typer(ledger.inbox_app, name="inbox")
app.add_typer(ledger.outgoing_app, name="outgoing")


def _print_version(wanted: bool) -> None:
    if wanted:
        print_line(version("advice-line"))
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    pass


def main() -> None:
    logs.configure()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code; a person never sees a traceback."""
    try:
        code = app(list(arguments), prog_name="advice-line", standalone_mode=False)
    except Exception as error:
        code, said = explain(error)
        for line in said:
            typer.echo(line, err=True)
    return code if isinstance(code, int) else 0


def explain(error: Exception) -> tuple[int, list[str]]:
    """The exit code of an error, and a line for each thing that is wrong."""
    match error:
        case Invalid():
            return BAD_INPUT, [problem.message for problem in error.problems]
        case Misconfigured():
            return BAD_INPUT, [error.sentence]
        case ValidationError() if error.title == Settings.__name__:
            return BAD_INPUT, _settings_problems(error)
        case RotaError():
            return BAD_INPUT, [error.sentence]
        case AdviceLineError():
            return FAILED, [error.sentence]
        case TyperException():
            # Without a command the help was printed; there is nothing more to say.
            said = str(error).rstrip(".")
            return BAD_INPUT, [f"{said}. See: advice-line --help"] if said else []
        case typer.Abort():
            return FAILED, ["Stopped."]
        case _:
            return FAILED, [_unexpected(error)]


def _settings_problems(error: ValidationError) -> list[str]:
    """One line for each variable; what it holds is never shown, for it may be a secret."""
    return [
        f"{'.'.join(str(part) for part in each['loc']).upper() or 'The settings'}: "
        f"{each['msg'].removeprefix('Value error, ')}. See docs/settings.md."
        for each in error.errors(include_url=False, include_input=False)
    ]


def _unexpected(error: Exception) -> str:
    """Where it broke and what kind it is; its own words might hold what nobody should see."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"Something went wrong: {type(error).__name__} in {where}. Please report this line."


if __name__ == "__main__":
    main()
