"""`waits show` and `waits import`: how long scans and reports of a line take, as it stands and from
a file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    open_ledger,
    print_json,
    print_line,
    print_table,
    print_warning,
    read_file,
)
from advice_line.directory.waits import files
from advice_line.directory.waits.keeping import KeepingWaits, Shown
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.rules import waits, waits_changes
from advice_line.rules.waits import Board
from advice_line.rules.waits_given import Given
from advice_line.schemas import waits as shapes
from advice_line.trust.roles import SYSTEM
from rota.exchange import sheets

_WRONG = 1
COMMAND = "command"

app = typer.Typer(help="Say how long scans and reports take.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The day for which it holds, where the file does not say."),
]
Accept = Annotated[bool, typer.Option("--accept", help="Let it stand; else nothing is changed.")]


@app.command("show")
def show(line: LineKey = None, as_json: AsJson = False) -> None:
    """What stands now, and what a caller hears of it."""
    with open_ledger() as ledger:
        shown = KeepingWaits(ledger).shown(_key(ledger, line))
    if as_json:
        print_json(shapes.of(shown))
    elif shown.version is None:
        print_line("Nothing was entered yet.")
    else:
        _print_board(shown.version.board)
        print_line(f"As of {waits.day(shown.version.board.holds_on, shown.today)}: {shown.age}.")
        print_line(f"A caller hears: {_heard(shown, shown.version.board)}")


@app.command("import")
def bring_in(
    file: File,
    line: LineKey = None,
    as_of: AsOf = None,
    accept: Accept = False,
    as_json: AsJson = False,
) -> None:
    """Look a file of waits through and change nothing; or with --accept, let it stand."""
    data = read_file(file, sheets.MOST_BYTES)
    with open_ledger(writes=accept) as ledger:
        keeping = KeepingWaits(ledger)
        before = keeping.shown(_key(ledger, line))
        given = _dated(keeping.look_through(SYSTEM, data), as_of, before)
        key = before.line.key
        try:
            board = keeping.check(SYSTEM, key, given)
        except Invalid as error:
            _refuse(error, as_json)
            raise typer.Exit(_WRONG) from error
        if accept:
            keeping.save(SYSTEM, key, given, origin=COMMAND, seen=None, token=None)
    changes = waits_changes.changes(before.version.board if before.version else None, board)
    _say(key, board, changes, accept, as_json)


def _key(ledger: Ledger, line: str | None) -> str:
    with ledger.look(SYSTEM.label) as work:
        return line_named(work.session, line).key


def _dated(given: Given, as_of: str | None, before: Shown) -> Given:
    """Its day is the file's own or that of --as-of, which must not differ. A board without
    words of its own for what is urgent keeps those that stand."""
    urgent = before.version.board.urgent if before.version else ""
    if as_of is None and not given.holds_on:
        said = 'Say with --as-of for which day it holds, or give the file a column "as of".'
        raise Invalid([Problem("--as-of", said)])
    day = files.as_forms_do(as_of or given.holds_on)
    if given.holds_on and day != given.holds_on:
        said = f"--as-of says {day} and the file {given.holds_on}. Leave one of them away."
        raise Invalid([Problem("--as-of", said)])
    return Given(day, given.rows, urgent)


def _refuse(error: Invalid, as_json: bool) -> None:
    for each in error.problems:
        column, _, row = each.field.partition("-")
        if as_json:
            number = int(row) if row else None
            print_json(shapes.FileProblem(row=number, column=column, message=each.message))
        else:
            print_line(f"problem: {each.message}")
    if not as_json:
        print_line("Nothing is changed. Mend the file and import it again.")


def _say(key: str, board: Board, changes: list[str], saved: bool, as_json: bool) -> None:
    if as_json:
        for each in changes:
            print_json(shapes.FileChange(message=each))
        print_json(shapes.File(line=key, as_of=board.holds_on, rows=len(board.rows), saved=saved))
        return
    _print_board(board)
    for each in changes or ["Every figure stands already."]:
        print_line(f"change: {each}" if changes else each)
    said = _day(board.holds_on)
    print_line(f"It stands, as of {said}." if saved else f"As of {said}. Nothing is changed yet.")
    if not saved:
        print_warning("To let it stand, run this again with --accept.")


def _print_board(board: Board) -> None:
    print_table(
        [
            ("examination", "urgency", "wait", "report", "if it is urgent"),
            *(
                (
                    each.modality,
                    waits.ROUTES[each.route].lower(),
                    str(each.wait),
                    str(each.report) if each.report else "",
                    each.urgent_route,
                )
                for each in board.rows
            ),
        ]
    )


def _heard(shown: Shown, board: Board) -> str:
    return waits.spoken(board, shown.today, shown.line.waits_stale_days) or "nothing of it"


def _day(of: date) -> str:
    return f"{of.day} {of:%B %Y}"
