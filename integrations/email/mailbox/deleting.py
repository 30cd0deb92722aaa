"""Mails that have had their time are deleted from our folders of a mailbox, and no other mail is:
one is known by the number that the server told when it was moved (COPYUID), and where there is none
or the folder was numbered anew, by all of its bytes."""

import imaplib
from collections.abc import Iterator
from dataclasses import dataclass, field

import structlog
from imap_tools import BaseMailBox
from imap_tools.errors import MailboxFolderSelectError

from advice_line.ports.inbound_mail import MailFolder, MailKey
from advice_line.ports.mail_deleting import MailsThere, MailThere
from integrations.email.mailbox import fetching, moving

# Of those that a server finds by a name and a size: more alike than that are no mails of people.
MOST_ALIKE = 50
_log = structlog.get_logger()


@dataclass(frozen=True)
class Deleting:
    """`name` is by which the desk knows the mailbox."""

    name: str
    desk: MailsThere = field(repr=False)

    def look(self, box: BaseMailBox, folder: str) -> int:
        """How many went. `folder` is open afterwards, as it was before. Raises those of
        `failures.ERRORS`, and `errors.Busy`."""
        gone = 0
        due = self.desk.due(self.name)
        try:
            for mail in due:
                gone += self._one(box, folder, mail)
        finally:
            if due:
                box.folder.set(folder)
        return gone

    def _one(self, box: BaseMailBox, folder: str, mail: MailThere) -> bool:
        """One that a server does not let go is tried again, and keeps back no other."""
        try:
            found = self._as_it_came(box, folder, mail) + self._as_filed(box, mail)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            _log.error("mail_not_deleted")
            return False
        self.desk.gone(mail.key, found=bool(found))
        return bool(found)

    def _as_it_came(self, box: BaseMailBox, folder: str, mail: MailThere) -> int:
        """Servers that neither move nor delete by number leave it where it was, marked."""
        box.folder.set(folder)
        if fetching.validity(box) != mail.key.uid_validity or not fetching.is_there(
            box, mail.key.uid
        ):
            return 0
        return _delete(box, mail.key.uid)

    def _as_filed(self, box: BaseMailBox, mail: MailThere) -> int:
        for name in _places(box, mail.folder):
            if not _opened(box, name):
                continue
            known, validity = mail.filed, fetching.validity(box)
            if known is not None and validity == known.uid_validity:
                uid = known.uid if fetching.is_there(box, known.uid) else None
            else:
                uid = next(self._alike(box, validity, mail), None)
            if uid is not None:
                return _delete(box, uid)
        return 0

    def _alike(self, box: BaseMailBox, validity: int, mail: MailThere) -> Iterator[int]:
        for uid in fetching.search(box, mail.message_id, mail.size)[-MOST_ALIKE:]:
            for _, size in fetching.sizes(box, [uid]):
                found = fetching.whole(box, MailKey(self.name, validity, uid), size)
                if found is not None and self.desk.is_that(mail.key, found):
                    yield uid


def _places(box: BaseMailBox, folder: MailFolder) -> Iterator[str]:
    """Its folder first, by each of the names under which it may have been made."""
    for each in sorted(MailFolder, key=lambda one: one is not folder):
        yield from moving.names(box, each)


def _opened(box: BaseMailBox, name: str) -> bool:
    try:
        box.folder.set(name)
    except MailboxFolderSelectError:
        return False
    return True


def _delete(box: BaseMailBox, uid: int) -> int:
    _asked(box, "STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
    if "UIDPLUS" in box.client.capabilities:
        _asked(box, "EXPUNGE", str(uid))
    else:
        _expunge_only(box, uid)
    if fetching.is_there(box, uid):
        raise imaplib.IMAP4.error("still there")
    return 1


def _expunge_only(box: BaseMailBox, uid: int) -> None:
    """What a person has marked as deleted is theirs to delete: it is without its mark meanwhile
    (RFC 4549 §4.2.4). Whoever is stopped between leaves it there, unmarked."""
    others = [each for each in fetching.marked(box) if each != uid]
    every = ",".join(map(str, others))
    if others:
        _asked(box, "STORE", every, "-FLAGS.SILENT", r"(\Deleted)")
    try:
        if box.client.expunge()[0] != "OK":
            raise imaplib.IMAP4.error("EXPUNGE refused")
    finally:
        if others:
            _asked(box, "STORE", every, "+FLAGS.SILENT", r"(\Deleted)")


def _asked(box: BaseMailBox, command: str, *what: str) -> None:
    if box.client.uid(command, *what)[0] != "OK":
        raise imaplib.IMAP4.error(f"{command} refused")
