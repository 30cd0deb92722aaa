"""The token of a form: random, so that its post is taken once, and bound by HMAC to the browser
and the person it was made for, so that no other site can post it (CSRF). It outlives a session: who
signs in again on the same browser sends what they had typed."""

import base64
import hmac
import secrets

from advice_line.ledger.vault import Vault

FIELD = "form_token"


def make(vault: Vault, bound_to: str) -> str:
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_signature(vault, nonce, bound_to)}"


def holds(vault: Vault, token: str, bound_to: str) -> bool:
    nonce, dot, signature = token.partition(".")
    if not dot or not nonce or not bound_to:
        return False
    return hmac.compare_digest(signature.encode(), _signature(vault, nonce, bound_to).encode())


def _signature(vault: Vault, nonce: str, bound_to: str) -> str:
    return base64.urlsafe_b64encode(vault.sign(f"{bound_to}:{nonce}", "form")[:18]).decode()
