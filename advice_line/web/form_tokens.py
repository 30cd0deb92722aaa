"""The token of a form: random, so that its post is taken once, and bound by HMAC to the browser
and the person it was made for, so that no other site can post it (CSRF). It outlives a session: who
signs in again on the same browser sends what they had typed."""

import base64
import secrets

from advice_line.ledger.vault import Vault

FIELD = "form_token"
_PURPOSE = "form"


def make(vault: Vault, bound_to: str) -> str:
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_written(vault.sign(f'{bound_to}:{nonce}', _PURPOSE)).decode()}"


def holds(vault: Vault, token: str, bound_to: str) -> bool:
    nonce, dot, signature = token.partition(".")
    if not dot or not nonce or not bound_to:
        return False
    return vault.is_signed(f"{bound_to}:{nonce}", _PURPOSE, signature.encode(), _written)


def _written(signature: bytes) -> bytes:
    return base64.urlsafe_b64encode(signature[:18])
