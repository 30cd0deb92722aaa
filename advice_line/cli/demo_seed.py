"""`demo seed`: a made-up past in a rehearsal's database."""

import json
from pathlib import Path

from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.cli.common import (
    clock_of,
    hold_to_site,
    line_named,
    open_database,
    print_line,
    write_file,
)
from advice_line.demo.seeding import filling
from advice_line.demo.seeding.filling import Wanted
from advice_line.errors import Misconfigured
from advice_line.ledger.vault import vault_of
from advice_line.ledger.work import Ledger
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

NOT_HERE = (
    "A made-up past goes into a rehearsal alone. Set CLOCK_FILE, and give the address of a fresh "
    "database with --into."
)


def seed(
    into: str, queries: int, seeded: int, days: int, line: str | None, truth: Path | None
) -> None:
    """Raises `errors.Misconfigured` for a database that is no rehearsal's."""
    settings = Settings()
    if not settings.rehearsal:
        raise Misconfigured(NOT_HERE)
    with open_database(into, "--into") as database:
        ledger = Ledger(database, clock_of(settings), vault_of(settings))
        hold_to_site(ledger, settings, writes=True)
        with ledger.look(SYSTEM.label) as work:
            key = line_named(work.session, line).key
        found = filling.fill(ledger, key, Wanted(queries, seeded, days))
        Facts(ledger).catch_up()
        Figures(ledger, settings.small_number).catch_up()
    if truth is not None:
        write_file(truth, json.dumps(found.months, indent=1, sort_keys=True).encode())
    print_line(f"{queries:,} queries were put into {key}, over {days} days.")
