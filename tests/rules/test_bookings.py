"""Numbers by which other systems know a booking and images, as the record's form takes them."""

import pytest

from advice_line.rules import bookings
from tests.rules.test_record_form import LEAST, problems, without


def test_a_booking_is_read_in_any_grouping_and_shown_in_fours() -> None:
    for typed in ("123456789012", "1234 5678 9012", "1234-5678-9012"):
        assert bookings.grouped(bookings.read_booking(typed)) == "1234 5678 9012"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("booking_reference", "1234 5678 901", "has 12 digits; this one has 11"),
        ("booking_reference", "1234 5678 901x", "has only digits"),
        ("accession", "42 43", "no blanks"),
        ("accession", "<b>", "letters, digits"),
        ("accession", "4" * 65, "at most 64"),
    ],
)
def test_a_number_of_another_system_is_told_how_it_is_written(
    field: str, typed: str, said: str
) -> None:
    assert said in problems(LEAST | {field: typed})[field]


@pytest.mark.hazard("H02")
def test_a_booking_is_a_patients() -> None:
    form = without(LEAST, "patient_name", "date_of_birth") | {"general_question": "yes"}
    told = problems(form | {"booking_reference": "1234 5678 9012"})
    assert "yet a patient is named" in told["general_question"]
