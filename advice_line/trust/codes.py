"""One-time codes: six figures sent to the address on file, good for ten minutes, in the browser
that asked for them and nowhere else."""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, func, select

from advice_line.errors import Expired, Invalid, Problem, TooManyTries
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.tables.trust import OneTimeCode

LIFETIME = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES = 5


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    LETTER = "letter"


def make(
    work: Work,
    purpose: Purpose,
    browser: str,
    *,
    responder: int | None = None,
    link: int | None = None,
) -> OneTimeCode:
    """Raises `errors.TooManyTries` after five codes or five wrong figures in fifteen minutes."""
    _hold_back(work, purpose, responder=responder, link=link)
    code = work.add(
        OneTimeCode(
            purpose=purpose,
            responder_id=responder,
            link_id=link,
            browser_hash=_hash(browser),
            made_at=work.now,
            expires_at=work.now + LIFETIME,
        )
    )
    work.record("code.made", subject=f"code:{code.public_id}", purpose=purpose)
    return code


def figures(vault: Vault, code: OneTimeCode) -> str:
    """The six figures: derived when sent and again when checked, never stored."""
    number = int.from_bytes(vault.sign(code.public_id, "code")[:8])
    return f"{number % 1_000_000:06d}"


def newest(
    session: Session, purpose: Purpose, browser: str, *, link: int | None = None
) -> OneTimeCode | None:
    """The last code this browser asked for, to sign in or for this link."""
    return session.exec(
        select(OneTimeCode)
        .where(
            col(OneTimeCode.purpose) == purpose,
            col(OneTimeCode.browser_hash) == _hash(browser),
            col(OneTimeCode.link_id).is_not_distinct_from(link),
        )
        .order_by(col(OneTimeCode.id).desc())
    ).first()


def check(work: Work, code: OneTimeCode | None, typed: str) -> bool:
    """Whether the figures are right; a right code works once.

    False is to be told by `wrong()` after the transaction has kept the try. Raises
    `errors.Expired` or `errors.TooManyTries`.
    """
    if code is None or code.used_at is not None or work.now >= code.expires_at:
        raise Expired
    if code.tries >= MOST_TRIES:
        raise TooManyTries(_wait(code.made_at, work.now))
    clean = "".join(filter(str.isdigit, typed))
    right = hmac.compare_digest(clean.encode(), figures(work.vault, code).encode())
    # The guard makes parallel guesses fail: each try counts from the number it saw.
    counted = work.update(
        code,
        col(OneTimeCode.tries) == code.tries,
        col(OneTimeCode.used_at).is_(None),
        tries=code.tries + 1,
        used_at=work.now if right else None,
    )
    work.record("code.right" if right else "code.wrong", subject=f"code:{code.public_id}")
    return right and counted


def wrong() -> Invalid:
    return Invalid([Problem("code", "That is not the code. Check the six figures and try again.")])


def _hold_back(work: Work, purpose: Purpose, *, responder: int | None, link: int | None) -> None:
    recent = (
        select(func.count(), func.coalesce(func.sum(OneTimeCode.tries), 0))
        .select_from(OneTimeCode)
        .where(
            col(OneTimeCode.purpose) == purpose,
            col(OneTimeCode.responder_id) == responder,
            col(OneTimeCode.link_id) == link,
            col(OneTimeCode.used_at).is_(None),
            col(OneTimeCode.made_at) > work.now - WINDOW,
        )
    )
    asked, tries = work.session.exec(recent).one()
    if asked >= MOST_CODES or tries >= MOST_TRIES:
        raise TooManyTries(int(WINDOW.total_seconds()))


def _wait(since: datetime, now: datetime) -> int:
    return max(1, int((since + WINDOW - now).total_seconds()))


def _hash(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
