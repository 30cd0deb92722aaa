"""Browsers that remember who asks. One does once the code that was mailed to the address was typed
in it; it fills the form in and says that the address is theirs. By itself it opens nothing: what a
practice was told is opened by one in which somebody then signed in for that practice. On a computer
that others use too it ends with the browser, or half an hour after it was last used."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, or_, select

from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.practice_kinds import EnteredBy
from advice_line.tables.trust import WebSession
from advice_line.trust.sessions import NOWHERE, AtProvider

ASKER = "web_sessions.sealed_asker"
LASTS = timedelta(days=90)
# For who has not typed the code yet.
UNCONFIRMED = timedelta(days=1)
_ID = 16
# Of a computer that others use too: a shift at most, and so long while nobody uses it.
SHARED_LASTS, SHARED_IDLE = timedelta(hours=12), timedelta(minutes=30)
# After a code, a further way in is made within this.
PROVEN = timedelta(minutes=10)
# Before the token of one, so that its cookie is kept no longer than the browser is open.
_SHARED = "here."

# Built once: each page of theirs asks this first.
IS_KNOWN = and_(
    col(WebSession.token_hash) == bindparam("hash"),
    col(WebSession.role) == Role.PUBLIC,
    col(WebSession.ended_at).is_(None),
    col(WebSession.expires_at) > bindparam("now"),
    or_(col(WebSession.shared).is_(False), col(WebSession.seen_at) > bindparam("used_since")),
)
_BY_TOKEN = select(WebSession).where(IS_KNOWN)


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
    return session.exec(_BY_TOKEN, params=known_by(token, now)).first()


def known_by(token: str, now: datetime) -> dict[str, Any]:
    """What `IS_KNOWN` is asked with."""
    return {"hash": _hash(token), "now": now, "used_since": now - SHARED_IDLE}


def cookie_lasts(token: str) -> timedelta | None:
    """How long the browser keeps it; None for as long as it is open."""
    return None if token.startswith(_SHARED) else LASTS


def opens(
    work: Work,
    device: WebSession,
    member_id: int | None,
    *,
    shared: bool,
    how: EnteredBy,
    there: AtProvider = NOWHERE,
) -> str:
    """Whoever typed a code in it, or showed otherwise who they are, signs in for their practice, or
    is of none (yet): its new token. What had been this browser's before opens nothing: somebody
    else may have put it there."""
    token = f"{_SHARED if shared else ''}{secrets.token_urlsafe(32)}"
    work.update(
        device,
        token_hash=_hash(token),
        member_id=member_id,
        shared=shared,
        how=how,
        provider_subject=there.subject,
        provider_session=there.session,
        made_at=work.now,
        seen_at=work.now,
        expires_at=work.now + (SHARED_LASTS if shared else LASTS),
    )
    return token


def proven_lately(device: WebSession, now: datetime) -> bool:
    """Whether an address or an account was shown in it just now: by what is shown less directly
    (a passkey) no further way in is made."""
    by_that = device.how in (EnteredBy.CODE, EnteredBy.INVITATION, EnteredBy.SIGN_ON)
    return by_that and now - device.made_at <= PROVEN


def asker(work: Work, device: WebSession) -> str:
    return work.vault.open(device.sealed_asker, ASKER) if device.sealed_asker else "{}"


def keep(work: Work, device: WebSession, asker: str) -> None:
    """What was typed this time, for the next."""
    work.update(device, sealed_asker=work.vault.seal(asker, ASKER), seen_at=work.now)


def confirm(work: Work, device: WebSession, requester_id: int) -> None:
    until = device.expires_at if device.shared else work.now + LASTS
    work.update(device, requester_id=requester_id, seen_at=work.now, expires_at=until)
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


def of_member(session: Session, member_id: int, now: datetime) -> list[WebSession]:
    """Every browser in which this person is signed in for this practice, the newest first."""
    statement = (
        select(WebSession)
        .where(
            col(WebSession.member_id) == member_id,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
            or_(col(WebSession.shared).is_(False), col(WebSession.seen_at) > now - SHARED_IDLE),
        )
        .order_by(col(WebSession.id).desc())
    )
    return list(session.exec(statement))


def name(device: WebSession) -> str:
    """By which it is named on a page: no secret, and of no use elsewhere."""
    return device.token_hash[:_ID]


def forget(work: Work, device: WebSession) -> None:
    work.update(device, ended_at=work.now, sealed_asker=None, member_id=None)
    work.record("device.forgotten", subject=f"device:{name(device)}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
