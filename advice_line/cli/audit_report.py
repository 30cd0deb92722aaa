"""`audit report`: a period's figures for a commissioner, as lines of JSON or as a file."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.audit import periods
from advice_line.audit.reports import files
from advice_line.audit.reports.files import Form
from advice_line.audit.reports.gathering import Manner
from advice_line.audit.reports.keeping import Reports, Stored
from advice_line.cli import audit_lines
from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    open_ledger,
    print_json,
    print_line,
    write_file,
)
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.schemas import audit_report as shapes
from advice_line.settings import Settings
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM

PeriodKey = Annotated[
    str, typer.Option("--period", metavar="PERIOD", help=f"Such as {periods.EXAMPLES}.")
]
Anew = Annotated[
    bool,
    typer.Option("--anew", help="A newer revision, of the figures as they are now."),
]


EveryLine = Annotated[
    bool,
    typer.Option("--every-line", help="All lines side by side, and what they come to together."),
]
Wanted = Annotated[
    Form | None,
    typer.Option("--format", help="A file: json, html, pdf, docx, xlsx or csv."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file; named after line and period without it."),
]


def report(
    period: PeriodKey,
    line: LineKey = None,
    form: Wanted = None,
    output: Output = None,
    every_line: EveryLine = False,
    anew: Anew = False,
    as_json: AsJson = False,
) -> None:
    """The report of a period that is over: as it was first made and kept, or made now."""
    wanted = periods.read(period)
    if output is not None and form is None:
        said = "Say with --format which file: json, html, pdf, docx, xlsx or csv."
        raise Invalid([Problem("--format", said)])
    if every_line and (line, form, anew) != (None, None, False):
        said = "--every-line goes with --period and --json alone."
        raise Invalid([Problem("--every-line", said)])
    with open_ledger(writes=True) as ledger:
        reports = Reports(ledger, Manner.of(Settings()))
        of = None if every_line else _line(ledger, line)
        reports.catch_up()
        if of is None:
            audit_lines.show(ledger, reports, wanted, as_json=as_json)
            return
        found = reports.of(of, wanted, anew=anew)
    if form is not None:
        write_file(output or Path(files.file_name(found, form)), files.write(found, form))
        return
    if as_json:
        for each in shapes.of(found.report, found.revision):
            print_json(each)
        return
    for said in _words(found):
        print_line(said)


def _line(ledger: Ledger, key: str | None) -> Line:
    with ledger.look(SYSTEM.label) as work:
        found = line_named(work.session, key)
        work.let_go()
        return found


def _words(found: Stored) -> list[str]:
    report = found.report
    said = [f"{report.title}, report {found.revision}", *report.notes]
    for each in report.said:
        said += ["", each.title, *(f"  {sentence}" for sentence in each.sentences)]
    return said
