"""`education pack`: the month's cases for the meeting, on standard output or into a file."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import LineKey, line_named, open_ledger, print_line, reason
from advice_line.education import month as months
from advice_line.education import pack as packs
from advice_line.education import packs_made
from advice_line.errors import Invalid, Problem

app = typer.Typer(help="Turn a month's cases into its education meeting.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("pack")
def pack(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-11.")],
    line: LineKey = None,
    form: Annotated[
        packs.Form, typer.Option("--format", help="md, html or json.")
    ] = packs.Form.MARKDOWN,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
) -> None:
    """The month's figures and its approved teaching texts; unapproved cases are only counted."""
    with open_ledger(writes=True) as ledger, ledger.work("system") as work:
        of = line_named(work.session, line)
        found = months.of(work, of, month)
        packs_made.note(work, of, found, form)
    text = packs.write(found, form)
    if output is None:
        print_line(text.rstrip("\n"))
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            said = f"{output} cannot be written: {reason(error)}."
            raise Invalid([Problem("--output", said)]) from error
        print_line(f"Written: {output.name}")
