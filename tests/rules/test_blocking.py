"""A notice that carries an identifier is known as such before it leaves; our own words are not."""

import pytest

from advice_line.rules.deidentify import contains_identifier, deidentify, still_holds
from advice_line.rules.deidentify_known import Known
from advice_line.rules.spans import Kind

KNOWN = Known(
    patient_names=("Joan O'Neill-Madeup",),
    requester_names=("Dr Ann Example",),
    responder_names=("Dr Amara Example",),
    organisation_names=("Elm Road Surgery",),
    phones=("+441632960101",),
    codes=("K7Q2-M9FX",),
)


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Query about 9990000018", Kind.PATIENT_NUMBER),
        ("999 000 0018", Kind.PATIENT_NUMBER),
        ("999-000-0018.", Kind.PATIENT_NUMBER),
        ("AB 12 34 56 C", Kind.NATIONAL_INSURANCE),
        ("at ZZ99 3WZ", Kind.POSTCODE),
        ("at zz993wz", Kind.POSTCODE),
        ("born 24/11/2026", Kind.DATE_OF_BIRTH),
        ("01/02/1950", Kind.DATE_OF_BIRTH),
        ("1 February 1950", Kind.DATE_OF_BIRTH),
    ],
)
def test_a_notice_with_an_identifier_is_known_as_such(text: str, kind: Kind) -> None:
    assert contains_identifier(text) is kind


@pytest.mark.hazard("H07")
def test_a_notice_about_a_known_patient_may_not_name_them() -> None:
    assert contains_identifier("Advice for Joan is ready", KNOWN) is Kind.NAME
    assert contains_identifier("Dr Amara Example answered Elm Road Surgery", KNOWN) is None


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    "text",
    [
        "Example Radiology Advice. Your reference is K7Q2-M9FX.",
        "We will ring you back tomorrow, Tuesday 24 November, at 8 20 a m.",
        "You owe 3 records. https://advice.example.org/r/0123456789ABCDEF",
        "Out of hours ring 01632 960999 or +447700900123.",
        "Your code is 123456. It lasts 10 minutes.",
        "A letter of 24 November 2026 is waiting for Y99001.",
    ],
)
def test_what_our_notices_say_is_no_identifier(text: str) -> None:
    assert contains_identifier(text) is None


@pytest.mark.hazard("H08")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring Dr Ann Example", Kind.NAME),
        ("Amara Example would scan", Kind.NAME),
        ("as Elm Road asked", Kind.ORGANISATION),
        ("on 01632 960 101", Kind.PHONE),
        ("on 07700 900101, any day", Kind.PHONE),
        ("on +44 7700 900101", Kind.PHONE),
        ("to somebody@example.org", Kind.EMAIL),
        ("see K7Q2 M9FX", Kind.REFERENCE),
        ("at ZZ99 3WZ", Kind.POSTCODE),
        ("Joan has pain", Kind.NAME),
        ("999 000 0018", Kind.PATIENT_NUMBER),
    ],
)
def test_a_teaching_text_may_hold_nobody_at_all(text: str, kind: Kind) -> None:
    assert still_holds(text, KNOWN) is kind


@pytest.mark.hazard("H08")
@pytest.mark.parametrize(
    "text",
    [
        "Will an MRI help? May be: a Baker's cyst of 12 mm at L4/5, NG12 1.1.2.",
        "https://www.nice.org.uk/guidance/ng12 says so. Ring 999.",
        "Aged 70 to 74, night pain for 6 weeks, eGFR 45, PSA 12.5, 2 views.",
    ],
)
def test_what_is_taught_is_no_identifier(text: str) -> None:
    known = Known(responder_names=("Will Baker", "Dr May Sachs"))
    assert still_holds(text, known) is None


@pytest.mark.hazard("H08")
def test_what_we_wrote_in_place_of_a_name_is_none() -> None:
    known = Known(patient_names=("Test Patient",), requester_names=("Dr Number Practice",))
    cleaned = deidentify("Test Patient (999 000 0018), says Dr Practice", known).text
    assert "[patient]" in cleaned
    assert still_holds(cleaned, known) is None
