"""The fragment of a webhook's address: how often, and after what, the carrier asks again.

Vendor's documentation "Webhooks: connection overrides": `#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&
tt=14000`. The fragment is neither sent nor signed.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

_POLICIES = {"4xx", "5xx", "ct", "rt", "all"}
# name: (least, most, default); times are milliseconds
_RANGES = {
    "rc": (0, 5, 1),
    "ct": (100, 10_000, 5_000),
    "rt": (100, 15_000, 15_000),
    "tt": (100, 15_000, 15_000),
}
_OTHERS = {"e", "sni"}


class BadOverride(Exception):
    """The address is none, or its fragment says something the vendor does not know."""


@dataclass(frozen=True)
class Overrides:
    """`url` is what is requested and signed; times are seconds."""

    url: str
    retries: int
    policies: frozenset[str]
    connect_timeout: float
    read_timeout: float

    def repeats_after(self, outcome: str) -> bool:
        """`outcome` is "ct" (no connection), "rt" (no answer in time), "4xx" or "5xx"."""
        return "all" in self.policies or outcome in self.policies


def read_overrides(address: str) -> Overrides:
    """Raises BadOverride."""
    if not address.startswith(("http://", "https://")):
        raise BadOverride(f"{address!r} is no address of the web.")
    url, fragment = urldefrag(address)
    given = dict(parse_qsl(fragment, keep_blank_values=True))
    if strange := set(given) - set(_RANGES) - _OTHERS - {"rp"}:
        raise BadOverride(f"{sorted(strange)[0]!r} in the fragment of {address} is unknown.")
    policies = frozenset(given.get("rp", "ct").split(","))
    if unknown := policies - _POLICIES:
        raise BadOverride(f"rp={sorted(unknown)[0]!r} in the fragment of {address} is unknown.")
    numbers = {name: _number(name, given, address) for name in _RANGES}
    return Overrides(
        url=url,
        retries=numbers["rc"],
        policies=policies,
        connect_timeout=numbers["ct"] / 1000,
        read_timeout=min(numbers["rt"], numbers["tt"]) / 1000,
    )


def _number(name: str, given: dict[str, str], address: str) -> int:
    least, most, default = _RANGES[name]
    value = given.get(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise BadOverride(
            f"{name}={value!r} in the fragment of {address} is not {least} to {most}."
        )
    return int(value)
