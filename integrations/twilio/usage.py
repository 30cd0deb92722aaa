"""Implements `ports.carrier_watch.Usage` by the vendor's usage records."""

from decimal import Decimal

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line.ports.carrier_watch import Spent
from integrations.twilio.client import client
from integrations.twilio.errors import asking

# The one category that holds all others.
_ALL = "totalprice"


class TwilioUsage:
    def __init__(
        self, *, account_sid: str, auth_token: str, api_url: str, http: HttpClient | None = None
    ) -> None:
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )

    def today(self) -> Spent:
        with asking():
            found = self._client.usage.records.today.list(category=_ALL, limit=1)
        if not found:
            return Spent(Decimal(0), "")
        return Spent(Decimal(str(found[0].price or 0)), str(found[0].price_unit or "").upper())
