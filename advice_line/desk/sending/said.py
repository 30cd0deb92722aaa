"""A mail of something that was or will be taught, before it has an envelope."""

from dataclasses import dataclass

from advice_line.ports.mail import Attachment
from advice_line.tables.directory import Line

# Why it does not leave: codes that `web/failure_words` has words for.
NO_ADDRESS, BOUNCED = "no_address", "address_bounced"


@dataclass(frozen=True)
class Said:
    """`line` is the one that writes; `stop` the address at which whoever gets it wants no more."""

    line: Line
    to: str
    subject: str
    words: str
    attachments: tuple[Attachment, ...] = ()
    stop: str | None = None
