"""The line's mailbox in the demonstration: what lies in it is handed to the service by the door of
whoever reads a real one, and moved when what became of it is committed."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from advice_line.demo import fictional
from advice_line.desk.mailbox.door import MailDoor
from advice_line.ports.inbound_mail import FetchedMail, MailKey

MAILBOX = f"{fictional.EMAIL}/INBOX"
_VALIDITY = 1


@dataclass(frozen=True)
class Sent:
    """As its sender has it."""

    at: datetime
    sender: str
    subject: str
    words: str


@dataclass
class Postbox:
    """`sent` is what people wrote, oldest first; machines' mails are not in it."""

    door: MailDoor
    sent: list[Sent] = field(default_factory=list)
    _lying: list[bytes] = field(default_factory=list)
    _uids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def comes(self, raw: bytes, sent: Sent | None = None) -> None:
        self._lying.append(raw)
        if sent is not None:
            self.sent.append(sent)

    def look(self) -> int:
        """How many mails were handed over."""
        lying, self._lying = self._lying, []
        for raw in lying:
            key = MailKey(MAILBOX, _VALIDITY, next(self._uids))
            self.door.mail_fetched(FetchedMail(key, len(raw), raw))
        self.door.polled(MAILBOX)
        for key, _folder in self.door.moves(MAILBOX, _VALIDITY):
            self.door.moved(key)
        return len(lying)
