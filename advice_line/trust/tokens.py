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


def _signature(vault: Vault, public_id: str, purpose: str) -> str:
    return base64.urlsafe_b64encode(vault.sign(public_id, purpose)[:15]).decode()
