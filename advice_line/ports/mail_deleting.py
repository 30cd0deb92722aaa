"""The mailbox's seam for what goes: mails that have had their time are deleted from its folders."""

from dataclasses import dataclass, field
from typing import Protocol

from advice_line.ports.inbound_mail import FetchedMail, Filed, MailFolder, MailKey


@dataclass(frozen=True)
class MailThere:
    """One whose bytes have gone here. `key` is what it was in the mailbox, `filed` what it is in
    `folder`, where that is known. By `message_id` and `size` (bytes, by the server) it is looked
    for where it is not."""

    key: MailKey
    folder: MailFolder
    filed: Filed | None
    size: int
    message_id: str | None = field(default=None, repr=False)


class MailsThere(Protocol):
    """Each call is one committed transaction. Every method raises `errors.Busy` where nothing was
    written, and no other error."""

    def due(self, mailbox: str) -> list[MailThere]:
        """Those that go now; whoever is given one alone has it for some minutes."""
        ...

    def is_that(self, key: MailKey, found: FetchedMail) -> bool:
        """Whether what lies somewhere else is the mail of this key, byte for byte."""
        ...

    def gone(self, key: MailKey, *, found: bool) -> None:
        """It is deleted; or it was not `found` in any folder of ours."""
        ...
