"""Which network addresses a person may make us ask: those of the public internet, or of networks
that the site itself named. An address given by a person might lead into the site's own network."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

LONGEST = 2_000
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# RFC 6052: the last four bytes are an address of the old kind.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# All that is given out of the new kind (RFC 4291, IANA); what lies beside it leads inside at most.
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Where some clouds answer with their own secrets (192.0.0.192).
_ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")


def parts_of(url: str, *, example: str, local: str | None) -> SplitResult:
    """Of an address that may be asked or told: https; or on this machine in a rehearsal, which
    talks to nobody else, and then `local` is what it does there. Raises ValueError with a sentence.
    """
    advice = f"write for example {example}."
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"This is not an address; {advice}") from error
    if len(url) > LONGEST or not parts.hostname:
        raise ValueError(f"This is not an address; {advice}")
    if local is not None:
        if parts.scheme not in ("http", "https") or parts.hostname not in LOCAL_HOSTS:
            raise ValueError(f"A rehearsal {local} on this machine only.")
    elif parts.scheme != "https":
        raise ValueError(f"The address must start with https://; {advice}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("The address may not hold a name or a password before the host.")
    return parts


def is_here(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def is_public(address: str) -> bool:
    """Also what is written in it where it stands for an address of the old kind."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and found not in _ASSIGNED
    inside = found.ipv4_mapped or found.sixtofour
    if found in _TRANSLATED:
        inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if inside is not None:
        return is_public(str(inside))
    return found.is_global and found in _UNICAST


def is_within(address: str, networks: Iterable[Network]) -> bool:
    found = ipaddress.ip_address(address)
    return any(found in each for each in networks if each.version == found.version)
