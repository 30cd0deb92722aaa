"""What a passkey is to answer: random, good for five minutes, in the browser whose page held it and
for what it was made for, and answered once. No row is written until it is answered: whoever only
looks at a page changes nothing."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import col, delete

from advice_line.ledger.once import insert_once
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.tables.factors import UsedChallenge

LIFETIME = timedelta(minutes=5)
_NONCE, _TIME = 16, 8
_PURPOSE = "challenge"


def make(vault: Vault, now: datetime, bound_to: str) -> bytes:
    """`bound_to` names the browser and what is asked of it."""
    expires = int((now + LIFETIME).timestamp())
    start = secrets.token_bytes(_NONCE) + expires.to_bytes(_TIME)
    return start + vault.sign(_signed(start, bound_to), _PURPOSE)


def take(work: Work, challenge: bytes, bound_to: str) -> bool:
    """Whether it was made for this, is in its time and was not answered before. It is used up by
    this, even where the answer turns out wrong."""
    start, signature = challenge[: _NONCE + _TIME], challenge[_NONCE + _TIME :]
    if not work.vault.is_signed(_signed(start, bound_to), _PURPOSE, signature):
        return False
    if int.from_bytes(start[_NONCE:]) <= work.now.timestamp():
        return False
    work.run(delete(UsedChallenge).where(col(UsedChallenge.expires_at) < work.now - LIFETIME))
    return insert_once(
        work.session,
        UsedChallenge,
        ("mark",),
        mark=hashlib.sha256(challenge).hexdigest(),
        expires_at=work.now + LIFETIME,
    )


def _signed(start: bytes, bound_to: str) -> str:
    return f"{start.hex()}:{bound_to}"
