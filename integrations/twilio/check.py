"""What is missing between us and the carrier, and how to mend it: one sentence for each point."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from advice_line.errors import DeliveryDelayed, DeliveryFailed
from advice_line.ports.carrier_watch import FallbackState
from advice_line.ports.checks import Check
from integrations.twilio.addresses import Addresses
from integrations.twilio.client import api_base, client
from integrations.twilio.documents import TwilioDocuments
from integrations.twilio.errors import asking
from integrations.twilio.numbers import owned, wanted

NAME = "twilio"
# Vendor's documentation of concurrent calls; there is no REST address that says which holds.
_LEGS = (
    "Note: an account without an approved business profile may have 2 calls at once. A call that "
    "is hunted is 2, a test call 4. Ask Twilio's support which holds for this account."
)
_CONFIGURE = "Run: advice-line twilio configure"


def check(
    *,
    account_sid: str,
    auth_token: str,
    public_url: str,
    api_url: str,
    numbers: Sequence[str],
    switchboards: Mapping[str, str] = MappingProxyType({}),
    tests: Sequence[str] = (),
    http: HttpClient | None = None,
) -> list[Check]:
    """Ask the carrier about the account, each line's number and that of each test call; changes
    nothing, never raises for what the carrier answers. `switchboards` are those of the lines by
    their number: their outage documents must dial them."""
    asked = client(account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http)
    account = _account(asked, account_sid, api_base(api_url))
    if not account.ok:
        return [account]
    found = [account, _public(public_url)]
    documents = TwilioDocuments(
        account_sid=account_sid,
        auth_token=auth_token,
        api_url=api_url,
        public_url=public_url,
        http=http,
    )
    for number in numbers:
        found += _number(asked, number, public_url)
        found += _document(documents, number, switchboards.get(number))
    found += [_test(asked, number, public_url) for number in tests]
    if numbers:
        found.append(_yes(_LEGS))
    if not numbers:
        found.append(_not("No line has a number yet. Run: advice-line setup FILE.toml"))
    return found


def _account(asked: Client, account_sid: str, base: str) -> Check:
    try:
        with asking():
            status = asked.api.v2010.accounts(account_sid).fetch().status
    except DeliveryFailed as error:
        return _not(_why(error, base))
    if status != "active":
        return _not(f"The account is {status}. Its owner must put that right in Twilio's console.")
    return _yes(f"The account answers at {base} and is active.")


def _why(error: DeliveryFailed, base: str) -> str:
    if error.code == "20003":
        return (
            f"{base} does not accept TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN. "
            "Each region has a token of its own: copy the one of this region."
        )
    if error.code in ("20404", "404"):
        return "There is no such account. Correct TWILIO_ACCOUNT_SID."
    if isinstance(error, DeliveryDelayed):
        return (
            f"{base} cannot be reached ({error.code}). "
            "Check TWILIO_API_URL, and that the firewall lets this server out to it."
        )
    return f"{base} refuses the account ({error.code})."


def _public(public_url: str) -> Check:
    """The carrier comes from outside: only https from a real host reaches us signed and private."""
    parts = urlsplit(public_url)
    if parts.scheme == "https":
        return _yes(f"Twilio asks us at {public_url}.")
    return Check(
        NAME,
        parts.hostname == "localhost",
        f"PUBLIC_URL is {public_url}: only a carrier on this machine can reach it. "
        "Twilio itself needs https and a public name.",
    )


def _number(asked: Client, number: str, public_url: str) -> list[Check]:
    try:
        record = owned(asked, number)
    except DeliveryFailed as error:
        return [_not(f"{number} could not be looked up ({error.code}). Try again.")]
    if record is None:
        return [_not(f"The account does not own {number}. Buy it, or correct the setup file.")]
    return [_addresses(record, number, public_url), _fallback(record, number, public_url)]


def _addresses(record: Any, number: str, public_url: str) -> Check:
    want = wanted(Addresses(public_url), None)
    pairs = (
        ("calls", record.voice_url, want.voice_url),
        ("ends of calls", record.status_callback, want.status_callback),
        ("texts", record.sms_url, want.sms_url),
    )
    astray = [what for what, stands, ours in pairs if stands != ours]
    if astray:
        return _not(f"{number} does not send its {', '.join(astray)} to us. {_CONFIGURE}")
    return _yes(f"{number} sends its calls, their ends and its texts to us.")


def _fallback(record: Any, number: str, public_url: str) -> Check:
    stands = record.voice_fallback_url or ""
    if not stands:
        return _not(
            f"{number} has no fallback: while this server is down its callers hear nothing. "
            f"Keep the document of 'advice-line twilio configure' as a TwiML Bin, then give its "
            "address to the same command."
        )
    if urlsplit(stands).hostname == urlsplit(public_url).hostname:
        return _not(f"The fallback of {number} lives on this server and would be down with it.")
    return _yes(f"{number} falls back to a document that lives elsewhere.")


def _document(documents: TwilioDocuments, number: str, switchboard: str | None) -> Iterator[Check]:
    """Only what `_fallback` cannot see: what the address answers."""
    if switchboard is None:
        return
    try:
        state = documents.standing(number=number, switchboard=switchboard)
    except DeliveryFailed:
        return
    if state is FallbackState.GOOD:
        yield _yes(f"The fallback of {number} dials the switchboard, as the settings say.")
    elif state is FallbackState.STALE:
        yield _not(
            f"The fallback of {number} says something else than the settings. Keep the document of "
            "'advice-line twilio fallback' there."
        )
    elif state is FallbackState.UNREACHABLE:
        yield _not(f"The fallback of {number} cannot be fetched, so nobody knows what it says.")


def _test(asked: Client, number: str, public_url: str) -> Check:
    try:
        record = owned(asked, number)
    except DeliveryFailed as error:
        return _not(f"The test number {number} could not be looked up ({error.code}). Try again.")
    if record is None:
        return _not(f"The account does not own the test number {number}. Buy it, or correct it.")
    return _addresses(record, number, public_url)


def _yes(sentence: str) -> Check:
    return Check(NAME, True, sentence)


def _not(sentence: str) -> Check:
    return Check(NAME, False, sentence)
