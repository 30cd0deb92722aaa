"""The secret part of an address: derived from a row's public id and the site's key, not stored."""

import base64
import hmac

from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault

_ID = 16


def token(vault: Vault, public_id: str, purpose: str) -> str:
    return f"{public_id}{_signature(vault, public_id, purpose)}"


def public_id(vault: Vault, token: str, purpose: str) -> str:
    """The id of the row that a token of this purpose belongs to, if there is such a row.

    Raises `errors.NotFound` for a forged one.
    """
    known, signature = token[:_ID], token[_ID:]
    if not hmac.compare_digest(signature.encode(), _signature(vault, known, purpose).encode()):
        raise NotFound
    return known


def in_address(vault: Vault, public_id: str, purpose: str) -> str:
    """The same in small letters and figures alone, for the part of an email address before its `@`:
    servers on the way may change capitals there."""
    return f"{public_id}{_plain_signature(vault, public_id, purpose)}".lower()


def of_address(vault: Vault, token: str, purpose: str) -> str | None:
    """The id of the row that such a token belongs to; None for a forged one."""
    known, signature = token[:_ID].upper(), token[_ID:].lower()
    right = _plain_signature(vault, known, purpose).lower()
    return known if hmac.compare_digest(signature.encode(), right.encode()) else None


def _plain_signature(vault: Vault, public_id: str, purpose: str) -> str:
    return base64.b32encode(vault.sign(public_id, purpose)[:15]).decode()


def _signature(vault: Vault, public_id: str, purpose: str) -> str:
    return base64.urlsafe_b64encode(vault.sign(public_id, purpose)[:15]).decode()
