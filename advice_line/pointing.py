"""Pointing the account's numbers at this deployment: beside the composition root, the one other
file that imports a vendor."""

from dataclasses import dataclass

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from advice_line.assembly import build
from advice_line.directory import lookups
from advice_line.errors import Misconfigured
from advice_line.rules import line_guards
from advice_line.settings import Settings
from advice_line.tables.directory import Line
from integrations.twilio import fallback, numbers
from integrations.twilio.client import client as twilio_client


@dataclass(frozen=True)
class Pointed:
    """What was written at the carrier for one line, and its static outage document, which must live
    where it answers when this deployment does not. `tested` is what was written for the number of
    its test call, where one is set up."""

    line: str
    done: str
    fallback: str
    tested: str | None = None


@dataclass(frozen=True)
class OutageDocument:
    line: str
    document: str


def point_numbers(
    settings: Settings,
    fallback_url: str | None,
    *,
    line_key: str | None = None,
    twilio_http: HttpClient | None = None,
) -> list[Pointed]:
    """Write the addresses of every line, or of one, to its number by REST.

    Raises `errors.Misconfigured` without an account, for a number it does not own and for a
    fallback that would be that of several lines; `errors.DeliveryFailed` where the carrier cannot
    be reached.
    """
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        raise Misconfigured("Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN first.")
    carrier = twilio_client(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        api_url=settings.twilio_api_url,
        http=twilio_http,
    )
    lines = _lines(settings, line_key)
    if fallback_url is not None and len(lines) > 1:
        raise Misconfigured(
            "Each line has an outage document of its own. Say with --line whose lies there."
        )
    return [_pointed(carrier, line, settings.public_url, fallback_url) for line in lines]


def outage_documents(settings: Settings, line_key: str | None = None) -> list[OutageDocument]:
    """What is to be kept at the carrier for each line, as the settings are now."""
    return [OutageDocument(each.key, _document(each)) for each in _lines(settings, line_key)]


def _pointed(carrier: Client, line: Line, public_url: str, fallback_url: str | None) -> Pointed:
    test = line_guards.morning_call(line.test_call)
    return Pointed(
        line=line.key,
        done=numbers.configure(
            carrier, number=line.number, public_url=public_url, fallback_url=fallback_url
        ),
        fallback=_document(line),
        tested=numbers.configure(carrier, number=test.number, public_url=public_url)
        if test
        else None,
    )


def _document(line: Line) -> str:
    return fallback.fallback_document(switchboard=line.switchboard, show=line.number)


def _lines(settings: Settings, line_key: str | None) -> list[Line]:
    service = build(settings)
    try:
        with service.ledger.look("system") as work:
            lines = lookups.lines(work.session)
    finally:
        service.close()
    named = [line for line in lines if line_key in (None, line.key)]
    if line_key is not None and not named:
        raise Misconfigured(f"There is no line {line_key}.")
    return named
