"""Requests as the carrier makes them: its fields, its signature, its account."""

from collections.abc import Iterable
from urllib.parse import urlencode

from httpx2 import Response
from starlette.testclient import TestClient

from integrations.sandbox.signing import signed_headers

PUBLIC = "https://advice.example.org"
ACCOUNT = "AC" + "5a" * 16
TOKEN = "sandbox-auth-token"
API = "https://api.twilio.com"
LINE = "+441632960000"
GP = "+441632960101"
AMARA = "+447700900001"
CALL = "CA" + "01" * 16
LEG = "CA" + "02" * 16

Form = list[tuple[str, str]]


def voice_form(call: str = CALL, **more: str) -> Form:
    """What every voice webhook carries, and `more`; a field given again replaces the usual one."""
    usual = {
        "CallSid": call,
        "AccountSid": ACCOUNT,
        "From": GP,
        "To": LINE,
        "CallStatus": "in-progress",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
        "CallerCity": "",
        "ToZip": "",
    }
    return list((usual | more).items())


def whisper_form(**more: str) -> Form:
    return voice_form(
        LEG,
        **{"ParentCallSid": CALL, "From": LINE, "To": AMARA, "Direction": "outbound-dial"} | more,
    )


class Twilio:
    """Posts to the application as the carrier would."""

    def __init__(self, client: TestClient, secret: str = TOKEN) -> None:
        self._client = client
        self._secret = secret

    def posts(
        self,
        path: str,
        form: Iterable[tuple[str, str]],
        *,
        algorithm: str = "HMAC_SHA1",
        headers: dict[str, str] | None = None,
    ) -> Response:
        """`path` may hold a query. `headers` are sent instead of the signature where given."""
        fields = list(form)
        url = f"{PUBLIC}{path}"
        sent = headers if headers is not None else self._signature(url, fields, algorithm)
        return self._client.post(
            url,
            content=urlencode(fields).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", **sent},
        )

    def _signature(self, url: str, form: Form, algorithm: str) -> dict[str, str]:
        return signed_headers(self._secret, url, form, algorithm)
