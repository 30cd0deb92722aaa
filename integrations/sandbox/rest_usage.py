"""The UsageRecords resource: what the account was charged today, at this miniature's prices."""

from datetime import datetime
from math import ceil

from integrations.sandbox.exchange import Exchange
from integrations.sandbox.fields import Fields, paged
from integrations.sandbox.legs import Leg
from integrations.sandbox.network import Network
from integrations.sandbox.records import Form
from integrations.sandbox.refusals import RestAnswer, bad_field

_IN, _OUT, _TEXT = 0.01, 0.03, 0.04
_UNIT = "usd"


class UsageRecords:
    def __init__(self, network: Network, exchange: Exchange) -> None:
        self._network = network
        self._exchange = exchange

    def today(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        if asked["Category"] != "totalprice":
            raise bad_field("Category: this carrier reckons up totalprice only.")
        return paged("usage_records", [self._record()], asked, path)

    def _record(self) -> dict[str, object]:
        sid, day = self._network.account.sid, self._network.now().date().isoformat()
        return {
            "account_sid": sid,
            "api_version": "2010-04-01",
            "as_of": self._network.now().isoformat(),
            "category": "totalprice",
            "count": None,
            "count_unit": "",
            "description": "Total Price",
            "start_date": day,
            "end_date": day,
            "price": round(self._price(), 4),
            "price_unit": _UNIT,
            "subresource_uris": {},
            "uri": f"/2010-04-01/Accounts/{sid}/Usage/Records/Today.json",
            "usage": None,
            "usage_unit": _UNIT,
        }

    def _price(self) -> float:
        legs = [leg for leg in self._exchange.legs.values() if self._today(leg.created)]
        texts = [sms for sms in self._network.messages.values() if self._today(sms.created)]
        sent = [sms for sms in texts if sms.direction != "inbound"]
        return sum(_of_call(leg) for leg in legs) + len(sent) * _TEXT

    def _today(self, at: datetime) -> bool:
        return at.date() == self._network.now().date()


def _of_call(leg: Leg) -> float:
    price = _IN if leg.direction == "inbound" else _OUT
    return ceil(leg.seconds / 60) * price
