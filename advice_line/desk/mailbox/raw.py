"""A mail as it came: kept sealed, in pieces, before anybody reads it."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.mails import Mail, MailPiece

PIECES = "mail_pieces.sealed_bytes"
# No row and no step of a key rotation grows with a mail.
_PIECE = 64 * 1024


def keep(work: Work, mail: Mail, raw: bytes) -> None:
    for position, start in enumerate(range(0, len(raw), _PIECE)):
        sealed = work.vault.seal_bytes(raw[start : start + _PIECE], PIECES)
        work.add(MailPiece(mail_id=mail.id or 0, position=position, sealed_bytes=sealed))


def of(work: Work, mail: Mail) -> bytes:
    """Of a copy, what it is a copy of; of one that was too large, its head."""
    statement = (
        select(MailPiece.sealed_bytes)
        .where(col(MailPiece.mail_id) == (mail.copy_of_id or mail.id))
        .order_by(col(MailPiece.position))
    )
    pieces = work.session.exec(statement).all()
    return b"".join(work.vault.open_bytes(each or "", PIECES) for each in pieces)
