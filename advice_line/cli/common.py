"""What every command needs: the settings, the database behind them, and lines of output."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from advice_line.clock import Clock, FileClock, SystemClock
from advice_line.db import Database
from advice_line.directory import lookups
from advice_line.errors import Busy, Invalid, Misconfigured, Problem
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.stamp import is_rehearsal, stamp
from advice_line.ledger.vault import vault_of
from advice_line.ledger.work import Ledger
from advice_line.rules import wall_clock
from advice_line.settings import Settings
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM
from rota import columns, walltime

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
LineKey = Annotated[
    str | None, typer.Option("--line", help="The line's key; needed where there are several.")
]

Shape = TypeVar("Shape", bound=BaseModel)

# More rows than this no command prints at once.
MOST_ROWS = 1_000_000


def clock_of(settings: Settings) -> Clock:
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def hold_to_no_password(url: str, option: str) -> None:
    """Raises `errors.Invalid`: every process of the machine may read a command's words."""
    with suppress(ArgumentError, ValueError):  # what is no address at all is told by who opens it
        if make_url(url).password is not None:
            said = f"{option}: a password on a command line is read by everybody on this machine. "
            raise Invalid([Problem(option, f"{said}Leave it out: see PGPASSFILE of PostgreSQL.")])


@contextmanager
def open_database(url: str, named: str = "DATABASE_URL") -> Iterator[Database]:
    """Of a setting, or of an option such as `--to`.

    Raises `errors.Misconfigured` for an address that names no database we can speak to, and
    `errors.Invalid` for an option with a password in it.
    """
    if named.startswith("--"):
        hold_to_no_password(url, named)
    database = Database(url, named)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def open_ledger(*, writes: bool = False) -> Iterator[Ledger]:
    """For commands that need only the database.

    Raises `errors.Misconfigured` when its tables are missing or old, when its stamp and CLOCK_FILE
    do not fit, or what it sealed and DATA_KEYS; a command that writes stamps a fresh one.
    """
    settings = Settings()
    with open_bare_ledger(settings) as ledger:
        hold_to_site(ledger, settings, writes=writes)
        yield ledger


@contextmanager
def open_bare_ledger(settings: Settings) -> Iterator[Ledger]:
    """Whatever tables, stamp and keys the database has."""
    with open_database(settings.database_url) as database:
        yield Ledger(database, clock_of(settings), vault_of(settings))


def hold_to_site(ledger: Ledger, settings: Settings, *, writes: bool) -> None:
    """Raises what `open_ledger` raises."""
    hold_to_tables(ledger.db)
    hold_to_stamp(ledger, settings, writes=writes)
    with ledger.work(SYSTEM.label) if writes else ledger.look(SYSTEM.label) as work:
        hold_to_keys(work, writes=writes)


def hold_to_tables(database: Database) -> None:
    """Raises `errors.Misconfigured` when migrations are missing, `errors.Busy` when it is away."""
    try:
        behind = database.behind()
    except DBAPIError as error:
        raise Busy("The database cannot be reached. Look at DATABASE_URL.") from error
    if behind:
        raise Misconfigured("The database is not up to date. Run: advice-line db upgrade")


def hold_to_stamp(ledger: Ledger, settings: Settings, *, writes: bool) -> None:
    with ledger.look(SYSTEM.label) as work:
        stamped = is_rehearsal(work.session) is not None
    if stamped or writes:
        with ledger.work(SYSTEM.label) as work:
            stamp(work, settings.rehearsal)


def line_named(session: Session, key: str | None) -> Line:
    """The line of `--line`, or the only one there is; raises `errors.Invalid`."""
    lines = {line.key: line for line in lookups.lines(session)}
    if key is None and len(lines) == 1:
        return next(iter(lines.values()))
    if key in lines:
        return lines[key]
    there = ", ".join(lines) or "none yet; run: advice-line setup FILE.toml"
    asked = "Say which line with --line." if key is None else f'There is no line "{key}".'
    raise Invalid([Problem("--line", f"{asked} Lines: {there}")])


def reason(error: OSError) -> str:
    """Such as "no space left on device"."""
    return (error.strerror or "it cannot be used").lower()


def unreadable(file: Path, error: OSError, option: str = "FILE") -> Invalid:
    return Invalid([Problem(option, f"{file} cannot be read: {reason(error)}.")])


def read_file(file: Path, most: int) -> bytes:
    """One byte more than `most`, so that what is too large is known to be. Raises
    `errors.Invalid`."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise unreadable(file, error) from error


def write_file(file: Path, content: bytes) -> None:
    """And says so. Raises `errors.Invalid`, of the option `--output`."""
    try:
        file.write_bytes(content)
    except OSError as error:
        said = f"{file} cannot be written: {reason(error)}."
        raise Invalid([Problem("--output", said)]) from error
    print_line(f"Written: {file.name}")


def print_line(text: str) -> None:
    typer.echo(text)


def print_warning(text: str) -> None:
    """On stderr, so that it never stands among lines of JSON."""
    typer.echo(text, err=True)


def print_json(shape: BaseModel) -> None:
    typer.echo(shape.model_dump_json(by_alias=True))


def print_list(
    shapes: Sequence[Shape],
    cells: Callable[[Shape], tuple[str, ...]],
    nothing: str,
    *,
    as_json: bool,
    heads: tuple[str, ...] | None = None,
) -> None:
    """A JSON object a line; for people a table, or the sentence that there is `nothing`."""
    if as_json:
        for shape in shapes:
            print_json(shape)
    elif shapes:
        print_table([*([heads] if heads else []), *map(cells, shapes)])
    else:
        print_line(nothing)


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell, two spaces apart."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        typer.echo("  ".join(cells).rstrip())


def instant(text: str, option: str, time_zone: str) -> datetime:
    """An instant of the command line; without an offset it is the line's wall clock, and a date
    alone is its midnight. How a time was taken that the clock skips or shows twice is said on
    stderr. Raises `errors.Invalid`."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid([Problem(option, f'{option}: "{text}" {_no_instant(text)}')]) from error
    if given.tzinfo is not None:
        return walltime.as_utc(given)
    zone = columns.read_zone(time_zone)
    if said := wall_clock.note(given, zone):
        print_warning(said)
    return walltime.to_utc(given, zone)


def _no_instant(text: str) -> str:
    example = "write for example 2026-11-23T09:00:00Z."
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", text):
        return f"is not in the order year, month, day (YYYY-MM-DD); {example}"
    if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text) and not _is_day(text[:10]):
        return f"is a day that does not exist; {example}"
    return f"is no instant; {example}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def hold_to_order(start: datetime, end: datetime, time_zone: str) -> None:
    """Raises `errors.Invalid` where --to is not after --from."""
    if end <= start:
        first, last = local(start, time_zone), local(end, time_zone)
        said = f"--to: {last} is not after {first}, the start. Give a later --to, or an earlier"
        raise Invalid([Problem("--to", f"{said} --from.")])


def local(at: datetime, time_zone: str) -> str:
    """An instant as the line's people read it: "Mon 23 Nov 2026 09:00"; in an hour that comes twice
    with the name of its time, "Sun 25 Oct 2026 01:30 BST"."""
    shown = walltime.to_local(at, columns.read_zone(time_zone))
    twice = shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()
    return f"{shown:%a} {shown.day} {shown:%b %Y %H:%M}{f' {shown:%Z}' if twice else ''}"
