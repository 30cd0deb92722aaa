"""Keys of clinical systems: how one is made and known again. The key itself is shown once and kept
nowhere: a keyed hash of it is.

    adviceline_K7Q2M9FX3B5D8H1J_k3J…   a word by which scanners know a leaked one, its id, 256 bits
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import case, func, update
from sqlmodel import Session, col, select

from advice_line.api_kinds import Scope
from advice_line.errors import NotAllowed, TooManyTries
from advice_line.kinds import Role
from advice_line.ledger.once import table_of
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.tables.api_keys import ApiKey
from advice_line.tables.columns import opaque
from advice_line.trust.narrowed import BY_SYSTEM
from advice_line.trust.roles import Actor

WORD = "adviceline"
WINDOW = timedelta(minutes=1)
# How many keys' worth of requests an organisation has, however many keys it was given.
OF_ORGANISATION = 3
_SHAPE = re.compile(rf"{WORD}_([0-9A-Z]{{16}})_([A-Za-z0-9_-]{{43}})")
_ROWS = table_of(ApiKey)


class NoKey(NotAllowed):
    """None was given, or none that is good: which of the two is told to nobody."""

    sentence = "Send a key of your organisation that is good: Authorization: Bearer KEY."


@dataclass(frozen=True)
class Wanted:
    organisation: int
    name: str
    scopes: tuple[Scope, ...]
    expires_at: datetime
    made_by: str


@dataclass(frozen=True)
class Made:
    row: ApiKey
    key: str = field(repr=False)


def make(work: Work, wanted: Wanted) -> Made:
    key_id = opaque()
    key = f"{WORD}_{key_id}_{secrets.token_urlsafe(32)}"
    row = work.add(
        ApiKey(
            public_id=key_id,
            organisation_id=wanted.organisation,
            name=wanted.name,
            mark=_mark(work.vault, key),
            scopes=[each.value for each in wanted.scopes],
            made_at=work.now,
            made_by=wanted.made_by,
            expires_at=wanted.expires_at,
        )
    )
    return Made(row, key)


def id_of(key: str) -> str | None:
    """Its public part; None for what is none of our keys."""
    found = _SHAPE.fullmatch(key)
    return found.group(1) if found else None


def known(session: Session, vault: Vault, key: str) -> ApiKey:
    """Raises `NoKey`."""
    key_id = id_of(key)
    row = session.exec(select(ApiKey).where(col(ApiKey.public_id) == key_id)).first()
    right = row.mark if row is not None else _mark(vault, "")
    if not hmac.compare_digest(right, _mark(vault, key)) or row is None:
        raise NoKey
    return row


def is_good(row: ApiKey, now: datetime) -> bool:
    return row.revoked_at is None and now < row.expires_at


def used(work: Work, row: ApiKey) -> None:
    """Counts one request."""
    fresh = _ROWS.c.window_at.is_(None) | (_ROWS.c.window_at <= work.now - WINDOW)
    work.run(
        update(_ROWS)
        .where(_ROWS.c.id == row.id)
        .values(
            last_used_at=work.now,
            window_at=case((fresh, work.now), else_=_ROWS.c.window_at),
            window_count=case((fresh, 1), else_=_ROWS.c.window_count + 1),
        )
    )
    work.session.refresh(row)


def of_organisation(session: Session, row: ApiKey, most: int, now: datetime) -> int:
    """How many requests all keys of its organisation were answered within the window, `most` of
    each: one that asks without end does not use up what the others have."""
    answered = case((col(ApiKey.window_count) > most, most), else_=col(ApiKey.window_count))
    counted = select(func.coalesce(func.sum(answered), 0)).where(
        col(ApiKey.organisation_id) == row.organisation_id,
        col(ApiKey.window_at) > now - WINDOW,
    )
    found: int = session.exec(counted).one()
    return found


def refuse_flood(row: ApiKey, of_all: int, most: int, now: datetime) -> None:
    """Raises `errors.TooManyTries` where there were more than `most` within the window, or `of_all`
    keys of the organisation more than so many keys' worth; after the transaction that counted them,
    which an error would undo."""
    if row.window_at is None or (row.window_count <= most and of_all <= most * OF_ORGANISATION):
        return
    until = row.window_at + WINDOW - now
    raise TooManyTries(max(1, int(until.total_seconds()) + 1), "Too many requests.")


def actor(row: ApiKey) -> Actor:
    return Actor(
        f"key:{row.public_id}",
        frozenset({Role.CLIENT}),
        name=row.name,
        organisation_id=row.organisation_id,
        only=frozenset(BY_SYSTEM[Scope(each)] for each in row.scopes),
    )


def _mark(vault: Vault, key: str) -> str:
    return vault.mark(key, "api-key")
