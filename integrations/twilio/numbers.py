"""The account's own numbers: which addresses each should carry, and writing them by REST."""

from dataclasses import dataclass
from typing import Any

from twilio.rest import Client  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line.errors import Misconfigured
from integrations.twilio.addresses import Addresses
from integrations.twilio.errors import asking


@dataclass(frozen=True)
class Wanted:
    """The addresses of one number. `voice_fallback_url` is None where none is given to write."""

    voice_url: str
    status_callback: str
    sms_url: str
    voice_fallback_url: str | None


def wanted(addresses: Addresses, fallback_url: str | None) -> Wanted:
    return Wanted(
        voice_url=addresses.incoming(),
        status_callback=addresses.over(),
        sms_url=addresses.sms_incoming(),
        voice_fallback_url=fallback_url,
    )


def owned(client: Client, number: str) -> Any | None:
    """The account's record of `number`, or None where the account does not own it.

    Raises DeliveryRefused or DeliveryDelayed.
    """
    with asking():
        found = client.incoming_phone_numbers.list(phone_number=number, limit=20)
    return next((each for each in found if each.phone_number == number), None)


def configure(
    client: Client, *, number: str, public_url: str, fallback_url: str | None = None
) -> str:
    """Write the line's addresses to its number; returns what was done, in a sentence.

    `fallback_url` is where the static document of `fallback.py` lives; without it whatever stands
    there is kept. Raises Misconfigured where the account does not own the number, DeliveryRefused
    and DeliveryDelayed.
    """
    record = owned(client, number)
    if record is None:
        raise Misconfigured(f"The account does not own {number}. Buy it, or correct the setup.")
    want = wanted(Addresses(public_url), fallback_url)
    fields = {
        "voice_url": want.voice_url,
        "voice_method": "POST",
        "status_callback": want.status_callback,
        "status_callback_method": "POST",
        "sms_url": want.sms_url,
        "sms_method": "POST",
    }
    if want.voice_fallback_url:
        fields["voice_fallback_url"] = want.voice_fallback_url
        fields["voice_fallback_method"] = "POST"
    with asking():
        client.incoming_phone_numbers(record.sid).update(**fields)
    kept = "" if want.voice_fallback_url else " Its fallback address was left as it was."
    return f"{number} now sends its calls and texts to {public_url}.{kept}"
