"""An HttpClient for the vendor's SDK that reaches the carrier's REST side without a socket."""

import logging
from typing import Any
from urllib.parse import urlsplit

import requests
from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK has no types
from twilio.http.response import Response  # type: ignore[import-untyped] # the same

from integrations.sandbox.refusals import AnswerLost
from integrations.sandbox.rest import Rest


class SandboxHttpClient(HttpClient):  # type: ignore[misc] # the SDK comes without types
    """`twilio.rest.Client(sid, token, http_client=SandboxHttpClient(carrier.rest))`.

    The request is put on the wire by `requests`, as the SDK's own client would, and read off it
    again; a lost answer is the time-out that `requests` would raise. The body of a binary answer
    is in `text` as latin-1.
    """

    def __init__(self, rest: Rest) -> None:
        super().__init__(logging.getLogger("sandbox"), is_async=False)
        self._rest = rest

    def request(
        self,
        method: str,
        uri: str,
        params: Any = None,
        data: Any = None,
        headers: Any = None,
        auth: Any = None,
        timeout: float | None = None,  # noqa: ARG002 - the SDK's signature
        allow_redirects: bool = False,  # noqa: ARG002 - the same
    ) -> Response:
        request = requests.Request(
            method.upper(), uri, headers=headers, data=data, params=params, auth=auth
        )
        prepared = request.prepare()
        lines = {str(name): str(value) for name, value in prepared.headers.items()}
        kept = self._rest.kept(prepared.url or "", lines)
        if kept is not None:
            return Response(kept.status, kept.body.decode(), {"Content-Type": kept.content_type})
        parts = urlsplit(prepared.url or "")
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        body = prepared.body or b""
        sent = body.encode() if isinstance(body, str) else body
        assert isinstance(sent, bytes), "a form is neither a file nor a stream"
        try:
            answer = self._rest.handle(prepared.method or "GET", target, lines, sent)
        except AnswerLost as error:
            raise requests.exceptions.ReadTimeout(f"no answer: {error}") from error
        text = answer.body.decode("utf-8" if "json" in answer.content_type else "latin-1")
        return Response(answer.status, text, {"Content-Type": answer.content_type})
