"""What the server that we believe found out about a sender (RFC 8601)."""

import re
from collections.abc import Iterable
from email.message import Message

import authres  # type: ignore[import-untyped]  # no types

from advice_line.ports.inbound_mail import Authentication
from integrations.email.reading import decoding

NAME = "authentication-results"
# Exchange Online writes results without saying who it is; this setting takes those alone.
UNNAMED = "exchange-online"
_NAMES_METHOD = re.compile(r"\s*[\w.-]+\s*=")
_LONGEST = 8_000


def of(message: Message, server: str | None) -> Authentication | None:
    """By what `server` (its authserv-id) wrote; None where it wrote nothing or is not known."""
    if server is None:
        return None
    results = [each for value in _of_the_last_hop(message, server) for each in _results(value)]
    if not results:
        return None
    return Authentication(
        dmarc=_passed(results, "dmarc", ("from",)),
        spf=_passed(results, "spf", ("mailfrom",)),
        dkim=_passed(results, "dkim", ("d",)),
    )


def _of_the_last_hop(message: Message, server: str) -> list[str]:
    """Those between the first that bears its name and the next Received: servers write at the top,
    so that whatever stands further down came with the mail and may be forged."""
    values: list[str] = []
    for name, value in message.raw_items():
        is_result = name.lower() == NAME
        written = decoding.cleaned(decoding.unfolded(str(value)))[0].strip()[:_LONGEST]
        if is_result and _is_by(written, server):
            values.append(written)
        elif values and name.lower() == "received":
            break
    return values


def _is_by(value: str, server: str) -> bool:
    if server == UNNAMED:
        return _NAMES_METHOD.match(value) is not None
    return (value.partition(";")[0].split() or [""])[0].lower() == server.lower()


def _results(value: str) -> list[authres.core.AuthenticationResult]:
    named = f"{UNNAMED}; {value}" if _NAMES_METHOD.match(value) else value
    try:
        header = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {named}")
    except (authres.core.AuthResError, ValueError, IndexError, RecursionError):
        return []
    return list(header.results)


def _passed(
    results: Iterable[authres.core.AuthenticationResult], method: str, names: tuple[str, ...]
) -> tuple[str, ...]:
    domains = [
        str(each.value).rpartition("@")[2].strip(' "<>.').lower()
        for result in results
        if result.method.lower() == method and (result.result or "").lower() == "pass"
        for each in result.properties
        if each.name.lower() in names
    ]
    return tuple(dict.fromkeys(domain for domain in domains if domain))
