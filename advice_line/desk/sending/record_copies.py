"""A letter as it goes into the hospital's own record: PDF, plain text and FHIR of one version."""

from advice_line.desk.filing import putting
from advice_line.desk.letter import documents, letters
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.ports.letter_document import DocumentWriter, LetterDocument
from advice_line.ports.mail import Attachment, Mail
from advice_line.ports.notices import Slip
from advice_line.rules import letter_text
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.filings import Filing
from advice_line.tables.queries import Query

NOT_ALLOWED = "mailbox_not_allowed"
_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "json": "application/fhir+json",
}


def files(work: Work, row: Filing, writer: DocumentWriter) -> dict[str, bytes]:
    """By their endings."""
    document = _document(work, row)
    return {
        "pdf": document.pdf,
        "txt": letter_text.plain(document.letter).encode(),
        "json": writer.write(document),
    }


def mail(work: Work, slip: Slip, writer: DocumentWriter) -> Mail | None:
    """None where the line has its letters mailed for the record no more. Whether that mailbox may
    be sent whole letters is asked as it goes (H07): raises `errors.DeliveryRefused`."""
    row = work.session.get_one(Filing, slip.subject_id)
    query = work.session.get_one(Query, row.query_id)
    line = work.session.get_one(Line, query.line_id)
    to = putting.where(work, row)
    if to is None:
        return None
    if not letters.may_carry(to, line.full_letter_domains):
        raise DeliveryRefused(NOT_ALLOWED)
    version = work.session.get_one(Advice, row.advice_id).version
    made = files(work, row, writer)
    name = f"advice-{query.reference}-{version}"
    return Mail(
        message_id=f"<{slip.public_id}@{line.email.rpartition('@')[2]}>",
        sender=line.email,
        sender_name=line.name,
        to=to,
        subject=f"For the record: radiology advice {query.reference}, version {version}",
        text=made["txt"].decode(),
        written_at=slip.made_at,
        attachments=tuple(
            Attachment(f"{name}.{ending}", _TYPES[ending], made[ending])
            for ending in ("pdf", "json")
        ),
        automatic=True,
    )


def _document(work: Work, row: Filing) -> LetterDocument:
    return documents.document(work, work.session.get_one(Advice, row.advice_id))
