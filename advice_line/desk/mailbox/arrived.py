"""A mail has come: one row for each, once, whatever number its mailbox gives it; one that is here
already, from another mailbox, is known by its bytes."""

import hashlib
from typing import Any

from sqlmodel import col, select

from advice_line.desk.mailbox import raw
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.ports.inbound_mail import FetchedMail, MailFolder, MailKey
from advice_line.rules import mail_marks
from advice_line.tables.columns import opaque
from advice_line.tables.mails import Mail
from advice_line.written_kinds import MailFate, MailReason


def kept(work: Work, fetched: FetchedMail) -> None:
    """The same twice is kept once."""
    found = mark(work, fetched)
    if _known(work, fetched.key) or _numbered_anew(work, fetched.key, found):
        return
    mail = _row(work, fetched, found)
    if mail is None:
        return
    first = of_mark(work, found, before=mail)
    if first is not None:
        is_copy(work, mail, first)
        return
    raw.keep(work, mail, _bytes(fetched))
    work.record("mail.kept", subject=f"mail:{mail.public_id}", bytes=mail.size)


def of_mark(work: Work, mark: str, *, before: Mail) -> Mail | None:
    """The first with the same bytes."""
    statement = (
        select(Mail)
        .where(
            col(Mail.content_mark) == mark,
            col(Mail.id) < before.id,
            col(Mail.copy_of_id).is_(None),
        )
        .order_by(col(Mail.id))
    )
    return work.session.exec(statement).first()


def is_copy(work: Work, mail: Mail, first: Mail) -> None:
    work.update(
        mail,
        fate=MailFate.DUPLICATE,
        reason=MailReason.SAME_MAIL,
        fated_at=work.now,
        read_at=None,
        copy_of_id=first.id,
        query_id=first.query_id,
        folder=MailFolder.PROCESSED,
        **_gone_too(work, first),
    )
    work.record("mail.duplicate", subject=f"mail:{mail.public_id}", of=first.public_id)


def by_key(work: Work, key: MailKey) -> Mail | None:
    return work.session.exec(
        select(Mail).where(
            col(Mail.mailbox) == key.mailbox,
            col(Mail.uid_validity) == key.uid_validity,
            col(Mail.uid) == key.uid,
        )
    ).first()


def _gone_too(work: Work, mail: Mail) -> dict[str, Any]:
    """What has had its time here and lies in a mailbox again, or as a copy, goes there too."""
    if mail.deleted_at is None:
        return {}
    again = {"box_look_at": work.now, "box_cleared_at": None, "box_missed_at": None}
    return {"deleted_at": mail.deleted_at, **again}


def _known(work: Work, key: MailKey) -> bool:
    return by_key(work, key) is not None


def _numbered_anew(work: Work, key: MailKey, mark: str) -> bool:
    """The mailbox has other numbers than before (UIDVALIDITY): it is the mail that it was, wherever
    it was put since, and no copy."""
    statement = (
        select(Mail)
        .where(
            col(Mail.mailbox) == key.mailbox,
            col(Mail.uid_validity) != key.uid_validity,
            col(Mail.content_mark) == mark,
        )
        .order_by(col(Mail.id))
    )
    before = work.session.exec(statement).first()
    if before is None:
        return False
    anew = {"moved_at": None, "filed_uid_validity": None, "filed_uid": None}
    numbers = {"uid_validity": key.uid_validity, "uid": key.uid}
    work.update(before, **numbers, **anew, **_gone_too(work, before))
    work.record("mail.numbered_anew", subject=f"mail:{before.public_id}")
    return True


def _row(work: Work, fetched: FetchedMail, mark: str) -> Mail | None:
    """None where another process has it."""
    key = fetched.key
    insert_once(
        work.session,
        Mail,
        ("mailbox", "uid_validity", "uid"),
        public_id=(public_id := opaque()),
        mailbox=key.mailbox,
        uid_validity=key.uid_validity,
        uid=key.uid,
        content_mark=mark,
        size=fetched.size,
        whole=fetched.raw is not None,
        fetched_at=work.now,
        tries=0,
        read_at=work.now,
        rung=0,
    )
    return work.session.exec(select(Mail).where(col(Mail.public_id) == public_id)).first()


def mark(work: Work, fetched: FetchedMail) -> str:
    """By which its bytes are known."""
    digest = hashlib.sha256(mail_marks.of(_bytes(fetched))).hexdigest()
    # A head alone stands for no more than itself and a size.
    known_by = digest if fetched.raw is not None else f"{digest}:{fetched.size}"
    return work.vault.mark(known_by, "mail")


def _bytes(fetched: FetchedMail) -> bytes:
    return fetched.head if fetched.raw is None else fetched.raw
