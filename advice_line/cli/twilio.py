"""`twilio configure`: point the lines' numbers here, and print what must live elsewhere."""

from typing import Annotated

import typer

from advice_line.cli.common import print_line
from advice_line.pointing import point_numbers
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
) -> None:
    """Write each line's addresses to its number, and print each line's outage document: keep it at
    the carrier (a TwiML Bin), so that callers reach the switchboard when this server is down."""
    for pointed in point_numbers(Settings(), fallback_url):
        print_line(f"{pointed.line}: {pointed.done}")
        print_line(f"{pointed.line}: outage document, to be kept at the carrier:")
        print_line(pointed.fallback)
