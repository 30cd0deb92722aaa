"""Signed-in browsers. The cookie holds a random token, the database its hash.

A session of staff has shown one factor or two; with one it may only do what is needed to show the
second.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, false, or_, select

from advice_line.errors import NotAllowed
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.trust import WebSession
from advice_line.trust import granted
from advice_line.trust.narrowed import WITH_ONE_FACTOR
from advice_line.trust.roles import NOBODY, Actor
from advice_line.trust_kinds import SignedInBy

SHIFT = timedelta(hours=12)
IDLE = timedelta(hours=2)
LETTER = timedelta(minutes=30)
_ENDED = "Your access to this line has ended. Whoever runs it can say why."
SEEN_EVERY = timedelta(minutes=1)
# For so long after both factors were shown may one change by what one signs in.
FRESH = timedelta(minutes=10)
_NAME = 16
# Columns and not rows of the mapper, which cost twice as much: each page asks this first. `id` and
# the names after it are the person's, as `staff` reads them.
_READ: tuple[Any, ...] = (
    *(col(WebSession.role).label("as_whom"), col(WebSession.ended_at).label("closed_at")),
    *(col(WebSession.expires_at), col(WebSession.seen_at), col(WebSession.link_id)),
    *(col(WebSession.narrowed_to), col(WebSession.factors)),
    *(col(Responder.id), col(Responder.key), col(Responder.name), col(Responder.role)),
    *(col(Responder.roles), col(Responder.roles_on), col(Responder.ended_at)),
)
_KNOWN = (
    select_rows(*_READ)
    .select_from(WebSession)
    .join(Responder, col(Responder.id) == col(WebSession.responder_id), isouter=True)
    .where(col(WebSession.token_hash) == bindparam("hash"))
)
# Two in one gesture, or one after the other. One click in the demonstration counts as whole.
_TWO_FACTORS = frozenset({SignedInBy.PASSKEY, SignedInBy.TOTP, SignedInBy.PERSONA})


@dataclass(frozen=True)
class AtProvider:
    """Marks of what a provider of sign-ins calls somebody and their sign-in there."""

    subject: str | None
    session: str | None


NOWHERE = AtProvider(None, None)


def start_staff(
    work: Work,
    responder: Responder,
    how: SignedInBy,
    roles: Collection[Role] | None = None,
    *,
    two_factors: bool = False,
    device: str | None = None,
    there: AtProvider | None = None,
) -> str:
    """Returns the token for the cookie; one sign-in lasts a shift. Where `roles` are given it has
    no others, and of those only what the directory still says of the person. `two_factors` says of
    a sign-in elsewhere whether it showed as many; `device` are words for the browser, `there` says
    how it is known where it began.

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
        provider_subject=there.subject if there else None,
        provider_session=there.session if there else None,
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


def known(reading: Connection | Session, token: str | None, now: datetime) -> tuple[Actor, bool]:
    """Who a cookie stands for: nobody where it is unknown, ended, idle or past its time. And
    whether it is more than a minute since this browser was last noted as in use."""
    found = reading.execute(_KNOWN, {"hash": _hash(token)}).first() if token else None
    if found is None:
        return NOBODY, False
    actor = _actor(found, now)
    return actor, actor is not NOBODY and now - found.seen_at > SEEN_EVERY


def _actor(found: Row[Any], now: datetime) -> Actor:
    if found.closed_at is not None or found.as_whom == Role.PUBLIC:
        return NOBODY
    if now >= found.expires_at or now - found.seen_at > IDLE:
        return NOBODY
    if found.as_whom == Role.REQUESTER:
        return Actor(
            f"requester:{found.link_id}", frozenset({Role.REQUESTER}), link_id=found.link_id
        )
    if found.id is None or found.ended_at is not None:
        return NOBODY
    actor = staff(found, found.narrowed_to)
    return actor if found.factors == 2 else replace(actor, only=WITH_ONE_FACTOR)


def fresh(session: Session, token: str, now: datetime) -> bool:
    """Whether what this session rests on was shown within the last minutes: both factors or, while
    it has shown one, that one."""
    found = _find(session, token)
    if found is None:
        return False
    shown_at = found.confirmed_at or found.made_at
    return found.how == SignedInBy.PERSONA or now - shown_at < FRESH


def confirm(work: Work, token: str, by: SignedInBy) -> str:
    """Both factors have now been shown in it. Returns another token for the cookie: whoever had a
    copy of the one before has nothing. Raises `errors.NotAllowed` where it has ended meanwhile."""
    found, new = _find(work.session, token), secrets.token_urlsafe(32)
    if found is None or not work.update(
        found,
        col(WebSession.ended_at).is_(None),
        col(WebSession.token_hash) == _hash(token),
        token_hash=_hash(new),
        factors=2,
        confirmed_at=work.now,
        seen_at=work.now,
    ):
        raise NotAllowed
    work.record("session.confirmed", subject=f"session:{found.id}", by=by)
    return new


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


def staff(person: Responder | Row[Any], narrowed_to: Collection[str] | None = None) -> Actor:
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


def of_provider(session: Session, there: AtProvider, *, staff: bool) -> list[WebSession]:
    """Of staff, or of people of practices. Those not ended that began by this sign-in or, where
    none is named, as this person there. One of this person of which the provider had named no
    sign-in may be the one."""
    if there == NOWHERE:
        return []
    subject, sign_in = col(WebSession.provider_subject), col(WebSession.provider_session)
    whose = col(WebSession.responder_id if staff else WebSession.requester_id)
    statement = select(WebSession).where(col(WebSession.ended_at).is_(None), whose.is_not(None))
    if there.subject is not None:
        statement = statement.where(subject == there.subject)
    if there.session is not None:
        unnamed = sign_in.is_(None) if there.subject is not None else false()
        statement = statement.where(or_(sign_in == there.session, unnamed))
    return list(session.exec(statement.order_by(col(WebSession.id))))


def of_person(session: Session, responder_id: int, now: datetime) -> list[WebSession]:
    """Those that are open, the last seen first."""
    statement = (
        select(WebSession)
        .where(
            col(WebSession.responder_id) == responder_id,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
            col(WebSession.seen_at) >= now - IDLE,
        )
        .order_by(col(WebSession.seen_at).desc(), col(WebSession.id).desc())
    )
    return list(session.exec(statement))


def name(row: WebSession) -> str:
    """By which it is named on its person's page: no secret, and of no use elsewhere."""
    return row.token_hash[:_NAME]


def is_of(row: WebSession, token: str | None) -> bool:
    return token is not None and row.token_hash == _hash(token)


def end_this(work: Work, row: WebSession) -> None:
    """By whom a session of staff was ended is in the trail."""
    if work.update(row, col(WebSession.ended_at).is_(None), ended_at=work.now):
        work.record("session.ended", subject=f"session:{row.id}", responder=row.responder_id)


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
