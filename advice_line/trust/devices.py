"""Browsers that remember who asks. One does once the code that was mailed to the address was typed
in it; it fills the form in and says that the address is theirs, and opens nothing."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.tables.trust import WebSession

ASKER = "web_sessions.sealed_asker"
LASTS = timedelta(days=90)
# For who has not typed the code yet.
UNCONFIRMED = timedelta(days=1)
_ID = 16


def start(work: Work, asker: str) -> str:
    """A browser that may come to remember `asker`, as JSON: its token, for a cookie."""
    token = secrets.token_urlsafe(32)
    work.add(
        WebSession(
            token_hash=_hash(token),
            role=Role.PUBLIC,
            sealed_asker=work.vault.seal(asker, ASKER),
            made_at=work.now,
            seen_at=work.now,
            expires_at=work.now + UNCONFIRMED,
        )
    )
    return token


def find(session: Session, token: str | None, now: datetime) -> WebSession | None:
    """Confirmed or not; None where it is unknown, forgotten or past its time."""
    if not token:
        return None
    return session.exec(
        select(WebSession).where(
            col(WebSession.token_hash) == _hash(token),
            col(WebSession.role) == Role.PUBLIC,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
        )
    ).first()


def asker(work: Work, device: WebSession) -> str:
    return work.vault.open(device.sealed_asker, ASKER) if device.sealed_asker else "{}"


def keep(work: Work, device: WebSession, asker: str) -> None:
    """What was typed this time, for the next."""
    work.update(device, sealed_asker=work.vault.seal(asker, ASKER), seen_at=work.now)


def confirm(work: Work, device: WebSession, requester_id: int) -> None:
    work.update(device, requester_id=requester_id, seen_at=work.now, expires_at=work.now + LASTS)
    work.record("device.remembers", subject=f"device:{name(device)}", requester=requester_id)


def of_person(session: Session, requester_id: int, now: datetime) -> list[WebSession]:
    """Every browser that remembers this person, the newest first."""
    statement = (
        select(WebSession)
        .where(
            col(WebSession.requester_id) == requester_id,
            col(WebSession.role) == Role.PUBLIC,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
        )
        .order_by(col(WebSession.id).desc())
    )
    return list(session.exec(statement))


def name(device: WebSession) -> str:
    """By which it is named on a page: no secret, and of no use elsewhere."""
    return device.token_hash[:_ID]


def forget(work: Work, device: WebSession) -> None:
    work.update(device, ended_at=work.now, sealed_asker=None)
    work.record("device.forgotten", subject=f"device:{name(device)}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
