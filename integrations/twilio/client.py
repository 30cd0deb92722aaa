"""The vendor's REST side, always and only at TWILIO_API_URL.

The SDK's own base address is mangled where edge and region are set, so the final address of each
request is rewritten here.
"""

import logging
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed
from twilio.http.response import Response  # type: ignore[import-untyped] # the same
from twilio.rest import Client  # type: ignore[import-untyped] # the same

# Connecting, and waiting for the answer. A sender thread waits here, never a caller.
TIMEOUTS = (4.0, 10.0)
# Calls and records of UK patients stay in the region whose data centres are in Ireland. Edge and
# region go together: a region alone names a host that is no more.
_VENDOR = "api.twilio.com"
_UK = "api.dublin.ie1.twilio.com"

log = logging.getLogger(__name__)


def api_base(api_url: str) -> str:
    """Scheme, host and port that requests go to; the vendor's bare host means Dublin and ie1.

    Another region is named whole, such as https://api.ashburn.us1.twilio.com.
    """
    parts = urlsplit(api_url)
    host = _UK if parts.netloc.lower() == _VENDOR else parts.netloc
    return urlunsplit((parts.scheme, host, "", "", ""))


def client(
    *, account_sid: str, auth_token: str, api_url: str, http: HttpClient | None = None
) -> Client:
    """The SDK's client; `http` stands in for the network where a test gives one."""
    return Client(
        account_sid, auth_token, http_client=Redirecting(api_base(api_url), http or Wire())
    )


class Redirecting(HttpClient):  # type: ignore[misc] # untyped base class
    """Hands every request on with its path and query kept and its host replaced."""

    def __init__(self, base: str, inner: HttpClient) -> None:
        super().__init__(log, is_async=False)
        self._base = urlsplit(base)
        self._inner = inner

    def request(self, method: str, uri: str, *args: Any, **kwargs: Any) -> Response:
        asked = urlsplit(uri)
        final = asked._replace(scheme=self._base.scheme, netloc=self._base.netloc)
        kwargs["allow_redirects"] = False  # our credentials go to no host that an answer names
        return self._inner.request(method, urlunsplit(final), *args, **kwargs)


class Wire(HttpClient):  # type: ignore[misc] # untyped base class
    """Requests over the network; nothing is logged, since addresses hold telephone numbers.

    The body of an answer that is no text, such as sound, is in `text` as latin-1: one character
    for each byte. Raises the exceptions of `requests`.
    """

    def __init__(self) -> None:
        super().__init__(log, is_async=False)
        self._session = requests.Session()

    def request(
        self,
        method: str,
        uri: str,
        params: Any = None,
        data: Any = None,
        headers: Any = None,
        auth: Any = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        answer = self._session.request(
            method.upper(),
            uri,
            params=params,
            data=data,
            headers=headers,
            auth=auth,
            timeout=timeout or TIMEOUTS,
            allow_redirects=allow_redirects,
        )
        kind = answer.headers.get("Content-Type", "")
        words = kind.startswith(("application/json", "text/", "application/xml"))
        text = answer.content.decode("utf-8" if words else "latin-1")
        return Response(answer.status_code, text, answer.headers)
