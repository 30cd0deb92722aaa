"""What clinical systems meet: the doors that they come to with a key, and who tells them."""

from advice_line.desk.systems.courier import WebhookCourier
from advice_line.desk.systems.door import Systems
from advice_line.desk.systems.doors import SystemDoors
from advice_line.desk.systems.hooks import Webhooks
from advice_line.desk.systems.keys import ApiKeys
from advice_line.ledger.work import Ledger
from advice_line.settings import Settings
from integrations.interop.fhir_letter import FhirLetters
from integrations.webhooks.posting import HttpWebhooks


def doors(settings: Settings, ledger: Ledger) -> SystemDoors:
    return SystemDoors(
        queries=Systems(ledger, FhirLetters()),
        keys=ApiKeys(ledger, settings.api_requests_a_minute),
        hooks=Webhooks(ledger, local=settings.rehearsal),
    )


def courier(settings: Settings, ledger: Ledger) -> WebhookCourier:
    poster = HttpWebhooks(
        local=settings.rehearsal,
        networks=settings.private_networks,
        certificate_file=settings.ssl_cert_file,
    )
    return WebhookCourier(ledger, poster)
