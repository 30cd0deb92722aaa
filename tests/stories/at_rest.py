"""The worker of a story passes over those jobs whose tables are empty: each would ask one question
of them and find nothing, two dozen of them at every step of every story, which took a sixth of the
processor's time of all tests. `test_at_rest` holds each to what is said of it here.
"""

from collections.abc import Sequence
from datetime import datetime

from advice_line.db import Database
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.worker import of_now, run_job

# The table that a job asks, and beside the lines no other, while there is no row in it.
ASKS = {
    "alarms": "alarms",
    "alerts": "alerts",
    "calendars": "rota_sources",
    "holds": "rooms",
    "mails": "mails",
    "mails_uncleared": "mails",
    "old_mails": "mails",
    "old_sounds": "sounds",
    "opened_again": "tasks",
    "pass_ons": "pass_ons",
    "promises": "promises",
    "question_rings": "question_rings",
    "reach_unanswered": "reach_checks",
    "receipts": "advice",
    "ring_backs": "promises",
    "rota_notices": "rota_findings",
    "rota_offers": "rota_findings",
    "sounds": "sounds",
    "swaps": "swap_requests",
    "taken_up": "filings",
    "tasks": "tasks",
    "test_calls_judged": "test_calls",
    "tracers": "tracers",
    "unclaimed": "tasks",
}
_TABLES = sorted(set(ASKS.values()))
_ANY = "SELECT " + ", ".join(f"EXISTS(SELECT 1 FROM {table})" for table in _TABLES)  # noqa: S608


def run(ledger: Ledger, jobs: Sequence[Job]) -> None:
    """One after the other, those that may find something; what one leaves may wake the next."""
    empty = _empty(ledger.db)
    for job in of_now(ledger, jobs):
        if ASKS.get(job.name) in empty:
            continue
        if run_job(ledger, job):
            empty = _empty(ledger.db)


def due(ledger: Ledger, jobs: Sequence[Job]) -> list[datetime]:
    """When something of these falls due next, of each that has anything waiting."""
    empty = _empty(ledger.db)
    dates = [job.next_due() for job in jobs if ASKS.get(job.name) not in empty]
    return [at for at in dates if at is not None]


def _empty(db: Database) -> set[str]:
    with db.engine.connect() as connection:
        (found,) = connection.exec_driver_sql(_ANY)
    return {table for table, any_there in zip(_TABLES, found, strict=True) if not any_there}
