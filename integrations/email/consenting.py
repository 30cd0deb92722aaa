"""A person agrees once that an application reads and sends a mailbox's mail: by a code that they
type at a page of the provider, in any browser (RFC 8628). What comes of it is a refresh token."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from advice_line.errors import NotAgreed
from integrations.email import asking

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
# What Exchange Online asks for: https://learn.microsoft.com/exchange/client-developer/
# legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
SCOPE = (
    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send "
    "offline_access"
)
_REFUSED = 400
_INTERVAL, _SLOWER, _LASTS = 5.0, 5.0, 900.0
_STILL, _SLOW_DOWN = "authorization_pending", "slow_down"
_DECLINED = frozenset({"access_denied", "authorization_declined"})
_EXPIRED = frozenset({"expired_token", "code_expired"})


@dataclass(frozen=True)
class Client:
    """The application at the provider: where it asks for a code, where for tokens."""

    device_url: str
    token_url: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    certificate_file: Path | None = None

    @property
    def form(self) -> dict[str, str]:
        secret = {"client_secret": self.client_secret} if self.client_secret else {}
        return {"client_id": self.client_id, **secret}


@dataclass(frozen=True)
class Asked:
    """`user_code` is what a person types at `address`; `lasts` and `interval` are in seconds."""

    address: str
    user_code: str
    device_code: str = field(repr=False)
    lasts: float
    interval: float


def begin(client: Client, scope: str = SCOPE) -> Asked:
    """Raises NotAgreed where the provider gives out no code."""
    answer = _asked(client, client.device_url, {"scope": scope})
    try:
        return Asked(
            address=str(answer.get("verification_uri") or answer["verification_url"]),
            user_code=str(answer["user_code"]),
            device_code=str(answer["device_code"]),
            lasts=float(answer.get("expires_in", _LASTS)),
            interval=float(answer.get("interval", _INTERVAL)),
        )
    except (KeyError, TypeError, ValueError):
        raise NotAgreed(_refusal(answer)) from None


def refresh_token(client: Client, asked: Asked) -> str:
    """Once the person has agreed; asks again and again until then. Raises NotAgreed."""
    until, interval = time.monotonic() + asked.lasts, asked.interval
    grant = {"grant_type": GRANT, "device_code": asked.device_code}
    while time.monotonic() < until:
        time.sleep(interval)
        answer = _asked(client, client.token_url, grant, patient=True)
        said = answer.get("error")
        if said == _SLOW_DOWN:
            interval += _SLOWER
        elif said != _STILL:
            return _read(answer)
    raise NotAgreed(_TOO_LATE)


def _read(answer: dict[str, Any]) -> str:
    said = answer.get("error")
    if said in _DECLINED:
        raise NotAgreed("Whoever signed in did not agree. Begin again: advice-line mail authorise")
    if said in _EXPIRED:
        raise NotAgreed(_TOO_LATE)
    if said is not None or "access_token" not in answer:
        raise NotAgreed(_refusal(answer))
    token = answer.get("refresh_token")
    if not isinstance(token, str) or not token:
        raise NotAgreed(
            "The provider gave out no refresh token. Add what stands for it to --scope: at "
            "Microsoft offline_access."
        )
    return token


_TOO_LATE = "The code ran out before anybody agreed. Begin again: advice-line mail authorise"


def _asked(
    client: Client, url: str, form: dict[str, str], *, patient: bool = False
) -> dict[str, Any]:
    """`patient`: where nobody answers now, it is as if nobody had agreed yet."""
    try:
        status, answer = asking.post(url, {**client.form, **form}, client.certificate_file)
        said = _as_json(answer)
        return said if status < _REFUSED else {"error": f"http {status}", **said}
    except (OSError, HTTPException):
        if patient:
            return {"error": _STILL}
        raise NotAgreed(
            f"{url} cannot be reached. Look at MAIL_OAUTH_TOKEN_URL, or name the page that gives "
            "out codes with --device-url."
        ) from None


def _refusal(answer: dict[str, Any]) -> str:
    """With the provider's own words, of which the first line is for a person."""
    said, more = str(answer.get("error", "no code")), str(answer.get("error_description", ""))
    first = (more.splitlines() or [""])[0][:300]
    return (
        f"The provider refuses: {said}. {first} Look at MAIL_OAUTH_CLIENT_ID, and whether the "
        "application there may be used by public clients (device code)."
    ).replace("  ", " ")


def _as_json(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
