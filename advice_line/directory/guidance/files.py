"""The files beside a page of guidance: what each is by its own bytes, pictures made anew; handed
out as a download, and as a picture in the page's own text.

Whoever may read the page reads their names too, which hence name no patient (H07).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlmodel import col, func, select

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules import file_kinds
from advice_line.rules.deidentify import contains_identifier
from advice_line.rules.named_file import NamedFile
from advice_line.tables.columns import opaque
from advice_line.tables.guidance import Guidance, GuidanceFile

FIELD = "files"
LARGEST, MOST = 5 * 1024 * 1024, 10
_MEGABYTE = 1024 * 1024
_PDF = "application/pdf"
# One that ends without it came in part, or only begins as a PDF (ISO 32000-1 §7.5.5; as readers
# do, it is looked for near the end).
_PDF_ENDS, _PDF_END_WITHIN = b"%%EOF", 1024
_ENDINGS = {_PDF: "pdf", "image/png": "png", "image/jpeg": "jpg"}
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Given(NamedFile):
    """As somebody gave it. `mark` is by what a page's text names it already, None where it gets one
    here."""

    mark: str | None = None


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
                public_id=each.mark or opaque(),
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
        kind, name = file_kinds.kind(each.content), _last(each.name)
        if len(each.content) > LARGEST:
            size = LARGEST // _MEGABYTE
            yield f"“{name}” is larger than {size} MB. Make it smaller, or leave it out."
        elif kind not in _ENDINGS:
            yield f"“{name}” is no PDF, PNG or JPEG file. Choose another."
        elif not _opens(each.content, kind):
            yield f"“{name}” cannot be opened. Choose it again."
        elif contains_identifier(name.replace("_", " ")):
            yield (
                f"“{name}” has a patient's number, birthday or postcode in its name, which every "
                "reader of the page sees. Give the file another name, and choose it again."
            )


def _opens(content: bytes, kind: str) -> bool:
    if kind == _PDF:
        return _PDF_ENDS in content[-_PDF_END_WITHIN:]
    try:
        file_kinds.anew(content, kind)
    except file_kinds.NotAPicture:
        return False
    return True


def _last(given: str) -> str:
    """Without the folders in which it lay, which an old browser tells."""
    return re.split(r"[/\\]", given)[-1]


def _name(given: str, kind: str) -> str:
    """Of letters, figures and dashes, with the ending of what it is."""
    last = _last(given)
    stem = last.rpartition(".")[0] or last
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in stem)
    short = "-".join(part for part in plain.split("-") if part)[:_LONGEST_NAME]
    return f"{short or 'file'}.{_ENDINGS[kind]}"
