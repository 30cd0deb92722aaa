"""What a record says of its case, in closed lists."""

from datetime import date

import pytest

from advice_line.rules import case_tags
from advice_line.rules.record import Basis


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        ("1980-11-30", "2026-11-30", "45-49"),
        ("1981-11-30", "2026-11-30", "45-49"),
        ("1981-12-01", "2026-11-30", "40-44"),
        ("2026-11-01", "2026-11-30", "0-4"),
        ("1936-11-30", "2026-11-30", "90+"),
        ("1919-01-01", "2026-11-30", "90+"),
        ("2027-01-01", "2026-11-30", None),
    ],
)
def test_an_age_is_told_in_bands_of_five_years(born: str, on: str, band: str | None) -> None:
    assert case_tags.age_band(date.fromisoformat(born), date.fromisoformat(on)) == band


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("iRefer M05 and NICE NG12 1.3.1", ["irefer:M05", "ng12:1.3.1"]),
        ("[[irefer:m05]], irefer: M05", ["irefer:M05"]),
        ("RCR guidance on back pain, 2017", []),
    ],
)
def test_guidelines_are_known_by_their_codes(said: str, codes: list[str]) -> None:
    assert case_tags.guidelines_in(said) == codes


def test_what_is_typed_as_a_guideline_and_is_none_comes_back() -> None:
    typed = case_tags.guidelines_typed("irefer:M05, NG12 1.3.1; the usual one")
    assert typed == (["irefer:M05", "ng12:1.3.1"], ["the usual one"])


def test_a_test_of_one_kind_says_the_imaging_and_one_of_two_does_not() -> None:
    assert case_tags.modality_of("MRI lumbar spine") == "mri"
    assert case_tags.modality_of("Chest X-ray") == "xr"
    assert case_tags.modality_of("X-ray, then CT") is None
    assert case_tags.modality_of("Blood count") is None


def test_what_advice_rests_on_is_never_made_out_of_silence() -> None:
    assert case_tags.basis_of(Basis()) is None
    assert case_tags.basis_of(Basis(images_reviewed=True)) == "images"
    assert case_tags.basis_of(Basis(images_reviewed=False, report_seen=True)) == "report"
    assert case_tags.basis_of(Basis(images_reviewed=True, report_seen=True)) == "images_and_report"
    assert case_tags.basis_of(Basis(images_reviewed=False)) == "told"
