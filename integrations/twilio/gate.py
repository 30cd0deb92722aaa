"""What every webhook passes before anything is read: size, signature, account, addresses."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from advice_line.errors import Busy
from advice_line.ports.calls import CallDesk
from integrations.twilio import again
from integrations.twilio.posted import Posted, Unusable, first_values
from integrations.twilio.signature import (
    FORM_TYPE,
    SETTINGS,
    SIGNATURE,
    requested_url,
    signed_body,
    signed_form,
)

log = logging.getLogger(__name__)

LARGEST = 64 * 1024
_VENDOR = "twilio.com"


async def raw_body(request: Request) -> bytes:
    """The body as it came; the signature is over these bytes. Raises HTTPException 413."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, "Too large.")
    return bytes(body)


class Refusal(Exception):
    """The request goes no further; `status` is all its sender learns."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gate:
    def __init__(
        self, desk: CallDesk, *, account_sid: str, auth_token: str, public_url: str, api_url: str
    ) -> None:
        self._desk = desk
        self._account_sid = account_sid
        self._secret = auth_token
        self._public_url = public_url
        self._api_host = urlsplit(api_url).hostname or ""

    def open(self, request: Request, body: bytes) -> Posted:
        """The request as it may be read. Raises Refusal.

        Nothing is told to the desk of what is not signed: anybody could fill its records.
        """
        pairs = self._signed_pairs(request, body)
        if pairs is None:
            log.warning("refused a webhook without a good signature: %s", _address(request))
            raise Refusal(403)
        post = Posted(
            path=request.url.path,
            ref=str(request.path_params.get("ref", "")),
            address=_address(request),
            form=first_values(pairs),
            secret=self._secret,
            carried=again.carried(request.query_params),
        )
        self._check_account(post)
        self._check_recording(post)
        return post

    def refuse(self, post: Posted, reason: str, status: int = 403) -> Refusal:
        """Have the desk write down why; the answer stays the same if it cannot at the moment."""
        try:
            self._desk.refused(reason, _source(post))
        except Busy:
            log.warning("a refusal could not be written down: %s", reason)
        return Refusal(status)

    def _signed_pairs(self, request: Request, body: bytes) -> list[tuple[str, str]] | None:
        scope = request.scope
        raw_path = scope.get("raw_path") or request.url.path.encode()
        url = requested_url(self._public_url, raw_path, scope["query_string"])
        signature = request.headers.get(SIGNATURE, "")
        settings = request.headers.get(SETTINGS, "")
        if not signature:
            return None
        if not _is_form(request.headers):
            good = signed_body(self._secret, url, body, signature, settings)
            return [] if good else None
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return pairs if signed_form(self._secret, url, pairs, signature, settings) else None

    def _check_account(self, post: Posted) -> None:
        if post.get("AccountSid") != self._account_sid:
            raise self.refuse(post, "The request names another account.")

    def _check_recording(self, post: Posted) -> None:
        """Media are fetched by id alone; an address elsewhere says that something is wrong."""
        address = post.get("RecordingUrl")
        if not address:
            return
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            host = ""
        ours = host in (_VENDOR, self._api_host) or host.endswith(f".{_VENDOR}")
        if not ours:
            raise self.refuse(post, "The recording's address is not the carrier's.")


def _is_form(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").split(";")[0].strip().lower() == FORM_TYPE


def _source(post: Posted) -> str:
    """Which request it was, by its address and the carrier's id of it; no number and nothing
    anybody said or wrote into its path."""
    for name in ("CallSid", "MessageSid", "RecordingSid"):
        with suppress(Unusable):
            return f"{post.address} {post.sid(name)}"
    return post.address


def _address(request: Request) -> str:
    """The template it fits, never what stands in the place of the template's `{ref}`."""
    return str(getattr(request.scope.get("route"), "path", ""))
