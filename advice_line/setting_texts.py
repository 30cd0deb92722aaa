"""Lists in the text of a setting: dialling codes, networks."""

import ipaddress
import re

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_COUNTRY = re.compile(r"\+[1-9][0-9]{0,3}")


def read_countries(text: str) -> tuple[str, ...]:
    """ "+44, +353" as dialling codes. Raises ValueError with a sentence for whoever wrote it."""
    codes = tuple(each.strip() for each in text.split(",") if each.strip())
    if not codes or not all(_COUNTRY.fullmatch(each) for each in codes):
        raise ValueError('must be dialling codes such as "+44" or "+44,+353"')
    return codes


def read_networks(text: str) -> tuple[Network, ...]:
    """ "10.1.0.0/16, fd00::/8" as networks. Raises ValueError with a sentence."""
    try:
        return tuple(ipaddress.ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise ValueError(
            'must be networks such as "10.1.0.0/16" or "10.1.0.0/16,fd00::/8"'
        ) from error
