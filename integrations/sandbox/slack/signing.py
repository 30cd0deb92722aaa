"""Slack's signature of a request, version 0.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac


def signed_headers(secret: str, at: float, body: bytes) -> dict[str, str]:
    """The headers that prove a request sent at `at` (seconds since 1970)."""
    stamp = str(int(at))
    signed = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signed.hexdigest()}",
    }
