"""Numbers, dates of birth, and what two identifiers mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import identifiers
from advice_line.rules.identifiers import Identifiers, NotUsable, NumberKind

TODAY = date(2026, 11, 24)
FICTIONAL = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050")


def with_check(nine: str) -> str | None:
    digit = identifiers.check_digit(nine)
    return None if digit is None else nine + digit


numbers = (
    st.integers(300_000_000, 999_999_999)
    .map(lambda nine: with_check(str(nine)))
    .filter(lambda number: number is not None)
    .map(str)
)


@pytest.mark.parametrize("number", FICTIONAL)
@pytest.mark.parametrize("spelling", ["{}", "{:.3}-{}", "{:.3} {} ", " {:.3}\u00a0{}"])
def test_the_fictional_numbers_are_read_in_any_grouping(number: str, spelling: str) -> None:
    text = spelling.format(number, number[3:]) if spelling != "{}" else number
    assert identifiers.read_number(text) == number


@pytest.mark.hazard("H02")
@given(numbers, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_refused(number: str, place: int, change: int) -> None:
    wrong = str((int(number[place]) + change) % 10)
    with pytest.raises(NotUsable):
        identifiers.read_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.hazard("H02")
@given(numbers, st.integers(0, 8))
def test_two_digits_swapped_are_always_refused(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(NotUsable):
            identifiers.read_number(swapped)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("999 123 4567", "fails its own check"),
        ("999000001", "has 9"),
        ("99900000181", "has 11"),
        ("NHS9990000018", "only digits"),
        ("٩٩٩٠٠٠٠٠١٨", "only digits"),
        ("000 000 0000", "fails its own check"),
        ("", "only digits"),
    ],
)
def test_what_is_no_number_is_refused_in_words_that_help(text: str, told: str) -> None:
    with pytest.raises(NotUsable, match=told):
        identifiers.read_number(text)


@pytest.mark.parametrize(
    ("nine", "kind"),
    [
        ("400000000", NumberKind.NHS),
        ("777777777", NumberKind.NHS),
        ("320000001", NumberKind.HC),
        ("399999999", NumberKind.HC),
        ("010250123", NumberKind.CHI),
        ("311299123", NumberKind.CHI),
        ("999000001", NumberKind.TEST),
    ],
)
def test_each_scheme_has_its_range(nine: str, kind: NumberKind) -> None:
    number = with_check(nine)
    assert number is not None
    assert identifiers.is_number(number)
    assert identifiers.kind_of(number) is kind


def test_a_number_that_would_be_scottish_begins_with_a_day() -> None:
    for nine in ("001250123", "291350123", "290201123"):
        number = with_check(nine)
        assert number is None or not identifiers.is_number(number)


def test_a_date_of_birth_is_plausible() -> None:
    read = identifiers.read_date_of_birth
    assert read("1-2-1950", TODAY) == date(1950, 2, 1)
    assert read("24 Nov 2026", TODAY) == TODAY
    assert read("24/11/1901", TODAY) == date(1901, 11, 24)
    for text, told in (
        ("25/11/2026", "in the future"),
        ("23/11/1901", "125 years"),
        ("1/2/20", "do not guess the century"),
        ("1/2/50", "do not guess the century"),
        ("1st Feb '50", "could not read"),
        ("Feb 1, 50", "do not guess the century"),
        ("last spring", "could not read"),
    ):
        with pytest.raises(NotUsable, match=told):
            read(text, TODAY)


@pytest.mark.hazard("H02")
def test_a_scottish_number_must_agree_with_the_date_of_birth() -> None:
    number = with_check("010250123")
    assert identifiers.disagreement(date(1950, 2, 1), number) is None
    differ = identifiers.disagreement(date(1950, 1, 2), number)
    assert differ == ("This CHI number says born on 01/02/50, the date of birth says 02/01/50.")
    assert identifiers.disagreement(None, number) is None
    assert identifiers.disagreement(date(1950, 1, 2), FICTIONAL[0]) is None


@pytest.mark.hazard("H02")
def test_two_sets_of_identifiers_are_one_patient_only_where_nothing_contradicts() -> None:
    pat = Identifiers("Pat O'Fictional", date(1950, 2, 1), FICTIONAL[0])
    assert identifiers.same_patient(pat, Identifiers("PAT OFICTIONAL", date(1950, 2, 1)))
    assert not identifiers.same_patient(pat, Identifiers("Pat O'Fictional", date(1950, 2, 2)))
    assert not identifiers.same_patient(pat, Identifiers(number=FICTIONAL[1]))
