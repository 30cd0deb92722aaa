"""`twilio configure` points the lines' numbers here; `twilio fallback` has what lives elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import print_line, reason
from advice_line.errors import Invalid, Problem
from advice_line.pointing import outage_documents, point_numbers
from advice_line.settings import Settings

app = typer.Typer(help="The lines' numbers at the carrier.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("configure")
def configure(
    fallback_url: Annotated[
        str | None,
        typer.Option(
            "--fallback-url",
            help="Where the outage document lives, at the carrier itself. Kept as it is without.",
        ),
    ] = None,
    line: Annotated[str | None, typer.Option("--line", help="This line only, by its key.")] = None,
) -> None:
    """Write each line's addresses to its number, and print each line's outage document: keep it at
    the carrier (a TwiML Bin), so that callers reach the switchboard when this server is down."""
    for pointed in point_numbers(Settings(), fallback_url, line_key=line):
        print_line(f"{pointed.line}: {pointed.done}")
        if pointed.tested:
            print_line(f"{pointed.line}: {pointed.tested}")
        print_line(f"{pointed.line}: outage document, to be kept at the carrier:")
        print_line(pointed.fallback)


@app.command("fallback")
def fallback(
    write: Annotated[
        Path | None,
        typer.Option("--write", help="A folder for a file of each; printed without it."),
    ] = None,
    line: Annotated[str | None, typer.Option("--line", help="This line only, by its key.")] = None,
) -> None:
    """The outage document of each line as the settings are now. The carrier has no command to keep
    one: a person pastes it into its TwiML Bin, and the worker sees whether that was done."""
    for each in outage_documents(Settings(), line):
        if write is None:
            print_line(f"{each.line}:")
            print_line(each.document)
            continue
        path = write / f"outage-{each.line}.xml"
        try:
            write.mkdir(parents=True, exist_ok=True)
            path.write_text(each.document, encoding="utf-8")
        except OSError as error:
            said = f"{path} cannot be written: {reason(error)}."
            raise Invalid([Problem("--write", said)]) from error
        print_line(f"Written: {path.name}")
