"""`rota export`: a line's shifts as a file, for a spreadsheet, a calendar or another program."""

import sys
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import (
    LineKey,
    hold_to_order,
    instant,
    line_named,
    open_ledger,
    print_line,
    reason,
)
from advice_line.errors import Invalid, Problem
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.trust.roles import SYSTEM

DAYS_TAKEN = timedelta(days=28)


class Form(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    ICAL = "ical"
    JSON = "json"


def take_out(
    line: LineKey = None,
    start: Annotated[
        str | None, typer.Option("--from", help="The first instant; now without it.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="The end, excluded; 28 days on without it.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="csv, xlsx, ical or json.")] = Form.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
) -> None:
    """A line's shifts between two instants, past ones as they were."""
    if form is Form.XLSX and output is None and sys.stdout.isatty():
        said = "A workbook is not for the screen; name a file with --output."
        raise Invalid([Problem("--output", said)])
    with open_ledger() as ledger:
        with ledger.look(SYSTEM.label) as work:
            found, now = line_named(work.session, line), work.now
        since = now if start is None else instant(start, "--from", found.time_zone)
        until = since + DAYS_TAKEN if end is None else instant(end, "--to", found.time_zone)
        hold_to_order(since, until, found.time_zone)
        taken = Exchanging(ledger).export(
            SYSTEM, line=found.key, start=since, end=until, form=form.value
        )
    _write(taken.body, output)


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        typer.echo(body, nl=False)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        said = f"{output} cannot be written: {reason(error)}."
        raise Invalid([Problem("--output", said)]) from error
    print_line(f"Written: {output.name}")
