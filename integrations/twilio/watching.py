"""What the service asks of the carrier about itself, as one value for the composition root."""

from typing import Any

from advice_line.ports.carrier_watch import CarrierWatch
from integrations.twilio.documents import TwilioDocuments
from integrations.twilio.line_checks import TwilioLineCaller
from integrations.twilio.lists import TwilioLists
from integrations.twilio.usage import TwilioUsage


def carrier_watch(*, public_url: str, **account: Any) -> CarrierWatch:
    """`account` is what every adapter takes: `account_sid`, `auth_token`, `api_url`, `http`."""
    return CarrierWatch(
        lists=TwilioLists(**account),
        caller=TwilioLineCaller(**account),
        documents=TwilioDocuments(public_url=public_url, **account),
        usage=TwilioUsage(**account),
    )
