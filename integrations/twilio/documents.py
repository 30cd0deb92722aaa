"""Implements `ports.carrier_watch.OutageDocuments`: whether what the carrier would play while we
cannot answer is there, and says what it should.

There is no REST address that writes a TwiML Bin, so a person keeps the document there; this fetches
it. A bin answers only requests that are signed with the account's token, with the account named in
the query (the vendor's support article on viewing a bin's address); any other host ignores both.
"""

from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import ParseError, canonicalize

from requests import RequestException
from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed
from twilio.request_validator import (  # type: ignore[import-untyped] # the same
    RequestValidator,
)

from advice_line.ports.carrier_watch import FallbackState
from integrations.twilio.client import Wire, client
from integrations.twilio.fallback import fallback_document
from integrations.twilio.numbers import owned
from integrations.twilio.signature import SIGNATURE


class TwilioDocuments:
    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        api_url: str,
        public_url: str,
        http: HttpClient | None = None,
    ) -> None:
        self._account_sid = account_sid
        self._sign = RequestValidator(auth_token).compute_signature
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )
        self._http = http or Wire()
        self._own_host = urlsplit(public_url).hostname

    def standing(self, *, number: str, switchboard: str) -> FallbackState:
        record = owned(self._client, number)
        url = (record.voice_fallback_url or "") if record is not None else ""
        if not url:
            return FallbackState.NONE
        if urlsplit(url).hostname == self._own_host:
            return FallbackState.OWN_SERVER
        stands = self._fetched(url)
        if stands is None:
            return FallbackState.UNREACHABLE
        same = _same(stands, fallback_document(switchboard=switchboard, show=number))
        return FallbackState.GOOD if same else FallbackState.STALE

    def _fetched(self, url: str) -> str | None:
        url = url.partition("#")[0]
        named = urlencode({"AccountSid": self._account_sid})
        signed = f"{url}{'&' if urlsplit(url).query else '?'}{named}"
        try:
            answer = self._http.request("GET", signed, headers={SIGNATURE: self._sign(signed, {})})
        except (RequestException, OSError):
            return None
        return str(answer.text) if answer.status_code == 200 else None


def _same(stands: str, wanted: str) -> bool:
    """But for the spaces between their elements."""
    try:
        return canonicalize(stands, strip_text=True) == canonicalize(wanted, strip_text=True)
    except ParseError:
        return False
