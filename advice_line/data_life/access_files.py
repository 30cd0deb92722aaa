"""What a pack holds besides words: recordings, mails and files as they came, and signed letters.
None of their names says whose they are."""

import mimetypes
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel, col, select

from advice_line.desk.letter import letters
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules.named_file import NamedFile
from advice_line.tables.advice import Advice
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.mails import Mail, MailPiece
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound, SoundPiece

_RECORDING, _MAIL = ".wav", ".eml"


def of(work: Work, query: Query) -> Iterator[NamedFile]:
    """Each by its place in the pack; one after the other, so that no two of them lie in memory."""
    for sound in _rows(work, Sound, query):
        yield from _whole(work, SoundPiece, sound, f"{query.reference}/recording", _RECORDING)
    for mail in _rows(work, Mail, query):
        yield from _whole(work, MailPiece, mail, f"{query.reference}/mail", _MAIL)
    for file in _rows(work, Attachment, query):
        suffix = mimetypes.guess_extension(file.media_type) or ".bin"
        yield from _whole(work, AttachmentPiece, file, f"{query.reference}/file", suffix)
    yield from _letters(work, query)


def _rows(work: Work, model: Any, query: Query) -> Any:
    return work.session.exec(
        select(model).where(col(model.query_id) == query.id).order_by(col(model.id))
    ).all()


def _whole(
    work: Work, piece: type[SQLModel], row: Any, name: str, suffix: str
) -> Iterator[NamedFile]:
    """Its pieces one behind the other; nothing where it was deleted."""
    table = table_of(piece)
    parent = next(column for column in table.columns if column.foreign_keys)
    pieces = table.select().where(parent == row.id).order_by(table.c.position)
    column = f"{table.name}.sealed_bytes"
    content = b"".join(
        work.vault.open_bytes(each["sealed_bytes"], column)
        for each in work.session.execute(pieces).mappings()
        if each["sealed_bytes"]
    )
    if content:
        yield NamedFile(f"{name}-{row.public_id}{suffix}", content)


def _letters(work: Work, query: Query) -> Iterator[NamedFile]:
    from advice_line.desk.letter import letter_pdf  # noqa: PLC0415 # 20 MB, for letters alone

    own = select(Advice).where(
        col(Advice.query_id) == query.id, col(Advice.sealed_body).is_not(None)
    )
    for advice in work.session.exec(own.order_by(col(Advice.version))):
        content = letter_pdf.render(letters.letter(work, advice))
        yield NamedFile(f"{query.reference}/letter-{advice.version}.pdf", content)
