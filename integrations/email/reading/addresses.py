"""Addresses of a header, read by what a server would send to and never by what is shown."""

import re

from advice_line.ports.inbound_mail import MailAddress, MailDefect
from integrations.email.reading.headers import Head

LONGEST = 254  # RFC 5321 §4.5.3.1.3
MOST = 100
_ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]]+@[^\s@<>(),;:\\\"\[\]]+")
_SEEMS_ADDRESS = re.compile(r"[\w.+'-]+\s*(?:@|＠|\(at\)|\[at\])\s*[\w-]+\.[\w.-]+", re.IGNORECASE)
_ANGLES = re.compile(r"<([^<>]*)>[^<>]*$")


def of(head: Head, name: str) -> tuple[MailAddress, ...]:
    """All of every header of that name, in their order; what cannot be one is left out."""
    found = [
        address
        for value in head.every(name)
        for item in _items(value)[:MOST]
        if (address := _address(head, item)) is not None
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def senders(head: Head) -> tuple[MailAddress, ...]:
    """Those of From, and what is doubtful about them as defects."""
    found = of(head, "From")
    if not found:
        head.defects.append(MailDefect.NO_FROM)
    if len({each.address for each in found}) > 1 or len(head.every("From")) > 1:
        head.defects.append(MailDefect.TWO_FROM)
    if any(_plays_another(each) for each in found):
        head.defects.append(MailDefect.NAME_TRICK)
    return found


def _plays_another(given: MailAddress) -> bool:
    """Whether the name beside the address is another address: some programs show that alone."""
    shown = _SEEMS_ADDRESS.search(given.name)
    return shown is not None and shown[0].lower() != given.address


def _items(value: str) -> list[str]:
    """Parted at commas that are in no quotes, comment or angle brackets; a group's name and end
    (RFC 5322 §3.4) part as well."""
    items, item, quoted, depth, angle, escaped = [], "", False, 0, False, False
    for sign in value:
        if escaped or sign == "\\":
            escaped = not escaped
        elif sign == '"' and not depth:
            quoted = not quoted
        elif not quoted and sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif not quoted and not depth and sign in "<>":
            angle = sign == "<"
        elif not quoted and not depth and not angle and sign in ",;:":
            items.append(item)
            item = ""
            continue
        item += sign
    return [each for each in [*items, item] if each.strip()]


def _address(head: Head, item: str) -> MailAddress | None:
    bare = re.sub(r'"(?:\\.|[^"\\])*"', lambda found: " " * len(found[0]), item)
    angles = _ANGLES.search(bare)
    if angles is None:
        address, name = re.sub(r"\([^()]*\)", "", item).strip(), ""
    else:
        address, name = item[angles.start(1) : angles.end(1)].strip(), item[: angles.start()]
    if len(address) > LONGEST or _ADDRESS.fullmatch(address) is None:
        return None
    shown = head.decoded(re.sub(r"\\(.)", r"\1", name.strip().strip('"')))
    return MailAddress(address.lower(), shown[:LONGEST])
