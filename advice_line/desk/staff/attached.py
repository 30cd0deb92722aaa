"""The door to a file that came with something written: each look at one is a line of the trail."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from advice_line.desk.query import looks, theirs
from advice_line.desk.questions import files
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger
from advice_line.tables.attachments import Attachment
from advice_line.trust.roles import Action, Actor, require

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "application/dicom": "dcm",
}


@dataclass(frozen=True)
class Content:
    """`name` is one of ours, by the query's reference: what their sender called it may name a
    patient, and a file's name travels further than what is in it (H07)."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


class Attached:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def read(self, by: Actor, reference: str, file: str) -> Content:
        """Raises `errors.NotFound` for another query's, and for one that was refused."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            row = work.session.exec(
                select(Attachment).where(
                    col(Attachment.public_id) == file,
                    col(Attachment.query_id) == query.id,
                    col(Attachment.refused).is_(None),
                )
            ).first()
            if row is None:
                raise NotFound
            subject = f"attachment:{row.public_id}"
            looks.saw(work, by, Action.SEE_QUERY, "attachment.viewed", query, subject=subject)
            ending = _ENDINGS.get(row.media_type, "bin")
            name = f"{query.reference}-{row.public_id[:4]}.{ending}"
            return Content(name, row.media_type, files.content(work, row))
