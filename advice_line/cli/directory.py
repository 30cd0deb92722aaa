"""`directory import`: the organisations of a national report, or of the site's own list."""

import getpass
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import (
    AsJson,
    open_ledger,
    print_json,
    print_line,
    print_warning,
    read_file,
    unreadable,
)
from advice_line.directory import part_words
from advice_line.directory.imports import text
from advice_line.directory.imports.door import TOUCHING, ImportingOrganisations, Overview
from advice_line.directory.imports.given import Refused
from advice_line.directory.imports.judging import Done, Judged
from advice_line.schemas import directory as shapes
from advice_line.trust.roles import SYSTEM

_MOST_SHOWN = 20

app = typer.Typer(help="Organisations: who asks.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file.")]
Shape = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="ods: a predefined report without headings, such as epraccur; list: your own, whose"
        " first row names its columns. Else it is found out.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it would do and change nothing.")]


@app.callback()
def _group() -> None:
    """So that a group of one command stays a group."""


@app.command("import")
def bring_in(
    file: File, shape: Shape = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Add and update organisations from a file; what it leaves out stays as it is."""
    data = _read(file)
    by = replace(SYSTEM, name=getpass.getuser())
    with open_ledger(writes=not dry_run) as ledger:
        door = ImportingOrganisations(ledger)
        found = door.bring_in(by, data, shape, dry_run=dry_run)
    if as_json:
        _print_as_json(found, saved=not dry_run)
    else:
        _print(found, saved=not dry_run)


def _read(file: Path) -> bytes:
    """Refused by its size before anything is read; what grows meanwhile is cut and then refused."""
    try:
        if file.stat().st_size > text.MOST_BYTES:
            raise text.refused(text.TOO_LARGE)
    except OSError as error:
        raise unreadable(file, error) from error
    return read_file(file, text.MOST_BYTES)


def _print_as_json(found: Overview, *, saved: bool) -> None:
    for each in found.judged:
        if each.done not in (Done.UNCHANGED, Done.REFUSED) or each.kept:
            print_json(shapes.row(each))
    for refused in found.refused:
        print_json(shapes.refused(refused))
    for missing in found.missing:
        print_json(shapes.missing(missing))
    print_json(shapes.summary(found, saved=saved))


def _print(found: Overview, *, saved: bool) -> None:
    for done in TOUCHING:
        _some(f"{done}: {each.code} {each.name}{_parts(each)}" for each in found.of(done))
    _some(f"kept: {each.code} {each.name}{_kept(each)}" for each in found.kept)
    _some(f"left out: {each.code} {each.name} {each.said}" for each in found.of(Done.LEFT_OUT))
    _some(_refused(each) for each in found.refused)
    _some(f"not in the file: {each.code} {each.name}, which stays" for each in found.missing)
    counts = [f"{len(found.of(each))} {each}" for each in (*TOUCHING, Done.UNCHANGED)]
    rest = f"{len(found.of(Done.LEFT_OUT))} left out, {len(found.refused)} problems"
    print_line(f"Read as {found.read.encoding}: {', '.join(counts)}, {rest}.")
    if not saved:
        print_warning("Nothing is changed. To save it, run this again without --dry-run.")


def _some(lines: Iterable[str]) -> None:
    every = list(lines)
    for each in every[:_MOST_SHOWN]:
        print_line(each)
    if len(every) > _MOST_SHOWN:
        print_line(f"  and {len(every) - _MOST_SHOWN} more such; --json lists all")


def _refused(of: Refused) -> str:
    code = f" ({of.code})" if of.code else ""
    rest = "" if of.whole else "; the rest of the row is used"
    return f"problem: row {of.row}{code}: {of.said}{rest}"


def _parts(of: Judged) -> str:
    named = ", ".join(part_words.NAMES[each.part].lower() for each in of.changed)
    return f" ({named})" if named and of.done is not Done.ADDED else ""


def _kept(of: Judged) -> str:
    said = [
        f"{part_words.NAMES[each.part].lower()} stays {part_words.told(each.part, each.before)}; "
        f"the file says {part_words.told(each.part, each.after)}"
        for each in of.kept
    ]
    return f": {'. '.join(said)}"
