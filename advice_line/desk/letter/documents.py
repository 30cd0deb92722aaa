"""An advice version as a document for other systems' records: its letter, its PDF, who signed."""

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.kinds import StaffRole
from advice_line.ledger.work import Work
from advice_line.ports.letter import Letter
from advice_line.ports.letter_document import (
    About,
    DocumentSection,
    LetterDocument,
    NumberScheme,
    Signer,
)
from advice_line.rules import identifiers, labels, letter_text
from advice_line.rules.identifiers import NumberKind
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Organisation, Responder
from advice_line.tables.queries import Query

_ABOUT = {letter_text.ASKED_BY: About.ASKER, letter_text.BASIS: About.IMAGES}
# A number set aside for tests is written as England's are.
_SCHEMES = {NumberKind.CHI: NumberScheme.CHI, NumberKind.HC: NumberScheme.HC}


def document(work: Work, advice: Advice) -> LetterDocument:
    from advice_line.desk.letter import letter_pdf  # noqa: PLC0415 # 20 MB, for letters alone

    letter = letters.letter(work, advice)
    return LetterDocument(
        id=advice.public_id,
        replaces=_earlier(work, advice),
        letter=letter,
        title=letter_text.title(letter),
        sections=tuple(
            DocumentSection(each.title, each.paragraphs, _ABOUT.get(each.title))
            for each in letter_text.sections(letter)
        ),
        pdf=letter_pdf.render(letter),
        author=_author(work, advice),
        countersigner=_countersigner(work, advice),
        practice_code=_practice_code(work, advice),
        number_scheme=_scheme(letter),
        booking_reference=letter.booking_reference,
        accession=letters.record_of(work, advice).body.basis.accession,
    )


def _earlier(work: Work, advice: Advice) -> str | None:
    return work.session.exec(
        select(Advice.public_id)
        .where(col(Advice.query_id) == advice.query_id, col(Advice.version) < advice.version)
        .order_by(col(Advice.version).desc())
        .limit(1)
    ).first()


def _author(work: Work, advice: Advice) -> Signer:
    """Role and registration as they were when it was signed."""
    who = work.session.get_one(Responder, advice.author_id)
    role = labels.ROLES[StaffRole(advice.author_role)]
    if advice.author_registration == letters.UNREGISTERED:
        return Signer(who.name, role, None, None)
    body, _, number = advice.author_registration.partition(" ")
    return Signer(who.name, role, body, number)


def _countersigner(work: Work, advice: Advice) -> Signer | None:
    if advice.countersigned_by_id is None:
        return None
    who = work.session.get_one(Responder, advice.countersigned_by_id)
    role = labels.ROLES[StaffRole(who.role)]
    return Signer(who.name, role, who.registration_body, who.registration_number)


def _practice_code(work: Work, advice: Advice) -> str | None:
    query = work.session.get_one(Query, advice.query_id)
    if query.organisation_id is None:
        return None
    return work.session.get_one(Organisation, query.organisation_id).key


def _scheme(letter: Letter) -> NumberScheme | None:
    if letter.patient is None or letter.patient.number is None:
        return None
    kind = identifiers.kind_of(letter.patient.number)
    return _SCHEMES.get(kind, NumberScheme.NHS)
