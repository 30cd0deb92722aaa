"""`db`: bring the database up to date, ask whether it is whole, move it to another engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from advice_line.cli.common import open_database, print_line
from advice_line.db import Database
from advice_line.errors import Busy, Misconfigured
from advice_line.ledger import moving
from advice_line.settings import Settings
from advice_line.tables.every import metadata

app = typer.Typer(help="The database: its tables, its state, its move.", no_args_is_help=True)

To = Annotated[str, typer.Option("--to", help="The address of an empty database.")]


@app.command("upgrade")
def upgrade() -> None:
    """Run the migrations that are missing; a second process that does the same waits its turn."""
    with _database(Settings().database_url) as database:
        database.upgrade()
    print_line("The database is up to date.")


@app.command("check")
def check() -> None:
    """Whether the tables are those of this version and, with SQLite, the file is sound."""
    with _database(Settings().database_url) as database:
        if database.behind():
            print_line("Migrations are missing. Run: advice-line db upgrade")
            raise typer.Exit(1)
        faults = [*_differences(database), *_damage(database)]
    for fault in faults:
        print_line(fault)
    if faults:
        raise typer.Exit(1)
    print_line("The database is up to date and sound.")


@app.command("move")
def move(to: To) -> None:
    """Copy the site of DATABASE_URL to another database, whole or not at all.

    Stop serve and worker first. The old database is left as it is.
    """
    settings = Settings()
    if to == settings.database_url:
        raise Misconfigured("--to is the database of DATABASE_URL itself.")
    with (
        _database(settings.database_url) as source,
        _database(to, "--to") as target,
    ):
        copied = moving.move(source, target)
    for table, rows in copied.items():
        if rows:
            print_line(f"{table}: {rows}")
    print_line("Moved. Set DATABASE_URL to the new address, then start serve and worker.")


@contextmanager
def _database(url: str, named: str = "DATABASE_URL") -> Iterator[Database]:
    with open_database(url, named) as database:
        try:
            yield database
        except DBAPIError as error:
            if error.connection_invalidated or not _reachable(database):
                raise Busy("The database cannot be reached. Look at its address.") from error
            raise


def _reachable(database: Database) -> bool:
    try:
        with database.engine.connect():
            return True
    except DBAPIError:
        return False


def _differences(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        found = compare_metadata(context, metadata())
    return [f"The tables are not those of this version: {_named(each)}" for each in found]


def _is_ours(name: str | None, *_of: object) -> bool:
    """The index over words is the engine's own, and no table of ours."""
    return not (name or "").startswith("search_index")


def _named(difference: object) -> str:
    """Such as "add_column, lines, number": Alembic's word for what would mend it, and where."""
    flat = difference[0] if isinstance(difference, list) else difference
    assert isinstance(flat, tuple)
    names = [part if isinstance(part, str) else getattr(part, "name", None) for part in flat]
    return ", ".join(name for name in names if name)


def _damage(database: Database) -> list[str]:
    if not database.sqlite:
        return []
    with database.reading() as session:
        answers = session.execute(text("PRAGMA quick_check")).scalars().all()
    return [f"The file is damaged: {answer}" for answer in answers if answer != "ok"]
