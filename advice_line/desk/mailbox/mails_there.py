"""What lies in the helpline's mailbox of mails that went here: deleted there too, once, by whoever
reads the mailbox. What somebody moved out of our folders is not found, and is counted as that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from advice_line.data_kinds import Kept
from advice_line.desk.mailbox import arrived, named
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.inbound_mail import FetchedMail, Filed, MailFolder, MailKey
from advice_line.ports.mail_deleting import MailThere
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail
from advice_line.trust import deletions, holds
from advice_line.trust.roles import CARRIER, Action, require

# Longer than deleting so many takes; a worker that was stopped in it leaves them to the next.
LEASE = timedelta(minutes=10)
MOST = 50
RULE = "with the mail itself, from the helpline's mailbox"


class MailsThere:
    """Implements `ports.mail_deleting.MailsThere`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def due(self, mailbox: str) -> list[MailThere]:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.look(CARRIER.label) as look:
            found = [each or 0 for each in look.session.exec(_due(mailbox, look))]
        if not found:
            return []
        with self._ledger.work(CARRIER.label) as work:
            return [_there(work, mail) for mail in _claimed(work, found)]

    def is_that(self, key: MailKey, found: FetchedMail) -> bool:
        with self._ledger.look(CARRIER.label) as work:
            mail = arrived.by_key(work, key)
            return mail is not None and mail.content_mark == arrived.mark(work, found)

    def gone(self, key: MailKey, *, found: bool) -> None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label, holding=holds.alone) as work:
            mail = arrived.by_key(work, key)
            if mail is None or not _settle(work, mail, found=found):
                return
            subject = f"mail:{mail.public_id}"
            if not found:
                work.record("mailbox.mail_missed", query=mail.query_id, subject=subject)
                return
            work.record("mailbox.mail_deleted", query=mail.query_id, subject=subject)
            line = work.session.get(Line, mail.line_id) if mail.line_id else None
            gone = deletions.Gone(f"mailbox:{mail.public_id}", mail.fetched_at)
            deletions.note(work, Kept.MAIL, RULE, [gone], line.key if line else None)


@dataclass(frozen=True)
class There:
    """Of mails that went here: how many went from the mailbox too, how many `wait` for that, and
    how many were `missed`: not in our folders any more."""

    gone: int = 0
    waiting: int = 0
    missed: int = 0


def counted(session: Session, query_ids: Iterable[int] | None = None) -> There:
    """Of these queries, copies too, or of all mails."""
    statement = select(
        func.count(col(Mail.box_cleared_at)),
        func.count(col(Mail.box_look_at)),
        func.count(col(Mail.box_missed_at)),
    ).where(col(Mail.deleted_at).is_not(None))
    if query_ids is not None:
        theirs = select(Mail.id).where(col(Mail.query_id).in_(list(query_ids)))
        own = or_(col(Mail.id).in_(theirs), col(Mail.copy_of_id).in_(theirs))
        statement = statement.where(own)
    gone, waiting, missed = session.exec(statement).one()
    return There(gone, waiting, missed)


def _due(mailbox: str, work: Work) -> Any:
    """A copy is held with what it is a copy of."""
    there = aliased(Mail)
    itself = col(Mail.id) == func.coalesce(col(there.copy_of_id), col(there.id))
    return (
        select(there.id)
        .where(
            col(there.mailbox) == mailbox,
            col(there.box_look_at) <= work.now,
            col(there.deleted_at).is_not(None),
            col(there.moved_at).is_not(None),
            exists().where(itself, ~holds.on_mail()),
        )
        .order_by(col(there.id))
        .limit(MOST)
    )


def _claimed(work: Work, ids: Iterable[int]) -> list[Mail]:
    found = work.session.exec(select(Mail).where(col(Mail.id).in_(ids)).order_by(col(Mail.id)))
    until = work.now + LEASE
    return [
        mail
        for mail in found
        if work.update(mail, col(Mail.box_look_at) <= work.now, box_look_at=until)
    ]


def _settle(work: Work, mail: Mail, *, found: bool) -> bool:
    """False where another has said so already."""
    settled = {"box_cleared_at" if found else "box_missed_at": work.now, "box_look_at": None}
    return work.update(mail, col(Mail.box_look_at).is_not(None), **settled)


def _there(work: Work, mail: Mail) -> MailThere:
    known = mail.filed_uid_validity is not None and mail.filed_uid is not None
    filed = Filed(mail.filed_uid_validity or 0, mail.filed_uid or 0) if known else None
    name = work.vault.open(mail.sealed_name, named.SEALED) if mail.sealed_name else None
    key = MailKey(mail.mailbox, mail.uid_validity, mail.uid)
    return MailThere(key, MailFolder(mail.folder or ""), filed, mail.size, name)
