"""Signed-in browsers. The cookie holds a random token, the database its hash.

A session of staff has shown one factor or two; with one it may only do what is needed to show the
second.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from advice_line.errors import NotAllowed
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.trust import WebSession
from advice_line.trust import granted
from advice_line.trust.roles import NOBODY, Actor
from advice_line.trust_kinds import SignedInBy

SHIFT = timedelta(hours=12)
IDLE = timedelta(hours=2)
LETTER = timedelta(minutes=30)
_ENDED = "Your access to this line has ended. Whoever runs it can say why."
SEEN_EVERY = timedelta(minutes=1)
# Two in one gesture, or one after the other. One click in the demonstration counts as whole.
_TWO_FACTORS = frozenset({SignedInBy.PASSKEY, SignedInBy.TOTP, SignedInBy.PERSONA})


def start_staff(
    work: Work,
    responder: Responder,
    how: SignedInBy,
    roles: Collection[Role] | None = None,
    *,
    two_factors: bool = False,
    device: str | None = None,
) -> str:
    """Returns the token for the cookie; one sign-in lasts a shift. Where `roles` are given it has
    no others, and of those only what the directory still says of the person. `two_factors` says of
    a sign-in elsewhere whether it showed as many; `device` are words for the browser.

    Raises `errors.NotAllowed` for somebody whose access has ended."""
    if responder.ended_at is not None:
        raise NotAllowed(_ENDED)
    both = two_factors or how in _TWO_FACTORS
    row = WebSession(
        token_hash="",
        responder_id=responder.id,
        role=Role.RESPONDER,
        how=how,
        narrowed_to=None if roles is None else sorted(roles),
        factors=2 if both else 1,
        device=device,
        made_at=work.now,
        confirmed_at=work.now if both else None,
        seen_at=work.now,
        expires_at=work.now + SHIFT,
    )
    return _start(work, row, responder=responder.id, how=how, factors=row.factors)


def start_requester(work: Work, link_id: int) -> str:
    row = WebSession(
        token_hash="",
        link_id=link_id,
        role=Role.REQUESTER,
        made_at=work.now,
        seen_at=work.now,
        expires_at=work.now + LETTER,
    )
    return _start(work, row, link=link_id)


def _start(work: Work, row: WebSession, **recorded: Any) -> str:
    token = secrets.token_urlsafe(32)
    row.token_hash = _hash(token)
    work.add(row)
    work.record("session.started", role=row.role, **recorded)
    return token


def actor_of(session: Session, token: str | None, now: datetime) -> Actor:
    """Who a cookie stands for: nobody where it is unknown, ended, idle or past its time."""
    found = _find(session, token) if token else None
    if found is None or found.ended_at is not None or found.role == Role.PUBLIC:
        return NOBODY
    if now >= found.expires_at or now - found.seen_at > IDLE:
        return NOBODY
    if found.role == Role.REQUESTER:
        return Actor(
            f"requester:{found.link_id}", frozenset({Role.REQUESTER}), link_id=found.link_id
        )
    person = session.get_one(Responder, found.responder_id)
    return NOBODY if person.ended_at is not None else staff(person, found.narrowed_to)


def lapsed_staff(session: Session, token: str, now: datetime) -> Actor | None:
    """Whose session it is or was, if it ran out no longer than a shift ago and nobody signed out:
    good for keeping what they typed, never for showing anything."""
    found = _find(session, token)
    if found is None or found.responder_id is None or found.ended_at is not None:
        return None
    person = session.get_one(Responder, found.responder_id)
    if now - found.expires_at > SHIFT or person.ended_at is not None:
        return None
    return staff(person, found.narrowed_to)


def staff(person: Responder, narrowed_to: Collection[str] | None = None) -> Actor:
    """`narrowed_to` are the roles that one session may have at most; None where it may have all."""

    def at_most(roles: frozenset[Role]) -> frozenset[Role]:
        return roles if narrowed_to is None else roles.intersection(narrowed_to)

    return Actor(
        f"responder:{person.key}",
        at_most(granted.everywhere(person)),
        name=person.name,
        responder_id=person.id,
        on={line: at_most(roles) for line, roles in granted.by_line(person).items()},
    )


def unseen(session: Session, token: str, now: datetime) -> bool:
    """Whether it is more than a minute since this browser was last noted as in use."""
    found = _find(session, token)
    return found is not None and now - found.seen_at > SEEN_EVERY


def seen(work: Work, token: str) -> None:
    """Note that the browser is in use, at most once a minute."""
    if unseen(work.session, token, work.now):
        work.change(
            WebSession,
            col(WebSession.token_hash) == _hash(token),
            seen_at=work.now,
        )


def end_all(work: Work, responder_id: int) -> int:
    """Every session of this person ends now; how many did."""
    return work.change(
        WebSession,
        col(WebSession.responder_id) == responder_id,
        col(WebSession.ended_at).is_(None),
        ended_at=work.now,
    )


def end(work: Work, token: str) -> None:
    work.change(
        WebSession,
        col(WebSession.token_hash) == _hash(token),
        col(WebSession.ended_at).is_(None),
        ended_at=work.now,
    )


def _find(session: Session, token: str) -> WebSession | None:
    return session.exec(
        select(WebSession).where(col(WebSession.token_hash) == _hash(token))
    ).first()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
