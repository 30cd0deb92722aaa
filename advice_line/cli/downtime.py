"""`downtime form`: what is printed for the time when the line is down."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import LineKey, line_named, open_ledger, print_line, reason
from advice_line.desk.outage.downtime import Downtime
from advice_line.errors import Invalid, Problem
from advice_line.trust.roles import SYSTEM

app = typer.Typer(help="For the time when the line is down.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("form")
def form(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file; named after line and day without it."),
    ] = None,
    line: LineKey = None,
) -> None:
    """A PDF to print: what to say, who is on in seven days with their telephones, and a form."""
    with open_ledger() as ledger:
        with ledger.look(SYSTEM.label) as work:
            key = line_named(work.session, line).key
        printed = Downtime(ledger).form(SYSTEM, key)
    path = output or Path(printed.name)
    try:
        path.write_bytes(printed.content)
    except OSError as error:
        said = f"{path} cannot be written: {reason(error)}."
        raise Invalid([Problem("--output", said)]) from error
    print_line(f"Written: {path.name}")
