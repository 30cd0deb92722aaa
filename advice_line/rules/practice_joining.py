"""Whether somebody whose address is confirmed may join a practice without being invited (H15).

An address of a domain that many organisations share (NHSmail, free mail) says nothing of where its
owner works; nor does the practice's own mailbox say which of its people reads it."""

from dataclasses import dataclass
from enum import StrEnum

from advice_line.practice_kinds import JoinedBy

# Of everybody: one of these on an organisation's list of domains is a slip that would let them in.
SHARED_DOMAINS = frozenset(
    {
        *("nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk", "hscni.net", "doctors.org.uk"),
        *("doctors.net.uk", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com"),
        *("hotmail.co.uk", "live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "btinternet.com", "proton.me"),
        *("protonmail.com", "sky.com", "virginmedia.com", "talktalk.net"),
    }
)


class Refused(StrEnum):
    NOBODY = "nobody"
    MAILBOX = "mailbox"
    SHARED_DOMAIN = "shared_domain"
    SEVERAL = "several"
    CLOSED = "closed"
    ENDED = "ended"


@dataclass(frozen=True)
class Facts:
    """`named_manager`: the directory names this address as a manager's; `is_mailbox`: it is an
    organisation's generic one; `with_domain`: how many organisations have its domain; `closed` and
    `ended` are of the one that it would be."""

    domain: str
    named_manager: bool
    is_mailbox: bool
    with_domain: int
    closed: bool
    ended: bool


def judged(facts: Facts) -> JoinedBy | Refused:
    if facts.is_mailbox:
        return Refused.MAILBOX
    if not facts.named_manager:
        if facts.domain in SHARED_DOMAINS:
            return Refused.SHARED_DOMAIN
        if facts.with_domain != 1:
            return Refused.SEVERAL if facts.with_domain else Refused.NOBODY
    if facts.closed:
        return Refused.CLOSED
    if facts.ended:
        return Refused.ENDED
    return JoinedBy.ON_FILE if facts.named_manager else JoinedBy.DOMAIN


SENTENCES = {
    Refused.NOBODY: "No practice has this address or its domain on file.",
    Refused.MAILBOX: (
        "This is the mailbox that a whole practice reads. Sign in by an address of your own, so "
        "that what you say is yours."
    ),
    Refused.SHARED_DOMAIN: (
        "Addresses like this are used by many organisations, so it does not say where you work."
    ),
    Refused.SEVERAL: "More than one practice has the domain of this address on file.",
    Refused.CLOSED: "The code of this practice is closed, so nobody signs in for it any more.",
    Refused.ENDED: "Your practice has ended your access.",
}
