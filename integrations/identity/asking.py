"""What is asked of a provider over http: within seconds, no redirection followed, by the standard's
own client (Authlib). A proxy of the environment (`HTTPS_PROXY`) is used as everywhere."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from authlib.common.urls import add_params_to_qs  # type: ignore[import-untyped] # no py.typed
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped] # ships no py.typed
from authlib.integrations.requests_client import (  # type: ignore[import-untyped] # the same
    OAuth2Session,
)
from requests import RequestException, Response

from advice_line.ports.identity import NotProven
from advice_line.trust_kinds import SignInRefusal
from integrations.identity import client_key
from integrations.identity.client_key import ClientKey

# For a connection and for each answer: somebody waits before the page.
SECONDS = 6.0
MOST_BYTES = 500_000
_BY_KEY = "private_key_jwt"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Client:
    """This service as the provider knows it. `auth` is how it shows that it has its secret:
    `client_secret_basic`, `client_secret_post`, or empty to read it from the provider; with a `key`
    it signs instead, and has no secret."""

    client_id: str
    client_secret: str | None = field(repr=False)
    return_address: str
    auth: str = ""
    certificate_file: Path | None = None
    key: ClientKey | None = field(default=None, repr=False)

    def session(self, *, auth: str = "client_secret_basic") -> Any:
        made = OAuth2Session(
            self.client_id,
            self.client_secret,
            token_endpoint_auth_method=self._shows_itself(auth),
            redirect_uri=self.return_address,
            code_challenge_method="S256",
            default_timeout=SECONDS,
        )
        if self.certificate_file is not None:
            made.verify = str(self.certificate_file)
        return made

    def _shows_itself(self, auth: str) -> str:
        if self.key is not None:
            return _BY_KEY
        return auth if self.client_secret else "none"


def got(client: Client, url: str, *, bearer: str | None = None) -> dict[str, Any]:
    """A JSON object. Raises NotProven where the provider is down, or answers something else."""
    hold_to_https(url)
    headers = {"Accept": "application/json", "User-Agent": "advice-line"}
    if bearer is not None:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        with client.session() as session:
            answer = session.get(
                url, withhold_token=True, headers=headers, allow_redirects=False, stream=True
            )
            return _object(answer)
    except RequestException:
        # Without its words: they hold addresses.
        raise NotProven(SignInRefusal.PROVIDER_DOWN) from None


def fetched_tokens(
    client: Client, url: str, auth: str, code: str, verifier: str, now: datetime
) -> Mapping[str, Any]:
    """What a code is worth. Raises NotProven."""
    hold_to_https(url)
    try:
        with client.session(auth=auth) as session:
            if client.key is not None:
                session.register_client_auth_method((_BY_KEY, _signed_by(client, client.key, now)))
            tokens: Mapping[str, Any] = session.fetch_token(
                url,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                allow_redirects=False,
                timeout=SECONDS,
            )
            return tokens
    except OAuthError:
        raise NotProven(SignInRefusal.CODE_REFUSED) from None
    except RequestException:
        raise NotProven(SignInRefusal.PROVIDER_DOWN) from None
    except (TypeError, ValueError):
        raise NotProven(SignInRefusal.PROVIDER_ODD) from None


def _signed_by(client: Client, key: ClientKey, now: datetime) -> Callable[..., Any]:
    """As the standard's client asks how a request is to be signed."""

    def sign(_auth: Any, _method: str, url: str, headers: Any, body: str) -> tuple[Any, ...]:
        said = [
            ("client_id", client.client_id),
            ("client_assertion_type", client_key.KIND),
            ("client_assertion", key.assertion(client.client_id, url, now)),
        ]
        return url, headers, add_params_to_qs(body or "", said)

    return sign


def hold_to_https(url: str) -> None:
    """What a provider says of its own addresses is held to https too: secrets go there."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise NotProven(SignInRefusal.PROVIDER_ODD)


def _object(answer: Response) -> dict[str, Any]:
    if answer.status_code >= 500:
        raise NotProven(SignInRefusal.PROVIDER_DOWN)
    body = answer.raw.read(MOST_BYTES, decode_content=True)
    if answer.status_code != 200:
        raise NotProven(SignInRefusal.PROVIDER_ODD)
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotProven(SignInRefusal.PROVIDER_ODD)
    return found
