"""Letters as their writers get them: one with everything, one with nothing that can be left out."""

from dataclasses import replace
from datetime import UTC, date, datetime

from advice_line.ports.letter import Letter, LetterPatient
from advice_line.ports.letter_document import (
    About,
    DocumentSection,
    LetterDocument,
    NumberScheme,
    Signer,
)

SIGNED = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
FIRST, SECOND = "8sJq2fWc0aTzL1xR", "kV4mYp7Qb9dNw3Eh"
FIXED = "This is advice, not a referral or an authorised exposure."
PDF = b"%PDF-1.3 a letter"

LETTER = Letter(
    reference="K7Q2-M9FX",
    version=1,
    line_name="Example Radiology Advice",
    organisation_name="Elm Road Surgery",
    requester_name="Dr Rowan Hill",
    requester_role="GP",
    patient=LetterPatient("Edith <Larkspur> & Co", date(1950, 2, 1), "9990000018", None),
    asked_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    asked_by="telephone",
    question="Plain film or MRI?",
    would_have_done="Requested imaging",
    basis=("Images seen: MRI.",),
    advice="MRI first.",
    test_advised=True,
    test_name="MRI",
    who_does_what="Dr Hill: MRI, by 1 December",
    alternative=None,
    red_flags=None,
    for_patient=None,
    review_date=None,
    guideline=None,
    alert_word=None,
    out_of_scope=False,
    countersigned_by=None,
    countersigned_at=None,
    author_name="Dr Amara Example",
    author_role="Consultant radiologist",
    author_registration="GMC 9990001",
    finalised_at=SIGNED,
    read_back_at=None,
    read_back_by=None,
    read_back_on_call=False,
    addendum_reason=None,
    fixed_sentence=FIXED,
    time_zone="Europe/London",
)
FULL = LetterDocument(
    id=FIRST,
    replaces=None,
    letter=LETTER,
    title="Radiology advice K7Q2-M9FX",
    sections=(
        DocumentSection("Asked by", ("Dr Rowan Hill, GP", "Elm Road Surgery"), About.ASKER),
        DocumentSection("Question", ("Plain film\nor <MRI> & why?\x00\x0b",)),
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
    letter=replace(LETTER, patient=None, organisation_name=None, requester_role=None),
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
