"""Where the site's own viewer shows the images of a query: to staff, from its own networks."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import quote

MARK = "{accession}"


def address(template: str | None, accession: str | None) -> str | None:
    """None where the line has no viewer or no images are named."""
    if template is None or not accession:
        return None
    return template.replace(MARK, quote(accession, safe=""))


def is_within(where: str | None, networks: Iterable[str]) -> bool:
    """Whether somebody sits in one of the networks; who cannot be told to (None) does not."""
    at = _at(where)
    return at is not None and any(_holds(each, at) for each in networks)


def caller(
    peer: str | None, forwarded: str | None, proxies: Iterable[str], *, direct: bool
) -> str | None:
    """From where a request comes, an address; None where that cannot be told.

    `peer` is who connected to us, `forwarded` the value of X-Forwarded-For. What that says is
    believed as far as our own proxies wrote it: each adds, at the end, who connected to it. Without
    `direct` everybody comes through a proxy, so that a peer which is none of ours tells nothing.
    """
    known = tuple(proxies)
    if not is_within(peer, known):
        return peer if direct and forwarded is None else None
    for each in reversed([part.strip() for part in (forwarded or "").split(",")]):
        if not is_within(each, known):
            return each if _at(each) is not None else None
    return None


def _at(where: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address((where or "").strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _holds(network: str, at: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return at in ipaddress.ip_network(network)
