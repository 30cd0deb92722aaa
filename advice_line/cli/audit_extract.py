"""`audit extract`: the queries of a period for research, of which none stands alone."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.audit import periods
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.reports.extract import BARE, extract
from advice_line.cli.audit_report import PeriodKey
from advice_line.cli.common import (
    LineKey,
    line_named,
    open_ledger,
    print_line,
    print_warning,
    write_file,
)
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file; named after line and period without it."),
]


def take_out(period: PeriodKey, line: LineKey = None, output: Output = None) -> None:
    """Most queries of a quarter, a row each, as CSV, and beside it what its columns mean."""
    wanted = periods.read(period)
    with open_ledger(writes=True) as ledger:
        small = Settings().small_number
        Facts(ledger).catch_up()
        Figures(ledger, small).catch_up()
        with ledger.work(SYSTEM.label) as work:
            of = line_named(work.session, line)
            made = extract(work, of, wanted, small)
            work.record("audit.extracted", subject=f"line:{of.key}", rows=made.count)
            name = f"{of.key}-{wanted.key}-extract.csv"
    if made.bare:
        print_warning(f"Nothing is told in this extract: {BARE}.")
    file = output or Path(name)
    write_file(file, made.rows)
    write_file(file.with_name(f"{file.stem}-dictionary.csv"), made.dictionary)
    if made.bare:
        raise typer.Exit(1)
    gone = f" No row tells {', '.join(made.gone)}." if made.gone else ""
    print_line(f"{made.count} rows; chance left {made.left_out} queries out.{gone}")
