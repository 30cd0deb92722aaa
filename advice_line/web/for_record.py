"""What a query's page says of its letters as files, of the hospital's own record, and where its
images are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.staff.opening import Open
from advice_line.ports.letter_document import DocumentWriter, LetterDocument
from advice_line.ports.record_folder import FolderFault
from advice_line.record_kinds import Edition, FilingPlace
from advice_line.rules import images_link, letter_text
from advice_line.tables.filings import Filing
from advice_line.web.access import Here, Visit

router = APIRouter()
ENDINGS = {"pdf": "PDF", "txt": "plain text", "json": "FHIR"}
_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "json": "application/fhir+json",
}
_FAULTS: dict[str, str] = {
    FolderFault.MISSING: "the folder is not there",
    FolderFault.NOT_WRITABLE: "the folder may not be written to",
    FolderFault.FULL: "the disk is full",
    FolderFault.AWAY: "the folder does not answer",
    "mailbox_not_allowed": "its mailbox may carry no letter",
}


@dataclass(frozen=True)
class _Fact:
    words: str
    at: datetime | None
    bad: bool = False


@dataclass(frozen=True)
class _Link:
    label: str
    href: str


@dataclass(frozen=True)
class _Version:
    words: str
    files: tuple[_Link, ...]
    facts: tuple[_Fact, ...]


@dataclass(frozen=True)
class ForRecord:
    versions: tuple[_Version, ...]
    booking: str | None
    accessions: tuple[_Link, ...]


@router.get("/desk/{reference}/letters/{version}/letter.pdf")
def as_pdf(visit: Here, reference: str, version: int) -> Response:
    return file(visit, visit.site.letter_files.read(visit.actor, reference, version), "pdf")


@router.get("/desk/{reference}/letters/{version}/letter.txt")
def as_text(visit: Here, reference: str, version: int) -> Response:
    return file(visit, visit.site.letter_files.read(visit.actor, reference, version), "txt")


@router.get("/desk/{reference}/letters/{version}/letter.json")
def as_fhir(visit: Here, reference: str, version: int) -> Response:
    return file(visit, visit.site.letter_files.read(visit.actor, reference, version), "json")


def file(visit: Visit, document: LetterDocument, ending: str) -> Response:
    # The file's name carries the reference alone: file names travel further than their content.
    name = f"advice-{document.letter.reference}-{document.letter.version}.{ending}"
    return Response(
        _content(visit.site.writer, document, ending),
        media_type=_TYPES[ending],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _content(writer: DocumentWriter, document: LetterDocument, ending: str) -> bytes:
    if ending == "pdf":
        return document.pdf
    if ending == "txt":
        return letter_text.plain(document.letter).encode()
    return writer.write(document)


def shown(visit: Visit, seen: Open) -> ForRecord:
    return ForRecord(
        versions=tuple(_versions(seen)),
        booking=seen.question.booking_reference if seen.question else None,
        accessions=tuple(_accessions(visit, seen)),
    )


def _versions(seen: Open) -> Iterator[_Version]:
    for each in seen.versions:
        number = each.advice.version
        path = f"/desk/{seen.query.reference}/letters/{number}/letter"
        links = tuple(_Link(words, f"{path}.{ending}") for ending, words in ENDINGS.items())
        rows = [row for row in seen.filed if row.advice_id == each.advice.id]
        facts = tuple(fact for row in rows for fact in _facts(row))
        yield _Version("The letter" if number == 1 else f"Addendum {number - 1}", links, facts)


def _facts(row: Filing) -> Iterator[_Fact]:
    """Each has happened; what has not is said to be on its way."""
    again = ", countersigned" if row.edition == Edition.COUNTERSIGNED else ""
    folder = row.place == FilingPlace.FOLDER
    if row.put_at is not None:
        yield _Fact(f"Put in the record's folder{again}", row.put_at)
    if row.handed_at is not None:
        yield _Fact(f"Handed to the mail server for the record{again}", row.handed_at)
    if row.taken_at is not None:
        yield _Fact(f"Taken up by the record system{again}", row.taken_at)
    if row.failed_at is not None:
        where = "the record's folder" if folder else "the record's mailbox"
        why = _FAULTS.get(row.failure or "", "it was refused")
        yield _Fact(f"Not in {where}: {why}", row.failed_at, bad=True)
    elif row.put_at is None and row.handed_at is None:
        yield _Fact(f"On its way to the record{again}", None)


def _accessions(visit: Visit, seen: Open) -> Iterator[_Link]:
    """A link only for who sits in the line's own network; anybody else reads the number."""
    line = seen.line
    within = images_link.is_within(visit.where, line.trust_networks)
    numbers = [each.record.body.basis.accession for each in seen.versions]
    for number in dict.fromkeys(filter(None, [*numbers, seen.form.get("accession")])):
        href = images_link.address(line.accession_link, number) if within else None
        yield _Link(number, href or "")
