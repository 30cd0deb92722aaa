"""How what we tell a system is signed (Standard Webhooks 1.0.0: symmetric, "v1")."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

PREFIX = "whsec_"
# Until then the secret before signs too, so that whoever receives can change theirs in between.
OVERLAP = timedelta(hours=24)


def secret_shown(secret: bytes) -> str:
    return PREFIX + base64.b64encode(secret).decode()


def headers(event: str, at: datetime, body: bytes, secrets: Iterable[bytes]) -> dict[str, str]:
    """`at` is when it is sent, not when it happened: a receiver refuses what is old."""
    stamp = str(int(at.timestamp()))
    signed = f"{event}.{stamp}.".encode() + body
    signatures = [
        "v1," + base64.b64encode(hmac.new(each, signed, hashlib.sha256).digest()).decode()
        for each in secrets
    ]
    return {
        "webhook-id": event,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signatures),
        "content-type": "application/json",
        "user-agent": "advice-line",
    }


def overlaps(rotated_at: datetime | None, now: datetime) -> bool:
    """Whether the secret before the last rotation still signs."""
    return rotated_at is not None and now < rotated_at + OVERLAP
