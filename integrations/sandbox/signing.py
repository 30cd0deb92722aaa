"""Signatures and tokens as the vendor computes them, by the vendor's own function."""

from collections.abc import Iterable

from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK has no types
    HMAC_SHA1,
    HMAC_SHA256,
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
)

Form = list[tuple[str, str]]

SHARED_KEY = "webhooks_sharedkey_sandbox"


class _Fields(dict[str, list[str]]):
    """A form with repeated keys, in the shape the vendor's function asks for."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def _fields(form: Iterable[tuple[str, str]]) -> _Fields:
    fields = _Fields()
    for name, value in form:
        fields.setdefault(name, []).append(value)
    return fields


def signature(secret: str, url: str, form: Iterable[tuple[str, str]], algorithm: str) -> str:
    """The value of X-Twilio-Signature for a form posted to `url` (without its fragment)."""
    computed: str = RequestValidator(secret).compute_signature(url, _fields(form), algorithm)
    return computed


def signed_headers(
    secret: str, url: str, form: Iterable[tuple[str, str]], algorithm: str = HMAC_SHA1
) -> dict[str, str]:
    """The headers that prove a webhook; the settings header comes with HMAC_SHA256 only."""
    headers = {SIGNATURE_HEADER: signature(secret, url, form, algorithm)}
    if algorithm == HMAC_SHA256:
        headers[SIGNATURE_SETTINGS_HEADER] = f"key={SHARED_KEY},algorithm={algorithm}"
    return headers
