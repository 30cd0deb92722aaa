"""The files beside a page of guidance: what each is by its own bytes, pictures made anew; handed
out as a download, and as a picture in the page's own text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlmodel import col, func, select

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules import file_kinds
from advice_line.tables.guidance import Guidance, GuidanceFile

FIELD = "files"
LARGEST, MOST = 5 * 1024 * 1024, 10
_MEGABYTE = 1024 * 1024
_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Given:
    """A file as somebody gave it."""

    name: str
    content: bytes = field(repr=False)


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
        FileShown(id_, name, _ENDINGS.get(kind, "file").upper(), size, kind in file_kinds.PICTURES)
        for id_, name, kind, size in work.session.exec(statement)
    )


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


def add(work: Work, row: Guidance, given: Sequence[Given], by: str) -> None:
    """All of them or none. Raises `errors.Invalid`, which names each that cannot be kept."""
    counted = select(func.count()).where(col(GuidanceFile.guidance_id) == row.id)
    there = work.session.exec(counted).one()
    problems = list(_problems(given, there))
    if problems:
        raise Invalid([Problem(FIELD, said) for said in dict.fromkeys(problems)])
    for each in given:
        kind = file_kinds.kind(each.content)
        made = file_kinds.anew(each.content, kind)
        kept = work.add(
            GuidanceFile(
                guidance_id=row.id or 0,
                name=_name(each.name, kind),
                media_type=kind,
                size=len(made),
                added_at=work.now,
                added_by=by,
                content=made,
            )
        )
        work.record("guidance.file_added", subject=f"guidance:{row.key}", file=kept.public_id)


def _problems(given: Sequence[Given], there: int) -> Iterator[str]:
    if not given:
        yield "Choose a PDF, PNG or JPEG file."
    if there + len(given) > MOST:
        yield f"There is room for {MOST} files beside a page. Take one away first."
    for each in given:
        kind = file_kinds.kind(each.content)
        if len(each.content) > LARGEST:
            size = LARGEST // _MEGABYTE
            yield f"“{each.name}” is larger than {size} MB. Make it smaller, or leave it out."
        elif kind not in _ENDINGS:
            yield f"“{each.name}” is no PDF, PNG or JPEG file. Choose another."
        elif not _opens(each.content, kind):
            yield f"“{each.name}” cannot be opened. Choose it again."


def _opens(content: bytes, kind: str) -> bool:
    try:
        file_kinds.anew(content, kind)
    except file_kinds.NotAPicture:
        return False
    return True


def _name(given: str, kind: str) -> str:
    """Of letters, figures and dashes, with the ending of what it is."""
    stem = given.rpartition(".")[0] or given
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in stem)
    short = "-".join(part for part in plain.split("-") if part)[:_LONGEST_NAME]
    return f"{short or 'file'}.{_ENDINGS[kind]}"
