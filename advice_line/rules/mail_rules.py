"""What a mail says beside its words: how urgent its sender chose to make it, which tokens it was
sent to, and whether its sender has been shown to be who they say (H15)."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from advice_line.kinds import Urgency
from advice_line.ports.inbound_mail import Authentication, MailDefect

_CHOSEN = {
    "now": Urgency.NOW,
    "urgent": Urgency.NOW,
    "today": Urgency.TODAY,
    "routine": Urgency.TWO_DAYS,
}
_FIRST_WORD = re.compile(r"^[\s\[(*\"']*(now|urgent|today|routine)(?=$|[^\w'’])(.?)", re.IGNORECASE)
# "Now that she is home" chooses nothing.
_SET_APART = re.compile(r"[\]):!,;.*\-–—]|$")
_ORDER = (Urgency.NOW, Urgency.TODAY, Urgency.TWO_DAYS)
# Whose mail it is stands in these; anybody may write anything there.
_DOUBTS = frozenset({MailDefect.TWO_FROM, MailDefect.NO_FROM, MailDefect.NAME_TRICK})


class Proof(Enum):
    """`unknown`: no server that we believe has looked. `failed`: one has, and nothing that passed
    is of the sender's domain."""

    PROVEN = auto()
    UNKNOWN = auto()
    FAILED = auto()


def urgency(subject: str, suffixes: Iterable[str], *, marked: bool) -> Urgency | None:
    """The most urgent of what its sender chose: by the address to which they wrote, by the first
    word of the subject, or by their program's mark of importance, which says today. None where they
    chose nothing. What they wrote is not looked at: no software triage."""
    chosen = {_CHOSEN[each] for each in suffixes if each in _CHOSEN}
    word = _first_word(subject)
    if word is not None:
        chosen.add(word)
    if marked and not chosen:
        chosen.add(Urgency.TODAY)
    return next((each for each in _ORDER if each in chosen), None)


def suffixes(addresses: Iterable[str], own: str) -> tuple[str, ...]:
    """What stands behind the plus where one of these is `own`: advice+now@example.org."""
    local, _, domain = own.lower().rpartition("@")
    before, after = f"{local}+", f"@{domain}"
    found = [each.lower() for each in addresses]
    return tuple(
        dict.fromkeys(
            each[len(before) : -len(after)]
            for each in found
            if each.startswith(before) and each.endswith(after)
        )
    )


def without_suffix(address: str) -> str:
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def is_doubtful(defects: Iterable[MailDefect]) -> bool:
    return not _DOUBTS.isdisjoint(defects)


def proof(address: str, found: Authentication | None) -> Proof:
    """Proven by DMARC, or by SPF and DKIM both of the sender's own domain."""
    if found is None:
        return Proof.UNKNOWN
    domain = address.rpartition("@")[2].lower()
    by_dmarc = domain in found.dmarc
    by_spf, by_dkim = _aligned(domain, found.spf), _aligned(domain, found.dkim)
    if by_dmarc or (by_spf and by_dkim):
        return Proof.PROVEN
    return Proof.UNKNOWN if by_spf or by_dkim else Proof.FAILED


def _aligned(domain: str, passed: Iterable[str]) -> bool:
    """Of the same domain or of one above it, as RFC 7489 relaxes it; never of a bare ending."""
    return any(
        domain == each or (each.count(".") >= 1 and domain.endswith(f".{each}")) for each in passed
    )


def _first_word(subject: str) -> Urgency | None:
    found = _FIRST_WORD.match(subject)
    if found is None:
        return None
    word = found[1]
    plain = word.lower() in ("urgent", "routine") or word.isupper()
    rest = subject[found.end(1) :].lstrip()
    return _CHOSEN[word.lower()] if plain or _SET_APART.match(rest) else None
