"""`rota import`: a file looked through; and what was looked through, put on the rota."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    local,
    open_ledger,
    print_json,
    print_line,
    print_table,
    read_file,
)
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.schemas import rota_exchange as shapes
from advice_line.staffing.exchange.exchanged import ImportShown
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.trust.roles import SYSTEM
from rota.exchange import sheets

_WRONG = 1

MaybeFile = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="A CSV or XLSX file to look through.")
]
Accept = Annotated[
    str | None, typer.Option("--accept", help="Put on the rota what was looked through as this.")
]
Sessions = Annotated[
    list[str] | None,
    typer.Option("--session", help="The times of a grid's session, such as AM=08:00-13:00."),
]
GoodRows = Annotated[
    bool, typer.Option("--good-rows", help="Accept the good rows though others have problems.")
]
Why = Annotated[
    str | None, typer.Option("--reason", help="Why, where something is against a shift.")
]


def bring_in(
    file: MaybeFile = None,
    line: LineKey = None,
    session: Sessions = None,
    accept: Accept = None,
    good_rows: GoodRows = False,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Look a rota's file through and change nothing; or with --accept, put it on the rota."""
    if (file is None) == (accept is None):
        said = "Name a file to look through, or with --accept what was looked through."
        raise Invalid([Problem("FILE", said)])
    if accept is not None:
        _accept(accept, good_rows, why, as_json)
    elif file is not None:
        _look_through(file, line, session or [], as_json)


def _look_through(file: Path, line: str | None, session: list[str], as_json: bool) -> None:
    data = read_file(file, sheets.MOST_BYTES)
    with open_ledger(writes=True) as ledger:
        with ledger.look(SYSTEM.label) as work:
            key = line_named(work.session, line).key
        sessions = dict(_named(each) for each in session)
        shown = Exchanging(ledger).preview(SYSTEM, line=key, data=data, sessions=sessions)
    if as_json:
        for shape in _shapes(shown):
            print_json(shape)
    else:
        _print(shown)
    if shown.problems:
        raise typer.Exit(_WRONG)


def _accept(import_id: str, good_rows: bool, why: str | None, as_json: bool) -> None:
    with open_ledger(writes=True) as ledger:
        try:
            done = Exchanging(ledger).accept(
                SYSTEM, import_id, good_rows_only=good_rows, reason=why
            )
        except NotFound as error:
            said = f'--accept: no file was looked through as "{import_id}".'
            again = "Run again: advice-line rota import FILE"
            raise Invalid([Problem("--accept", f"{said} {again}")]) from error
    if as_json:
        print_json(shapes.Imported(new=done.new, changed=done.changed, same=done.same))
    else:
        print_line(f"Shifts: {done.new} new, {done.changed} changed, {done.same} there already.")


def _named(text: str) -> tuple[str, str]:
    name, equals, times = text.partition("=")
    if not equals or not name:
        said = f'--session: "{text}" names no session; write for example AM=08:00-13:00.'
        raise Invalid([Problem("--session", said)])
    return name, times


def _shapes(shown: ImportShown) -> list[BaseModel]:
    return [
        shapes.File(
            id=shown.id,
            line=shown.line,
            shape=shown.shape,
            state=shown.state,
            expires_at=shown.expires_at,
        ),
        *(
            shapes.Shift.model_validate(
                {
                    "rows": each.rows,
                    "tier": each.tier,
                    "who": each.who,
                    "supervisor": each.supervisor,
                    "from": each.start,
                    "to": each.end,
                    "change": each.change,
                }
            )
            for each in shown.shifts
        ),
        *_notes(shown),
        *(shapes.Against(message=each) for each in shown.breaches),
    ]


def _notes(shown: ImportShown) -> list[BaseModel]:
    listed = [("problem", each) for each in shown.problems]
    listed += [("note", each) for each in shown.notes]
    return [
        shapes.RowNote.model_validate(
            {"what": what, "row": each.row, "column": each.column, "message": each.message}
        )
        for what, each in listed
    ]


def _print(shown: ImportShown) -> None:
    print_table(
        [
            ("rows", "from", "to", "tier", "who", "change"),
            *(
                (
                    ", ".join(map(str, each.rows)),
                    local(each.start, shown.time_zone),
                    local(each.end, shown.time_zone),
                    each.tier,
                    ", ".join(each.names),
                    each.change,
                )
                for each in shown.shifts
            ),
        ]
    )
    for kind, notes in (("problem", shown.problems), ("note", shown.notes)):
        for each in notes:
            where = f"row {each.row}{f', {each.column}' if each.column else ''}"
            print_line(f"{kind}: {where}: {each.message}")
    for sentence in shown.breaches:
        print_line(f"needs a reason: {sentence}")
    print_line("Nothing is changed yet. To put it on the rota:")
    good = " --good-rows" if shown.problems else ""
    why = ' --reason "…"' if shown.breaches else ""
    print_line(f"advice-line rota import --accept {shown.id}{good}{why}")
