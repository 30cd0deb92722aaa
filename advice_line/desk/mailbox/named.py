"""The ids that senders gave their mails: kept sealed, so that an answer names what it answers."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query

SEALED = "mails.sealed_name"


def keep(work: Work, mail: Mail, message_id: str | None) -> None:
    if message_id is not None:
        sealed = work.vault.seal(message_id, SEALED)
        work.update(mail, name_mark=mark(work, message_id), sealed_name=sealed)


def mark(work: Work, message_id: str) -> str:
    return work.vault.mark(message_id, "mail_name")


def of_query(work: Work, query: Query) -> str | None:
    """Of the mail by which it was asked; None where it was not, or has no id."""
    statement = (
        select(Mail.sealed_name)
        .where(col(Mail.query_id) == query.id, col(Mail.copy_of_id).is_(None))
        .order_by(col(Mail.id))
        .limit(1)
    )
    sealed = work.session.exec(statement).first()
    return work.vault.open(sealed, SEALED) if sealed else None
