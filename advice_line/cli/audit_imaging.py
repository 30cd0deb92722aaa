"""`audit imaging import` and `audit imaging months`: the radiology system's monthly counts, from a
file, and which months there are."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.audit.imaging.keeping import COMMAND, NEW, SAME, Change, KeepingImaging
from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    local,
    open_ledger,
    print_json,
    print_line,
    print_table,
    print_warning,
    read_file,
)
from advice_line.errors import Invalid
from advice_line.ledger.work import Ledger
from advice_line.schemas import imaging as shapes
from advice_line.trust.roles import SYSTEM
from rota.exchange import sheets

_WRONG = 1
_HOW = {NEW: "new", SAME: "same"}

app = typer.Typer(help="What the radiology system counted of imaging.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file of counts.")]
Accept = Annotated[bool, typer.Option("--accept", help="Keep it; else nothing is changed.")]


@app.command("import")
def bring_in(
    file: File, line: LineKey = None, accept: Accept = False, as_json: AsJson = False
) -> None:
    """Look a file of counts through and change nothing; or with --accept, keep it."""
    data = read_file(file, sheets.MOST_BYTES)
    with open_ledger(writes=accept) as ledger:
        keeping, key = KeepingImaging(ledger), _key(ledger, line)
        try:
            if accept:
                changes = keeping.save(SYSTEM, key, data, origin=COMMAND, token=None)
            else:
                changes, _ = keeping.look_through(SYSTEM, key, data)
        except Invalid as error:
            _refuse(error, as_json)
            raise typer.Exit(_WRONG) from error
    if as_json:
        for each in changes:
            print_json(_shape(each))
        print_json(shapes.File(line=key, months=len(changes), saved=accept))
        return
    for each in changes:
        print_line(each.sentence)
    if not accept:
        print_warning("Nothing is changed yet. To keep it, run this again with --accept.")


@app.command("months")
def show(line: LineKey = None, as_json: AsJson = False) -> None:
    """Which months were given, when and by whom; none of their counts."""
    with open_ledger() as ledger:
        kept = KeepingImaging(ledger).kept(SYSTEM, _key(ledger, line))
    if as_json:
        for each in kept.months:
            month = f"{each.month:%Y-%m}"
            print_json(
                shapes.Month(
                    month=month,
                    rows=each.rows,
                    given_at=each.at,
                    given_by=each.by or None,
                    stands=each.stands,
                )
            )
        return
    print_table(
        [
            ("month", "rows", "given", "by", ""),
            *(
                (
                    f"{each.month:%Y-%m}",
                    str(each.rows),
                    local(each.at, kept.line.time_zone),
                    each.by or "a command",
                    "" if each.stands else "replaced",
                )
                for each in kept.months
            ),
        ]
    )


def _key(ledger: Ledger, line: str | None) -> str:
    with ledger.look(SYSTEM.label) as work:
        return line_named(work.session, line).key


def _shape(change: Change) -> shapes.FileMonth:
    how = _HOW.get(change.how, "changed")
    return shapes.FileMonth.model_validate(
        {"month": f"{change.month:%Y-%m}", "rows": change.rows, "change": how}
    )


def _refuse(error: Invalid, as_json: bool) -> None:
    for each in error.problems:
        if as_json:
            print_json(shapes.FileProblem(message=each.message))
        else:
            print_line(f"problem: {each.message}")
    if not as_json:
        print_line("Nothing is changed. Mend the file and import it again.")
