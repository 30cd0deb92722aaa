"""What was taken out by mistake goes back where it stood, whatever else its author has edited."""

import pytest

from advice_line.rules import put_back
from advice_line.rules.deidentify import Deidentified, Removal, deidentify
from advice_line.rules.deidentify_known import Known

KNOWN = Known(patient_names=("Edith Larkspur",))
TEXT = (
    "Edith Larkspur, 76, at 12 Thomas Road, seen by Mr Thomas. The Mr Thomas splint helps. "
    "DOB 1/2/50"
)


def removed(text: str) -> tuple[Deidentified, Removal]:
    found = deidentify(TEXT, KNOWN)
    return found, [each for each in found.removals if each.text == text][-1]


@pytest.mark.parametrize(
    ("edited", "back"),
    [
        ("{}", "The Mr Thomas splint helps"),
        ("Well. {} So it was.", "The Mr Thomas splint helps"),
    ],
)
def test_the_one_that_was_meant_goes_back_and_no_other(edited: str, back: str) -> None:
    found, removal = removed("Mr Thomas")
    text = put_back.put_back(edited.format(found.text), found, removal)
    assert text is not None
    assert back in text
    assert text.count("Thomas") == 1
    assert text.count("[name]") == found.text.count("[name]") - 1


def test_where_its_author_has_taken_the_place_out_nothing_is_guessed() -> None:
    found, removal = removed("Mr Thomas")
    edited = found.text.replace("The [name] splint helps", "A splint helps")
    assert put_back.put_back(edited, found, removal) is None


@pytest.mark.hazard("H08")
def test_the_patient_a_birthday_and_a_band_of_ages_are_never_offered() -> None:
    offered = [each.text for each in deidentify(TEXT, KNOWN).removals if put_back.may(each)]
    assert offered == ["12 Thomas Road", "Mr Thomas", "Mr Thomas"]
