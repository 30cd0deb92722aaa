"""What is due lies in columns and rows; whoever claims it by a guarded update does it, alone.

A sweep looks with a plain SELECT first and locks only what it claims, so any number of workers
may sweep. What fell due while nobody ran is simply still due: it is done once, on return.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlmodel import Session, SQLModel

from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.writing import Writing
from advice_line.tables.ledger import CalendarJob

# How long a calendar job may take before another worker believes its worker dead.
LEASE = timedelta(minutes=15)
_CALENDAR = table_of(CalendarJob)
_DATE = select(_CALENDAR.c.next_due).where(_CALENDAR.c.name == bindparam("name"))


def rows(
    session: Session,
    table: type[SQLModel],
    column: str,
    now: datetime,
    limit: int,
    *where: ColumnElement[bool],
) -> list[int]:
    """The ids of rows whose `column` has come, the longest due first."""
    source = table_of(table)
    statement = (
        select(source.c.id)
        .where(source.c[column] <= now, *where)
        .order_by(source.c[column], source.c.id)
        .limit(limit)
    )
    return list(session.execute(statement).scalars())


def claim(
    work: Writing, table: type[SQLModel], row_id: int, column: str, was: Any, to: Any
) -> bool:
    """Move `column` of one row from `was` to `to`; False when somebody else has."""
    source = table_of(table)
    return _changed(
        work,
        update(source)
        .where(source.c.id == row_id, source.c[column].is_not_distinct_from(was))
        .values({column: to}),
    )


def register_calendar(work: Writing, name: str, next_due: datetime) -> bool:
    """Put a calendar job on the calendar; one that is there keeps its date, past or not."""
    return insert_once(
        work.session,
        CalendarJob,
        ("name",),
        name=name,
        next_due=next_due,
        last_run_at=None,
        done=None,
    )


def calendar_dates(session: Session) -> dict[str, datetime]:
    """When each calendar job is due next; one that is not on the calendar yet is not among them."""
    dated = session.execute(select(_CALENDAR.c.name, _CALENDAR.c.next_due))
    return {row.name: row.next_due for row in dated}


def calendar_date(session: Session, name: str) -> datetime | None:
    """When a calendar job is due next; None while it is not on the calendar."""
    return session.execute(_DATE, {"name": name}).scalar_one_or_none()


def claim_calendar(work: Writing, name: str, now: datetime, next_due: datetime) -> bool:
    """Take a due calendar job and set its next date; False when somebody else has.

    A job that cannot do its work in this same transaction claims a short lease first, and the
    real date when it is done, so that a worker killed in between leaves it due again.
    """
    return _changed(
        work,
        update(_CALENDAR)
        .where(_CALENDAR.c.name == name, _CALENDAR.c.next_due <= now)
        .values(next_due=next_due, last_run_at=now),
    )


def end_lease(
    work: Writing, name: str, lease_end: datetime, next_due: datetime, done: int | None = None
) -> bool:
    """Set the real date of a job taken on a lease, which did so much; False when the lease has run
    out and passed."""
    return _changed(
        work,
        update(_CALENDAR)
        .where(_CALENDAR.c.name == name, _CALENDAR.c.next_due == lease_end)
        .values(next_due=next_due, done=done),
    )


def bring_forward(work: Writing, name: str) -> bool:
    """A calendar job is due now: the next worker that looks does it. False where it is due already,
    or in a worker's hand."""
    job = work.session.get(CalendarJob, name)
    if job is not None and in_hand(job):
        return False
    return _changed(
        work,
        update(_CALENDAR)
        .where(_CALENDAR.c.name == name, _CALENDAR.c.next_due > work.now)
        .values(next_due=work.now),
    )


def in_hand(job: CalendarJob) -> bool:
    """Whether a worker does it, or was killed doing it: then it is done again as the lease ends."""
    return job.last_run_at is not None and job.next_due == job.last_run_at + LEASE


def _changed(work: Writing, statement: Any) -> bool:
    result = work.session.execute(statement)
    work.session.expire_all()
    count: int = result.rowcount  # type: ignore[attr-defined]  # a Core DML result has it
    return count == 1
