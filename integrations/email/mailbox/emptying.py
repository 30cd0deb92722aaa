"""One look into a mailbox: what is new is handed to the desk, what the desk has done with is moved,
and what has had its time goes.

Nothing is marked as seen; a mail leaves the folder when what became of it is committed, and not
before.
"""

import imaplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from time import monotonic

import structlog
from imap_tools import BaseMailBox

from advice_line.errors import Busy
from advice_line.ports.inbound_mail import FetchedMail, MailboxDesk, MailFolder, MailKey
from advice_line.ports.mail_deleting import MailsThere
from integrations.email.mailbox import fetching, moving
from integrations.email.mailbox.deleting import Deleting
from integrations.email.mailbox.failures import MailStuck

# One look takes no longer, so that moving goes on too, and who waits for its end can tell that it
# has not hung.
LONGEST_SECONDS = 45.0
# Of what a single command names: servers limit a line.
_AT_ONCE = 200
_log = structlog.get_logger()


class Left(Enum):
    """What is in the mailbox still that should be kept: nothing, more than there was time for, or
    one that the server does not hand out or that cannot be kept."""

    NOTHING = 0
    MORE = 1
    STUCK = 2


@dataclass
class Emptied:
    """How many mails one look fetched, moved and deleted."""

    fetched: int = 0
    moved: int = 0
    deleted: int = 0

    @property
    def nothing(self) -> bool:
        return not self.fetched and not self.moved and not self.deleted


@dataclass(frozen=True)
class Emptying:
    """`name` is by which the desk knows the mailbox."""

    name: str
    desk: MailboxDesk = field(repr=False)
    there: MailsThere | None = field(default=None, repr=False)

    def look(self, box: BaseMailBox, folder: str) -> Emptied:
        """Raises those of `failures.ERRORS`, and `errors.Busy`."""
        box.folder.set(folder)
        validity = fetching.validity(box)
        present = [int(uid) for uid in box.uids(charset=None)]
        done = Emptied()
        left = self._fetch(box, validity, present, done)
        self._move(box, validity, present, done)
        if self.there is not None:
            done.deleted = Deleting(self.name, self.there).look(box, folder)
        if left is Left.STUCK:
            raise MailStuck
        if left is Left.NOTHING:
            self.desk.polled(self.name)
        return done

    def _fetch(
        self, box: BaseMailBox, validity: int, present: Sequence[int], done: Emptied
    ) -> "Left":
        left, until = Left.NOTHING, monotonic() + LONGEST_SECONDS
        wanted = self.desk.unknown(self.name, validity, present)
        for start in range(0, len(wanted), _AT_ONCE):
            for uid, size in fetching.sizes(box, wanted[start : start + _AT_ONCE]):
                try:
                    mail = fetching.whole(box, MailKey(self.name, validity, uid), size)
                except imaplib.IMAP4.abort:
                    raise
                except imaplib.IMAP4.error:
                    left = Left.STUCK
                    continue
                if mail is not None and self._kept(mail):
                    done.fetched += 1
                elif mail is not None:
                    left = Left.STUCK
                if monotonic() > until:
                    return Left.MORE
        return left

    def _kept(self, mail: FetchedMail) -> bool:
        """One that cannot be kept keeps no other out."""
        try:
            self.desk.mail_fetched(mail)
        except Busy:
            raise
        except Exception as error:  # its class says enough: its words may be the mail's
            _log.error("mail_not_kept", error=type(error).__name__)
            return False
        return True

    def _move(self, box: BaseMailBox, validity: int, present: Sequence[int], done: Emptied) -> None:
        """What is not in the mailbox any more was moved before, by us or by a person."""
        there, moves = set(present), self.desk.moves(self.name, validity)
        for folder in MailFolder:
            keys = [key for key, wanted in moves if wanted is folder]
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                lying = [str(key.uid) for key in some if key.uid in there]
                filed = moving.put_into(box, lying, folder) if lying else {}
                for key in some:
                    self.desk.moved(key, filed.get(key.uid))
                done.moved += len(some)
