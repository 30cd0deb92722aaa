"""A notice that carries an identifier is known as such before it leaves; our own words are not."""

import pytest

from advice_line.rules.deidentify import contains_identifier
from advice_line.rules.deidentify_known import Known
from advice_line.rules.spans import Kind

KNOWN = Known(
    patient_names=("Joan O'Neill-Madeup",),
    requester_names=("Dr Ann Example",),
    responder_names=("Dr Amara Example",),
    organisation_names=("Elm Road Surgery",),
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
