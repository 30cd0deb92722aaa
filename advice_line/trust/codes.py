"""One-time codes: six figures sent to the address on file, good for ten minutes, in the browser
that asked for them and nowhere else.

Wrong tries count for the link, person or address, over all browsers: five in a quarter of an hour,
ten in an hour, and nobody goes on until the oldest are past. So guessing all day finds a code with
less than one chance in four thousand. Who guesses on purpose could by that keep the right person
out; hence a browser in which a code was right before counts only what was asked and typed in it.
Besides, those who are signed in stay so, and a responder's texted link to a record needs no code.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from advice_line.errors import Expired, Invalid, Problem, TooManyTries
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.trust import AccessLink, OneTimeCode

LIFETIME = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
_DERIVED = "code"
_NO_MORE = (
    "This code was used before, is past its time, or was asked for in another browser. "
    "Ask for another one here."
)
MOST_CODES = 5
# Wrong tries, by the time in which no more are taken.
_MOST_TRIES = {timedelta(hours=1): 10, WINDOW: 5}


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    LETTER = "letter"
    ADDRESS = "address"
    QUESTION = "question"
    TRACERS = "tracers"
    INVITATION = "invitation"
    # Nothing is sent: a row is one try at a password and its six figures.
    AUTHENTICATOR = "authenticator"
    # The same of one answer of a passkey.
    PASSKEY = "passkey"
    CONTACT = "contact"


ADDRESS = "one_time_codes.sealed_address"


def make(
    work: Work,
    purpose: Purpose,
    browser: str,
    *,
    responder: int | None = None,
    link: int | None = None,
    address: str | None = None,
    sent_to: str | None = None,
) -> OneTimeCode:
    """To an address that somebody says is theirs, in lower case, where it is on no file; or
    `sent_to` the one on file, noted so that the right figures show it reaches them.

    Raises `errors.TooManyTries` after five codes in fifteen minutes, or too many wrong tries.
    """
    code = OneTimeCode(
        purpose=purpose,
        responder_id=responder,
        link_id=link,
        address_mark=work.vault.mark(address, "address") if address else None,
        sealed_address=_sealed(work, address or sent_to),
        browser_hash=_hash(browser),
        made_at=work.now,
        expires_at=work.now + LIFETIME,
    )
    _queue(work, code)
    recent = _recent(work, code)
    if sum(made_at > work.now - WINDOW for made_at, _ in recent) >= MOST_CODES:
        raise TooManyTries(int(WINDOW.total_seconds()))
    _hold_back(recent, work.now)
    work.add(code)
    work.record("code.made", subject=f"code:{code.public_id}", purpose=purpose)
    return code


def figures(vault: Vault, code: OneTimeCode) -> str:
    """The six figures: derived when sent and again when checked, never stored."""
    return _figures(vault.sign(code.public_id, _DERIVED)).decode()


def newest(
    session: Session, purpose: Purpose, browser: str, *, link: int | None = None
) -> OneTimeCode | None:
    """The last code this browser asked for, of this purpose and for this link."""
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
        raise Expired(_NO_MORE)
    _hold_back(_recent(work, code), work.now)
    # Locked by that: of several at once each counts from what the one before has left.
    work.session.refresh(code)
    clean = "".join(filter(str.isdigit, typed))
    right = work.vault.is_signed(code.public_id, _DERIVED, clean.encode(), _figures)
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


def begin_try(
    work: Work, purpose: Purpose, browser: str, *, responder: int | None, said: str
) -> OneTimeCode:
    """A try at what was not sent, which counts as wrong until `was_right`: it is kept before
    anything is compared, so that no more are compared at once than are taken. `said` is who they
    say they are, by which those are counted who are nobody.

    Raises `errors.TooManyTries`."""
    code = OneTimeCode(
        purpose=purpose,
        responder_id=responder,
        address_mark=work.vault.mark(said, "sign_in") if responder is None else None,
        browser_hash=_hash(browser),
        made_at=work.now,
        expires_at=work.now,
        tries=1,
    )
    _queue(work, code)
    _hold_back(_recent(work, code), work.now)
    return work.add(code)


def was_right(work: Work, tried: OneTimeCode) -> None:
    work.update(tried, used_at=work.now)


def _sealed(work: Work, address: str | None) -> str | None:
    return work.vault.seal(address, ADDRESS) if address else None


def address(vault: Vault, code: OneTimeCode) -> str | None:
    """To which it was sent, where that was noted."""
    return vault.open(code.sealed_address, ADDRESS) if code.sealed_address else None


def wrong() -> Invalid:
    return Invalid([Problem("code", "That is not the code. Check the six figures and try again.")])


def _queue(work: Work, code: OneTimeCode) -> None:
    """Of several asked for at once the later ones see the earlier. Not a lock that rows which point
    to the same one would wait for: those of live calls do. An address is no row of its own: of two
    first codes to it both are made, and their tries count together."""
    if code.address_mark is not None:
        return
    table, row = (
        (AccessLink, code.link_id) if code.link_id is not None else (Responder, code.responder_id)
    )
    held = select(col(table.id)).where(col(table.id) == row).with_for_update(key_share=True)
    work.session.exec(held).one()


def _recent(work: Work, code: OneTimeCode) -> Sequence[tuple[datetime, int]]:
    """When each unused code of the last hour was made and how often it was tried, the newest first:
    those that count against this one. They are locked, so that parallel guesses queue."""
    same = (
        col(OneTimeCode.purpose) == code.purpose,
        col(OneTimeCode.responder_id).is_not_distinct_from(code.responder_id),
        col(OneTimeCode.link_id).is_not_distinct_from(code.link_id),
        col(OneTimeCode.address_mark).is_not_distinct_from(code.address_mark),
    )
    here = col(OneTimeCode.browser_hash) == code.browser_hash
    was_right = select(OneTimeCode.id).where(*same, here, col(OneTimeCode.used_at).is_not(None))
    counts = select(OneTimeCode.made_at, OneTimeCode.tries).where(
        *same,
        col(OneTimeCode.used_at).is_(None),
        col(OneTimeCode.made_at) > work.now - max(_MOST_TRIES),
    )
    if work.session.exec(was_right).first() is not None:
        counts = counts.where(here)
    newest_first = counts.order_by(col(OneTimeCode.made_at).desc()).with_for_update()
    return work.session.exec(newest_first).all()


def _hold_back(recent: Iterable[tuple[datetime, int]], now: datetime) -> None:
    """Raises `errors.TooManyTries` until so many tries are past that fewer than the most are left,
    a code's tries being as old as the code."""
    counted = 0
    for made_at, tries in recent:
        counted += tries
        for window, most in _MOST_TRIES.items():
            if counted >= most and made_at > now - window:
                seconds = int((made_at + window - now).total_seconds())
                raise TooManyTries(max(1, seconds), "Too many wrong codes.")


def _figures(signature: bytes) -> bytes:
    return f"{int.from_bytes(signature[:8]) % 1_000_000:06d}".encode()


def _hash(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
