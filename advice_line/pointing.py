"""Pointing the account's numbers at this deployment: beside the composition root, the one other
file that imports a vendor."""

from dataclasses import dataclass

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line.assembly import build
from advice_line.directory import lookups
from advice_line.errors import Misconfigured
from advice_line.settings import Settings
from integrations.twilio import fallback, numbers
from integrations.twilio.client import client as twilio_client


@dataclass(frozen=True)
class Pointed:
    """What was written at the carrier for one line, and its static outage document, which must live
    where it answers when this deployment does not."""

    line: str
    done: str
    fallback: str


def point_numbers(
    settings: Settings, fallback_url: str | None, *, twilio_http: HttpClient | None = None
) -> list[Pointed]:
    """Write every line's addresses to its number by REST.

    Raises `errors.Misconfigured` without an account or for a number it does not own, and
    `errors.DeliveryFailed` where the carrier cannot be reached.
    """
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        raise Misconfigured("Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN first.")
    carrier = twilio_client(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        api_url=settings.twilio_api_url,
        http=twilio_http,
    )
    service = build(settings, twilio_http=twilio_http)
    try:
        with service.ledger.look("system") as work:
            lines = lookups.lines(work.session)
    finally:
        service.close()
    return [
        Pointed(
            line=line.key,
            done=numbers.configure(
                carrier,
                number=line.number,
                public_url=settings.public_url,
                fallback_url=fallback_url,
            ),
            fallback=fallback.fallback_document(switchboard=line.switchboard, show=line.number),
        )
        for line in lines
    ]
