"""The secret part of an address: derived from a row's public id and the site's key, not stored."""

import base64

from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault

_ID = 16


def token(vault: Vault, public_id: str, purpose: str) -> str:
    return f"{public_id}{_written(vault.sign(public_id, purpose)).decode()}"


def public_id(vault: Vault, token: str, purpose: str) -> str:
    """The id of the row that a token of this purpose belongs to, if there is such a row.

    Raises `errors.NotFound` for a forged one.
    """
    known, signature = token[:_ID], token[_ID:]
    if not vault.is_signed(known, purpose, signature.encode(), _written):
        raise NotFound
    return known


def in_address(vault: Vault, public_id: str, purpose: str) -> str:
    """The same in small letters and figures alone, for the part of an email address before its `@`:
    servers on the way may change capitals there."""
    return f"{public_id.lower()}{_plain(vault.sign(public_id, purpose)).decode()}"


def of_address(vault: Vault, token: str, purpose: str) -> str | None:
    """The id of the row that such a token belongs to; None for a forged one."""
    known, signature = token[:_ID].upper(), token[_ID:].lower()
    return known if vault.is_signed(known, purpose, signature.encode(), _plain) else None


def _plain(signature: bytes) -> bytes:
    return base64.b32encode(signature[:15]).lower()


def _written(signature: bytes) -> bytes:
    return base64.urlsafe_b64encode(signature[:15])
