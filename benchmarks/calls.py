"""Incoming calls as the carrier posts them, signed by the vendor's own validator."""

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    RequestValidator,
)

PUBLIC_URL = "https://advice.example.org"
PATH = "/twilio/voice/incoming"
ACCOUNT = "AC" + "5a" * 16
TOKEN = "benchmark-auth-token"
LINE = "+441632960000"

# Blank for numbers of the United Kingdom, but sent all the same, and signed.
PLACES = [
    f"{whose}{what}"
    for whose in ("Called", "Caller", "From", "To")
    for what in ("City", "State", "Zip", "Country")
]


def write_requests(file: Path, count: int, callers: Sequence[str]) -> None:
    """`count` whole HTTP requests, each a call of its own, from the callers in turn."""
    validator = RequestValidator(TOKEN)
    requests = [_request(validator, callers[i % len(callers)]) for i in range(count)]
    file.write_text(json.dumps(requests), encoding="ascii")


def _request(validator: RequestValidator, caller: str) -> str:
    form = {
        "CallSid": f"CA{secrets.token_hex(16)}",
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": caller,
        "Caller": caller,
        "To": LINE,
        "Called": LINE,
        **dict.fromkeys(PLACES, ""),
    }
    body = urlencode(form)
    head = (
        f"POST {PATH} HTTP/1.1",
        "Host: advice.example.org",
        "User-Agent: TwilioProxy/1.1",
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
        f"Content-Length: {len(body)}",
        f"X-Twilio-Signature: {validator.compute_signature(PUBLIC_URL + PATH, form)}",
        "Accept: */*",
    )
    return "\r\n".join(head) + "\r\n\r\n" + body
