"""Notes as people type them: what was found to slip through the net by hand, and what must not be
lost to mending it."""

from datetime import date

import pytest

from advice_line.rules.deidentify import deidentify, still_holds
from advice_line.rules.deidentify_known import Known

pytestmark = pytest.mark.hazard("H08")
ASKED_ON = date(2026, 11, 24)
LARKSPUR = Known(
    patient_names=("Edith Larkspur-O'Shea", "יעל כהן", "محمد الحسن"),
    dates_of_birth=(date(1938, 5, 3),),
    postcodes=("ZE1 0AA",),
    asked_on=ASKED_ON,
)


def after(text: str) -> str:
    return deidentify(text, LARKSPUR).text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Mrs L has pain.", "[name] has pain."),
        ("Mrs. L.-O'S. fell", "[name]. fell"),
        ("Mr O'S fell; Mrs L's knee", "[name] fell; [name]'s knee"),
        ("Miss Y.Z. Fable fell, as Mr J.R.R. Fable", "[name] fell, as [name]"),
        ("his gran Doris, niece Zoe, cousin Ann", "his gran [name], niece [name], cousin [name]"),
        ("ליעל כהן יש כאב", "[patient] יש כאב"),
        ("سألت عن ومحمد الحسن", "سألت عن [patient]"),
        ("Of ZE1.0AA, ZE1/0AA", "Of [postcode]"),
        ("born on the 3rd day of May, nineteen thirty-eight", "born on [date of birth]"),
        ("born on the third of June 1941", "born on the [date of birth]"),
        ("seen on third of May", "seen on [5 months later]"),
        ("seen the twenty-first of november", "seen the [3 days earlier]"),
        ("seen the 3rd of may", "seen the [5 months later]"),
        (
            "Seen November the 20th and November the second",
            "Seen [4 days earlier] and [3 weeks earlier]",
        ),
        ("ring 01632\n960123 or 07700-\n900123", "ring [phone] or [phone]"),
        ("jo [at] example dot org", "[email]"),
        ("6/12 old, 18/12 baby, 3/52 old", "[aged under 1], [aged 0–4] baby, [aged under 1]"),
    ],
)
def test_what_slipped_through_goes(text: str, cleaned: str) -> None:
    assert after(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Baker's cyst, Hill-Sachs lesion, Colles fracture, Paget's disease, Perthes disease",
        "Mr L spine or CT? MR L-spine. Dr A&E.",
        "a third of patients, the first of these; grade 3 may need MRI; may the first film help?",
        "6/12 of pain, for 3/52, 18/12 ago, T2/12, power 4/5",
        "on 03 2021\n12345 units, 14F catheter",
        "levels 02\n14\n16, eGFR 55\n60, PSA 4.5\n5.1",
    ],
)
def test_what_is_clinical_stays(text: str) -> None:
    assert after(text) == text


def test_what_goes_cannot_be_typed_back_in() -> None:
    for text in (
        "ליעל כהן",
        "ZE1.0AA",
        "third of May 1938",
        "01632\n960123",
        "jo [at] example dot org",
    ):
        assert still_holds(text, LARKSPUR), text
