"""Reads what was kept and settles what becomes of it, a transaction for each mail. One whose
reading fails again and again is unreadable: it becomes a person's, and holds up no other."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import col, func, select

from advice_line.desk.mailbox import arrived, raw, sorting, unread
from advice_line.desk.mailbox.sorting import Fate
from advice_line.errors import Busy
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.inbound_mail import MailReader, ReadMail, Unreadable, UnreadableWhy
from advice_line.tables.mails import Mail
from advice_line.trust.roles import SYSTEM, Action, require

# Longer than a reading takes; a worker that was stopped in one leaves it to the next until then.
LEASE = timedelta(minutes=2)
MOST_TRIES = 3
BATCH = 100
# Of a mail that cannot be read, as much as a header may be.
_HEAD = 64 * 1024
_log = structlog.get_logger()


class TakingIn:
    def __init__(self, ledger: Ledger, reader: MailReader) -> None:
        self._ledger = ledger
        self._reader = reader

    def read_waiting(self) -> int:
        """How many have their fate now; the first that came first."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due = select(Mail.id).where(col(Mail.read_at) <= work.now)
            found = list(work.session.exec(due.order_by(col(Mail.id)).limit(BATCH)))
        return sum(self._one(each or 0) for each in found)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(select(func.min(Mail.read_at))).one()
            return found

    def _one(self, mail_id: int) -> int:
        try:
            return int(self._take_in(mail_id))
        except Busy:
            raise
        except Exception as error:  # a fault of ours: tried again, then a person's
            # The class alone: an error's text may quote what was read.
            _log.error("mail_not_taken_in", error=type(error).__name__)
            return 0

    def _take_in(self, mail_id: int) -> bool:
        claimed = self._claimed(mail_id)
        if claimed is None:
            return False
        content, whole, tries = claimed
        why = UnreadableWhy.FAULT if tries > MOST_TRIES else None
        read = None
        if why is None:
            read, why = self._read(content, whole=whole)
        # What stops a worker in the middle may stop it here as well: not a second time.
        head = read or (self._head(content) if tries <= MOST_TRIES + 1 else None)
        with self._ledger.work(SYSTEM.label) as work:
            return _settle(work, mail_id, read, head, why)

    def _claimed(self, mail_id: int) -> tuple[bytes, bool, int] | None:
        with self._ledger.work(SYSTEM.label) as work:
            mail = work.session.get_one(Mail, mail_id)
            if mail.read_at is None or mail.read_at > work.now:
                return None
            until = work.now + LEASE
            own = col(Mail.read_at) == mail.read_at
            if not work.update(mail, own, read_at=until, tries=mail.tries + 1):
                return None
            return raw.of(work, mail), mail.whole, mail.tries

    def _read(self, content: bytes, *, whole: bool) -> tuple[ReadMail | None, UnreadableWhy | None]:
        if not whole:
            return None, UnreadableWhy.TOO_LARGE
        try:
            return self._reader.read(content), None
        except Unreadable as unreadable:
            return None, unreadable.why

    def _head(self, content: bytes) -> ReadMail | None:
        try:
            return self._reader.read_head(content[:_HEAD])
        except Unreadable:
            return None


def _settle(
    work: Work,
    mail_id: int,
    read: ReadMail | None,
    head: ReadMail | None,
    why: UnreadableWhy | None,
) -> bool:
    mail = work.session.get_one(Mail, mail_id, with_for_update=True)
    if mail.fate is not None:
        return False
    first = arrived.of_mark(work, mail.content_mark, before=mail)
    if first is not None:
        arrived.is_copy(work, mail, first)
        return True
    sorting.settled(work, mail, _fate(work, mail, read, head, why))
    return True


def _fate(
    work: Work,
    mail: Mail,
    read: ReadMail | None,
    head: ReadMail | None,
    why: UnreadableWhy | None,
) -> Fate:
    if read is not None and why is None:
        return sorting.sorted_out(work, mail, read)
    return unread.born(work, mail, head, why or UnreadableWhy.FAULT)
