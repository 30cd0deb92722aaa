"""The door of whoever reads a mailbox: each mail is kept before it is read, and moved when what
became of it is committed."""

from collections.abc import Collection

from sqlmodel import col, delete, select

from advice_line.desk.mailbox import arrived
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.inbound_mail import FetchedMail, Filed, MailFolder, MailKey, MailTrouble
from advice_line.tables.mails import Mail, Mailbox
from advice_line.trust.roles import CARRIER, Action, require

# As many as a database takes in one question.
_AT_ONCE = 500


class MailDoor:
    """Implements `ports.inbound_mail.MailboxDesk`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def watched(self, mailboxes: Collection[str]) -> None:
        """One that was given up may not stand as unread for ever."""
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.look(CARRIER.label) as look:
            known = set(look.session.exec(select(Mailbox.mailbox)))
        gone = known.difference(mailboxes)
        if not gone:
            return
        with self._ledger.work(CARRIER.label) as work:
            work.run(delete(Mailbox).where(col(Mailbox.mailbox).in_(gone)))
            work.record("mailbox.given_up", mailboxes=len(gone))

    def unknown(self, mailbox: str, uid_validity: int, uids: Collection[int]) -> list[int]:
        wanted = sorted(uids)
        known: set[int] = set()
        with self._ledger.look(CARRIER.label) as work:
            for start in range(0, len(wanted), _AT_ONCE):
                statement = select(Mail.uid).where(
                    col(Mail.mailbox) == mailbox,
                    col(Mail.uid_validity) == uid_validity,
                    col(Mail.uid).in_(wanted[start : start + _AT_ONCE]),
                )
                known.update(work.session.exec(statement))
        return [uid for uid in wanted if uid not in known]

    def mail_fetched(self, mail: FetchedMail) -> None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label) as work:
            arrived.kept(work, mail)

    def moves(self, mailbox: str, uid_validity: int) -> list[tuple[MailKey, MailFolder]]:
        statement = (
            select(Mail)
            .where(
                col(Mail.mailbox) == mailbox,
                col(Mail.uid_validity) == uid_validity,
                col(Mail.folder).is_not(None),
                col(Mail.moved_at).is_(None),
            )
            .order_by(col(Mail.uid))
        )
        with self._ledger.look(CARRIER.label) as work:
            found = work.session.exec(statement).all()
            return [
                (MailKey(each.mailbox, each.uid_validity, each.uid), MailFolder(each.folder or ""))
                for each in found
            ]

    def moved(self, key: MailKey, filed: Filed | None = None) -> None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label) as work:
            mail = arrived.by_key(work, key)
            if mail is not None:
                work.update(mail, col(Mail.moved_at).is_(None), moved_at=work.now)
            if mail is not None and filed is not None:
                work.update(mail, filed_uid_validity=filed.uid_validity, filed_uid=filed.uid)

    def polled(self, mailbox: str) -> None:
        with self._ledger.work(CARRIER.label) as work:
            row = _mailbox(work, mailbox)
            if row.trouble is not None:
                work.record("mailbox.read_again")
            work.update(row, polled_at=work.now, trouble=None, trouble_at=None)

    def not_read(self, mailbox: str, why: MailTrouble) -> None:
        with self._ledger.work(CARRIER.label) as work:
            row = _mailbox(work, mailbox)
            if row.trouble != why:
                work.update(row, trouble=why, trouble_at=work.now)
                work.record("mailbox.not_read", why=why)


def _mailbox(work: Work, mailbox: str) -> Mailbox:
    insert_once(work.session, Mailbox, ("mailbox",), mailbox=mailbox, first_seen_at=work.now)
    return work.session.get_one(Mailbox, mailbox)
