"""The files beside a page of guidance: kept, and handed out as a download, and as a picture in the
page's own text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, func, select

from advice_line.directory.guidance import given_files
from advice_line.directory.guidance.given_files import Given
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.rules import file_kinds
from advice_line.tables.columns import opaque
from advice_line.tables.guidance import Guidance, GuidanceFile


@dataclass(frozen=True)
class FileShown:
    id: str
    name: str
    kind: str
    size: int
    picture: bool


@dataclass(frozen=True)
class Content:
    name: str
    media_type: str
    content: bytes = field(repr=False)


def shown(work: Work, row: Guidance) -> tuple[FileShown, ...]:
    """In the order in which they were added; their bytes are not read."""
    statement = (
        select(
            GuidanceFile.public_id, GuidanceFile.name, GuidanceFile.media_type, GuidanceFile.size
        )
        .where(col(GuidanceFile.guidance_id) == row.id)
        .order_by(col(GuidanceFile.id))
    )
    return tuple(
        FileShown(id_, name, _kind(kind), size, kind in file_kinds.PICTURES)
        for id_, name, kind, size in work.session.exec(statement)
    )


def _kind(media_type: str) -> str:
    return given_files.ENDINGS.get(media_type, "file").upper()


def content(work: Work, row: Guidance, file: str) -> Content:
    """Raises `errors.NotFound`, also for another page's."""
    found = one(work, row, file)
    return Content(found.name, found.media_type, found.content)


def one(work: Work, row: Guidance, file: str) -> GuidanceFile:
    """Raises `errors.NotFound`."""
    found = work.session.exec(
        select(GuidanceFile).where(
            col(GuidanceFile.public_id) == file, col(GuidanceFile.guidance_id) == row.id
        )
    ).first()
    if found is None:
        raise NotFound
    return found


def add(
    work: Work, row: Guidance, given: Sequence[Given], by: str, *, as_they_are: bool = False
) -> None:
    """All of them or none. Raises `errors.Invalid` as `given_files.made` does."""
    counted = select(func.count()).where(col(GuidanceFile.guidance_id) == row.id)
    room = given_files.MOST - work.session.exec(counted).one()
    for each in given_files.made(given, room, as_they_are=as_they_are):
        kept = work.add(
            GuidanceFile(
                public_id=each.mark or opaque(),
                guidance_id=row.id or 0,
                name=each.name,
                media_type=each.kind,
                size=len(each.content),
                added_at=work.now,
                added_by=by,
                content=each.content,
            )
        )
        subject = f"guidance:{row.key}"
        more: dict[str, Any] = {"properties": "kept"} if each.with_properties else {}
        work.record("guidance.file_added", subject=subject, file=kept.public_id, **more)
