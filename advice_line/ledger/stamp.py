"""The stamp that keeps a rehearsal and the real thing apart, in the database, for good.

In a rehearsal time is a file (CLOCK_FILE): a real site that ran on it would break its promises,
and a rehearsal that ran on real time would ring real people.
"""

from sqlalchemy import literal
from sqlmodel import Session, col, select

from advice_line.errors import Misconfigured
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.every import metadata
from advice_line.tables.ledger import Deployment

_ONLY = 1


def stamp(work: Work, rehearsal: bool) -> None:
    """Stamp a database at its first start, and hold every later start to the stamp.

    Raises `errors.Misconfigured` when the stamp and CLOCK_FILE do not fit, or when a database
    that is already in use without a stamp would become a rehearsal.
    """
    stamped = is_rehearsal(work.session)
    if stamped is None:
        if rehearsal and not _empty(work.session):
            raise Misconfigured(
                "CLOCK_FILE is set, but this database is already in use and was never stamped as "
                "a rehearsal. Use a fresh DATABASE_URL for a rehearsal, or remove CLOCK_FILE."
            )
        insert_once(
            work.session,
            Deployment,
            ("id",),
            id=_ONLY,
            rehearsal=rehearsal,
            stamped_at=work.now,
            facts={},
        )
        stamped = is_rehearsal(work.session)
    if stamped and not rehearsal:
        raise Misconfigured(
            "This database is stamped as a rehearsal and starts only with CLOCK_FILE. "
            "Set CLOCK_FILE, or use the DATABASE_URL of the real site."
        )
    if rehearsal and not stamped:
        raise Misconfigured(
            "CLOCK_FILE is set, but this database belongs to a real site. "
            "Use a fresh DATABASE_URL for a rehearsal, or remove CLOCK_FILE."
        )


def is_rehearsal(session: Session) -> bool | None:
    """None while the database has no stamp."""
    return session.exec(select(Deployment.rehearsal).where(col(Deployment.id) == _ONLY)).first()


def _empty(session: Session) -> bool:
    return not any(
        session.execute(select(literal(1)).select_from(table).limit(1)).first()
        for table in metadata().sorted_tables
    )
