"""A form posted to a provider of tokens, as OAuth has it (RFC 6749 §3.2, RFC 8628 §3.1)."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

_SECONDS = 20
_MOST_BYTES = 100_000


def post(url: str, form: Mapping[str, str], certificate_file: Path | None) -> tuple[int, bytes]:
    """The status and what was answered, a refusal too. Raises OSError and
    `http.client.HTTPException` where nobody answers."""
    headers = {"Accept": "application/json", "User-Agent": "advice-line"}
    request = Request(url, urlencode(form).encode(), headers)  # noqa: S310 - checked by the settings
    context = ssl.create_default_context(cafile=certificate_file)
    try:
        with urlopen(request, timeout=_SECONDS, context=context) as response:  # nosec B310  # noqa: S310 - as above
            return response.status, response.read(_MOST_BYTES)
    except HTTPError as error:
        with error:
            return error.code, error.read(_MOST_BYTES)
