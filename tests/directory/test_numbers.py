"""Telephone numbers as people write them and as the carrier sends them."""

import pytest

from advice_line.directory.numbers import is_e164, is_mobile, keyed, normalise


@pytest.mark.parametrize(
    "written",
    ["01632 960000", "(01632) 960000", "+44 1632 960000", "00441632960000", "+441632960000"],
)
def test_every_way_of_writing_a_british_number_is_one_number(written: str) -> None:
    assert normalise(written) == "+441632960000"


def test_the_drama_ranges_pass_though_no_such_number_is_in_use() -> None:
    assert normalise("07700 900123") == "+447700900123"
    assert normalise("01632960999") == "+441632960999"


@pytest.mark.parametrize("written", ["", "anonymous", "12", "0163296", "not a number", "+44"])
def test_what_cannot_be_a_number_is_none(written: str) -> None:
    assert normalise(written) is None


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        ("01632960000", "+441632960000"),
        ("07700900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("00441632960000", "+441632960000"),
        ("00353850000000", "+353850000000"),
        ("0169772000", "+44169772000"),  # nine figures after the 0: Brampton and a few others
    ],
)
def test_a_number_keyed_as_it_is_dialled_can_be_rung(figures: str, number: str) -> None:
    assert keyed(figures) == number


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    "figures",
    [
        "9990000018",  # the patient's number, which has the length of a British number
        "9990000019",  # the same with a slip
        "4505577104",  # an English number
        "0101501234",  # a Scottish one begins with a day of birth
        "01021950",  # a date of birth
        "12031961",
        "0*12345678",
        "",
    ],
)
def test_a_patients_number_is_not_taken_for_one_to_ring(figures: str) -> None:
    assert keyed(figures) is None


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    "figures",
    [
        "09061234567",  # premium rate
        "4409061234567",
        "07011234567",  # a personal number
        "08712345678",  # shared cost
        "00881631234567",  # a satellite telephone
        "00252612345678",  # far abroad, a known address of those who live on calls back
        "0012125550123",
    ],
)
def test_a_number_that_costs_who_rings_it_is_not_rung_for_a_caller(figures: str) -> None:
    assert normalise(figures) is not None
    assert keyed(figures) is None


@pytest.mark.parametrize("cut", ["07700 90010", "020 7946 095", "+44 7700 90010"])
def test_a_number_that_lacks_a_figure_is_none(cut: str) -> None:
    assert normalise(cut) is None
    assert normalise("0169772000") == "+44169772000"  # whole, in a few areas


def test_only_the_stored_form_is_e164() -> None:
    assert is_e164("+441632960000")
    assert not is_e164("01632960000")
    assert not is_e164("+44 1632 960000")


@pytest.mark.parametrize(
    ("number", "reached"),
    [
        ("+447700900001", True),
        ("+447624900001", True),  # Manx mobile
        ("+441632960101", False),
        ("+447000900001", False),  # a personal number, forwarded at the caller's cost
        ("+447600900001", False),  # a pager
        ("+353850000000", True),  # Irish mobile
        ("anonymous", False),
    ],
)
def test_an_sms_goes_to_mobiles_only(number: str, reached: bool) -> None:
    assert is_mobile(number) is reached
