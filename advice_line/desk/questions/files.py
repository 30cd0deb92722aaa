"""Files that came with something written: kept sealed, or refused by name (facts: email).

Every picture is treated as identifiable, whatever it shows.
"""

from collections.abc import Sequence

from sqlmodel import col, select

from advice_line.desk.questions.asked import File
from advice_line.ledger.work import Work
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.written_kinds import Refused

NAME, PIECES = "attachments.sealed_name", "attachment_pieces.sealed_bytes"
TAKEN = frozenset({"image/jpeg", "image/png", "application/pdf", "application/dicom"})
LARGEST = 10 * 1024 * 1024
MOST = 10
# No row and no step of a key rotation grows with a file.
_PIECE = 64 * 1024


def keep(work: Work, query: Query, message: Message, files: Sequence[File]) -> None:
    """Each has a row; what is refused is named there, and on the query, without its bytes."""
    for place, file in enumerate(files):
        why = refused(file, place)
        row = work.add(
            Attachment(
                query_id=query.id or 0,
                message_id=message.id,
                made_at=work.now,
                media_type=file.media_type,
                size=len(file.content),
                refused=why,
                sealed_name=work.vault.seal(file.name, NAME),
            )
        )
        if why is None:
            _keep_bytes(work, row, file.content)
        subject = f"attachment:{row.public_id}"
        work.record(
            "attachment.refused" if why else "attachment.kept", query=query.id, subject=subject
        )


def content(work: Work, row: Attachment) -> bytes:
    """As it came; empty for one that was refused."""
    statement = (
        select(AttachmentPiece.sealed_bytes)
        .where(col(AttachmentPiece.attachment_id) == row.id)
        .order_by(col(AttachmentPiece.position))
    )
    pieces = work.session.exec(statement).all()
    return b"".join(work.vault.open_bytes(each or "", PIECES) for each in pieces)


def name(work: Work, row: Attachment) -> str:
    return work.vault.open(row.sealed_name, NAME) if row.sealed_name else ""


def refused(file: File, place: int) -> Refused | None:
    """Why it is not kept, as the so-manieth of those that come together, counted from 0."""
    if place >= MOST:
        return Refused.TOO_MANY
    if not file.content:
        return Refused.EMPTY
    if len(file.content) > LARGEST:
        return Refused.TOO_LARGE
    return None if file.media_type in TAKEN else Refused.KIND


def _keep_bytes(work: Work, row: Attachment, whole: bytes) -> None:
    for position, start in enumerate(range(0, len(whole), _PIECE)):
        sealed = work.vault.seal_bytes(whole[start : start + _PIECE], PIECES)
        piece = AttachmentPiece(attachment_id=row.id or 0, position=position, sealed_bytes=sealed)
        work.add(piece)
