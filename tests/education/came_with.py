"""A picture that came with a query, named after somebody and with more of them hidden in it."""

from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlmodel import col, select

from advice_line.desk.questions import files
from advice_line.ledger.work import Ledger
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.cases import Case

_DESCRIPTION = 0x010E


def film(told: str, size: tuple[int, int] = (2_000, 1_000)) -> bytes:
    """A PNG that says `told` of itself, as text and as EXIF."""
    said, made = PngInfo(), BytesIO()
    said.add_text("PatientName", told)
    shown = Image.new("I;16", size, 900)
    exif = shown.getexif()
    exif[_DESCRIPTION] = told
    shown.save(made, "PNG", pnginfo=said, exif=exif)
    return made.getvalue()


def picture(
    ledger: Ledger,
    case: str,
    content: bytes,
    media_type: str = "image/png",
    name: str = "film.png",
) -> str:
    """With the query of this case; its public id."""
    with ledger.work("test") as work:
        query = work.session.exec(select(Case.query_id).where(col(Case.reference) == case)).one()
        row = work.add(
            Attachment(
                query_id=query or 0,
                made_at=work.now,
                media_type=media_type,
                size=len(content),
                sealed_name=work.vault.seal(name, files.NAME),
            )
        )
        sealed = work.vault.seal_bytes(content, files.PIECES)
        work.add(AttachmentPiece(attachment_id=row.id or 0, position=0, sealed_bytes=sealed))
        return row.public_id
