"""Whether a request was signed with this account's secret."""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    RequestValidator,
    add_port,
    get_signature_algorithm,
    remove_port,
)

SIGNATURE = "X-Twilio-Signature"
SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
FORM_TYPE = "application/x-www-form-urlencoded"


class _Fields(dict[str, list[str]]):
    """A form with repeated keys in the shape the vendor's function asks for."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        for name, value in pairs:
            self.setdefault(name, []).append(value)

    def getlist(self, name: str) -> list[str]:
        return self[name]


def requested_url(public_url: str, raw_path: bytes, query: bytes) -> str:
    """The address as the carrier signed it: ours by configuration, never by a forwarded header."""
    tail = f"?{query.decode('latin-1')}" if query else ""
    return f"{public_url.rstrip('/')}{raw_path.decode('latin-1')}{tail}"


def signed_form(
    secret: str, url: str, form: Iterable[tuple[str, str]], signature: str, settings: str
) -> bool:
    """`settings` is the header that names the algorithm; empty means the account's token."""
    return _matches(secret, url, _Fields(form), signature, settings)


def signed_body(secret: str, url: str, body: bytes, signature: str, settings: str) -> bool:
    """For a body that is no form: only the hash in the address vouches for it.

    The vendor's validator fails with a TypeError where the hash is missing, so it is refused here.
    """
    given = parse_qs(urlsplit(url).query).get("bodySHA256", [""])[0]
    if not hmac.compare_digest(sha256(body).hexdigest().encode(), given.lower().encode()):
        return False
    return _matches(secret, url, _Fields(()), signature, settings)


def _matches(secret: str, url: str, fields: _Fields, signature: str, settings: str) -> bool:
    algorithm = get_signature_algorithm(settings)
    validator = RequestValidator(secret)
    parts = urlsplit(url)
    given = signature.encode()
    try:
        # The carrier signs some addresses with their port and some without.
        return any(
            hmac.compare_digest(
                str(validator.compute_signature(form_of(parts), fields, algorithm)).encode(), given
            )
            for form_of in (remove_port, add_port)
        )
    except ValueError:
        return False  # an algorithm nobody has heard of
