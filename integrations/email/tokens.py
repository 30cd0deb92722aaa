"""Access tokens for a mail server that takes no password (XOAUTH2), got by a refresh token that a
person agreed to once."""

import json
import threading
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from time import monotonic
from typing import Any

from advice_line.errors import Busy
from advice_line.ports.consents import ConsentKept
from integrations.email import asking

_REFUSED = 400
# Asked for anew this long before its end: a connection is signed in while it lasts.
_EARLY_SECONDS = 120.0
_LASTS_SECONDS = 3600.0
# Only a person can mend these (RFC 6749 §5.2, OpenID Connect Core §3.1.2.6).
_CONSENT = frozenset({"invalid_grant", "interaction_required", "consent_required"})


class NoToken(Exception):
    """`consent`: a person must agree anew; else it may come by itself, or by other settings. Holds
    nothing of what was answered."""

    def __init__(self, *, consent: bool) -> None:
        self.consent = consent
        super().__init__("consent" if consent else "no token")


def bearer(user: str, token: str) -> str:
    """What XOAUTH2 says (https://developers.google.com/gmail/imap/xoauth2-protocol)."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


class AccessTokens:
    """`url` is MAIL_OAUTH_TOKEN_URL. One of these serves every connection of a process. A refresh
    token that comes with an access token is used from then on; `kept` keeps it over restarts."""

    def __init__(
        self,
        url: str,
        client_id: str,
        refresh_token: str,
        client_secret: str | None = None,
        certificate_file: Path | None = None,
        kept: ConsentKept | None = None,
    ) -> None:
        self._url = url
        self._client = {"client_id": client_id}
        if client_secret is not None:
            self._client["client_secret"] = client_secret
        self._given = self._newest = refresh_token
        self._kept = kept
        self._certificate_file = certificate_file
        self._lock = threading.Lock()
        self._token, self._until = "", 0.0

    def current(self) -> str:
        """Raises NoToken."""
        with self._lock:
            if not self._token or monotonic() > self._until:
                self._renew()
            return self._token

    def refused(self, token: str) -> None:
        """A server did not take it: the next one is asked for anew."""
        with self._lock:
            if token == self._token:
                self._token = ""

    def _renew(self) -> None:
        answer = self._by(self._refresh_token())
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise NoToken(consent=False)
        newer = answer.get("refresh_token")
        if isinstance(newer, str) and newer and newer != self._newest:
            self._keep(newer)
        self._token, self._until = token, monotonic() + _lasts(answer) - _EARLY_SECONDS

    def _refresh_token(self) -> str:
        if self._kept is not None:
            with suppress(Busy):
                self._newest = self._kept.newest(self._given)
        return self._newest

    def _keep(self, newer: str) -> None:
        self._newest = newer
        if self._kept is not None:
            # What is not kept now is kept the next time: the older one is good for a while.
            with suppress(Busy):
                self._kept.keep(self._given, newer)

    def _by(self, refresh_token: str) -> dict[str, Any]:
        """Where it is not taken, another process may have renewed it this moment."""
        try:
            return self._asked(refresh_token)
        except NoToken as none:
            newer = self._refresh_token()
            if not none.consent or newer == refresh_token:
                raise
        return self._asked(newer)

    def _asked(self, refresh_token: str) -> dict[str, Any]:
        grant = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        form = {**self._client, **grant}
        try:
            status, answer = asking.post(self._url, form, self._certificate_file)
        except (OSError, HTTPException):
            raise NoToken(consent=False) from None
        said = _read(answer)
        if status >= _REFUSED:
            raise NoToken(consent=said.get("error") in _CONSENT)
        return said


def _read(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _lasts(answer: dict[str, Any]) -> float:
    try:
        return float(answer.get("expires_in", _LASTS_SECONDS))
    except (TypeError, ValueError):
        return _LASTS_SECONDS
