"""Letters as their writers get them: one with everything, one with nothing that can be left out."""

from dataclasses import replace
from datetime import UTC, date, datetime

from advice_line.ports.letter import LetterPatient
from advice_line.ports.letter_document import (
    About,
    DocumentSection,
    LetterDocument,
    NumberScheme,
    Signer,
)
from tests.web.contexts_letter import letter

SIGNED = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
FIRST, SECOND = "8sJq2fWc0aTzL1xR", "kV4mYp7Qb9dNw3Eh"
FIXED = "This is advice, not a referral or an authorised exposure."
PDF = b"%PDF-1.3 a letter"

LETTER = letter(
    version=1,
    patient=LetterPatient("Edith <Larkspur> & Co", date(1950, 2, 1), "9990000018", None),
    out_of_scope=False,
    countersigned_by=None,
    countersigned_at=None,
    requester_registration="NMC 99A0001E",
    finalised_at=SIGNED,
    addendum_reason=None,
    adds_to=None,
)
FULL = LetterDocument(
    id=FIRST,
    replaces=None,
    letter=LETTER,
    title="Radiology advice K7Q2-M9FX",
    sections=(
        DocumentSection("Asked by", ("Dr Rowan Hill, GP", "Elm Road Surgery"), About.ASKER),
        DocumentSection("Question", ("Plain film\nor <MRI> & why?\x00\x0b\ufffe\uffff\udc80",)),
        DocumentSection("What the advice rests on", ("Images seen: MRI.",), About.IMAGES),
        DocumentSection("Please note", (FIXED,)),
    ),
    pdf=PDF,
    author=Signer("Dr Amara Example", "Consultant radiologist", "GMC", "9990001"),
    countersigner=None,
    practice_code="Y99001",
    number_scheme=NumberScheme.NHS,
    booking_reference="123456789012",
    accession="ACC-2026-0042",
)
ADDED = replace(FULL, id=SECOND, replaces=FIRST, letter=replace(LETTER, version=2))
COUNTERSIGNED = replace(
    FULL,
    letter=replace(LETTER, out_of_scope=True, countersigned_by="Ben", countersigned_at=SIGNED),
    countersigner=Signer("Ben Example", "Advanced practitioner", "HCPC", "RA99902"),
)
BARE = replace(
    FULL,
    letter=replace(
        LETTER,
        patient=None,
        organisation_name=None,
        requester_role=None,
        requester_registration=None,
    ),
    author=Signer("Ben Example", "Advanced practitioner", None, None),
    practice_code=None,
    number_scheme=None,
    booking_reference=None,
    accession=None,
)
OF_A_CHILD = replace(
    FULL,
    letter=replace(LETTER, patient=LetterPatient("Baby Larkspur", None, None, "newborn")),
    practice_code="radiology department",
    number_scheme=None,
)
SCOTTISH = replace(FULL, number_scheme=NumberScheme.CHI)
EVERY = (FULL, ADDED, COUNTERSIGNED, BARE, OF_A_CHILD, SCOTTISH)
