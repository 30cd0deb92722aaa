"""Any number of workers and commands may keep figures at once. Each counts, and decides what may be
told, outside of the transaction that writes it, so as to keep nobody waiting. What it found is
written only if nothing that it was found from has become another's meanwhile: else whoever is the
slower would leave for good what was so before."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlmodel import col

from advice_line.audit.facts import keeping
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.audit_facts import AuditReading
from advice_line.trust.roles import SYSTEM


def marked(work: Work) -> int:
    """How often figures were marked to be counted anew: read it before what is counted."""
    return _read(work)[0]


def counted(work: Work) -> int:
    """How often figures were written: read it before what is decided over them."""
    return _read(work)[1]


def mark(work: Work) -> None:
    """Whatever is being counted now is counted once more."""
    work.change(AuditReading, col(AuditReading.id) == 1, marked=col(AuditReading.marked) + 1)


def count(work: Work) -> None:
    """Whatever is being decided now is decided once more."""
    work.change(AuditReading, col(AuditReading.id) == 1, counted=col(AuditReading.counted) + 1)


@contextmanager
def alone(ledger: Ledger) -> Iterator[Work]:
    """A transaction that no other of these meets: on PostgreSQL two would both find no row, and
    insert it."""
    with ledger.work(SYSTEM.label) as work:
        keeping.hold(work)
        yield work


def _read(work: Work) -> tuple[int, int]:
    """Before anything was read for the first time there is nothing to count."""
    of = table_of(AuditReading).c
    row = work.connection.execute(select(of.marked, of.counted).where(of.id == 1)).one_or_none()
    return (0, 0) if row is None else (row.marked, row.counted)
