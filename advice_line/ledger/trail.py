"""The trail's chain: each line's link is SHA-256 over the link before it and the line itself.

Lines are written by `work.record()` without a link and chained in order by the sweep, so that
events do not queue on one lock. What was changed or removed in between is then found (H14).
"""

import hashlib
import json

from sqlalchemy import text
from sqlmodel import Session, col, select

from advice_line.ledger.writing import Writing
from advice_line.tables.ledger import TrailEntry

BATCH = 500
BEGINNING = "0" * 64
_LOCK = 714026


def waiting(session: Session) -> bool:
    """Whether any line has no link yet: a plain look, so that an idle sweep takes no lock."""
    return bool(_unchained(session, limit=1))


def chain(work: Writing) -> int:
    """Link one batch of new lines; how many. Nothing while another worker is at it."""
    if not _alone(work.session):
        return 0
    position, link = _end(work.session)
    entries = _unchained(work.session, limit=BATCH)
    for entry in entries:
        position += 1
        link = link_of(link, position, entry)
        entry.chain_position, entry.chain = position, link
    work.session.flush()
    return len(entries)


def verify(session: Session) -> TrailEntry | None:
    """The first line whose link does not fit, or before which one is missing; None if all fit."""
    position, link = 0, BEGINNING
    while entries := _after(session, position):
        for entry in entries:
            position += 1
            link = link_of(link, position, entry)
            if entry.chain_position != position or entry.chain != link:
                return entry
        session.expunge_all()
    return None


def link_of(previous: str, position: int, entry: TrailEntry) -> str:
    """The link of `entry` at `position`, as 64 hexadecimal figures."""
    line = json.dumps(
        {
            "position": position,
            "id": entry.id,
            "at": entry.at.isoformat(timespec="microseconds"),
            "actor": entry.actor,
            "action": entry.action,
            "query": entry.query_id,
            "subject": entry.subject,
            "detail": entry.detail,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(f"{previous}{line}".encode()).hexdigest()


def _unchained(session: Session, limit: int) -> list[TrailEntry]:
    # A line may commit after one with a higher id: it is then chained after it, and stays there.
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.chain_position).is_(None))
        .order_by(col(TrailEntry.id))
        .limit(limit)
    )
    return list(session.exec(statement))


def _after(session: Session, position: int) -> list[TrailEntry]:
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.chain_position) > position)
        .order_by(col(TrailEntry.chain_position))
        .limit(BATCH)
    )
    return list(session.exec(statement))


def _end(session: Session) -> tuple[int, str]:
    statement = (
        select(TrailEntry.chain_position, TrailEntry.chain)
        .where(col(TrailEntry.chain_position).is_not(None))
        .order_by(col(TrailEntry.chain_position).desc())
        .limit(1)
    )
    last = session.exec(statement).first()
    if last is None or last[0] is None or last[1] is None:
        return 0, BEGINNING
    return last[0], last[1]


def _alone(session: Session) -> bool:
    """On SQLite writing transactions queue anyway; on PostgreSQL a lock of this one says it."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return bool(
        session.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK}).scalar()
    )
