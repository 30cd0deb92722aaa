"""A desk that only keeps what a mailbox hands it, and says what a test told it to say."""

import threading
import time
from collections.abc import Callable, Collection

from advice_line.errors import Busy
from advice_line.ports.inbound_mail import FetchedMail, Filed, MailFolder, MailKey, MailTrouble


class KeptMails:
    """A `ports.inbound_mail.MailboxDesk`. What was kept is wanted in `folder`, if any is given."""

    def __init__(self, folder: MailFolder | None = MailFolder.PROCESSED) -> None:
        self.mails: dict[MailKey, FetchedMail] = {}
        self.moved_keys: list[MailKey] = []
        self.filed: dict[MailKey, Filed | None] = {}
        self.polls: list[str] = []
        self.troubles: list[MailTrouble] = []
        self.named: list[str] | None = None
        self.folder = folder
        self.busy = False
        self._changed = threading.Condition()

    def watched(self, mailboxes: Collection[str]) -> None:
        self.named = list(mailboxes)

    def unknown(self, mailbox: str, uid_validity: int, uids: Collection[int]) -> list[int]:
        known = {each.uid for each in self.mails if each.uid_validity == uid_validity}
        assert all(each.mailbox == mailbox for each in self.mails)
        return sorted(set(uids) - known)

    def mail_fetched(self, mail: FetchedMail) -> None:
        if self.busy:
            raise Busy
        with self._changed:
            self.mails[mail.key] = mail
            self._changed.notify_all()

    def moves(self, mailbox: str, uid_validity: int) -> list[tuple[MailKey, MailFolder]]:
        assert all(each.mailbox == mailbox for each in self.mails)
        if self.folder is None:
            return []
        return [
            (key, self.folder)
            for key in self.mails
            if key.uid_validity == uid_validity and key not in self.moved_keys
        ]

    def moved(self, key: MailKey, filed: Filed | None = None) -> None:
        with self._changed:
            self.filed[key] = filed
            self.moved_keys.append(key)
            self._changed.notify_all()

    def polled(self, mailbox: str) -> None:
        with self._changed:
            self.polls.append(mailbox)
            self._changed.notify_all()

    def not_read(self, mailbox: str, why: MailTrouble) -> None:
        assert mailbox
        with self._changed:
            self.troubles.append(why)
            self._changed.notify_all()

    def wait_until(self, holds: Callable[[], bool], seconds: float = 10.0) -> float:
        """How long it took, in seconds."""
        began = time.monotonic()
        with self._changed:
            assert self._changed.wait_for(holds, seconds), (self.mails, self.troubles)
        return time.monotonic() - began
