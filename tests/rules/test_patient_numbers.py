"""Which figures in words are a patient's number: with a right check digit, and no telephone's."""

import pytest

from advice_line.rules.patient_numbers import by_field, named, only


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Edith 9990000018, see 999 000 0026.", ("9990000018", "9990000026")),
        ("999-000-0018 and once more 9990000018", ("9990000018",)),
        ("(NHS:9990000018)", ("9990000018",)),
        ("999 123 4567 fails its check", ()),
        ("accession A9990000018, order 9990000018-2", ()),
        ("ring +44 9990000018 or 09990000018", ()),
        ("999 0000018", ()),
        ("", ()),
    ],
)
def test_named(text: str, found: tuple[str, ...]) -> None:
    assert named(text) == found


def test_fields_that_hold_numbers_of_their_own_are_no_words() -> None:
    form = {"nhs_number": "9990000018", "accession": "9990000026", "advice": "As for 9990000034."}
    assert by_field(form) == {"advice": ("9990000034",)}


def test_only_the_right_one_is_left() -> None:
    words = "Her 999 000 0018, his 9990000026, order 1234567890."
    assert only(words, "9990000018") == "Her 999 000 0018, his [another number], order 1234567890."
    assert only(words, None).count("[another number]") == 2
