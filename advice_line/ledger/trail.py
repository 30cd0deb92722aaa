"""The trail's chain: each line's link is SHA-256 over the link before it and the line itself.

Lines are written by `work.record()` without a link and chained in order by the sweep, so that
events do not queue on one lock. What was changed or removed in between is then found (H14).
"""

import hashlib

from sqlalchemy import text
from sqlmodel import Session, col, select

from advice_line.ledger.trail_lines import canonical, text_of
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
    position, link = end(work.session)
    entries = _unchained(work.session, limit=BATCH)
    for entry in entries:
        position += 1
        link = link_of(link, position, entry)
        entry.chain_position, entry.chain = position, link
    work.session.flush()
    return len(entries)


def link_of(previous: str, position: int, entry: TrailEntry) -> str:
    """The link of `entry` at `position`, as 64 hexadecimal figures."""
    at, detail = entry.at.isoformat(timespec="microseconds"), canonical(entry.detail)
    assert entry.id is not None
    line = text_of(
        position, entry.id, at, entry.actor, entry.action, entry.query_id, entry.subject, detail
    )
    return linked(previous, line)


def linked(previous: str, line: str) -> str:
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


def end(session: Session) -> tuple[int, str]:
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
