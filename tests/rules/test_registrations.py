"""The number of a professional register, as whoever asks writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import registrations


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("GMC 9990001", "GMC 9990001"),
        ("gmc no. 999 0001", "GMC 9990001"),
        ("GMC: 9990001", "GMC 9990001"),
        ("NMC PIN 99a0001e", "NMC 99A0001E"),
        ("99A0001E", "NMC 99A0001E"),
        ("ra99902", "HCPC RA99902"),
        ("HCPC PYL 99902", "HCPC PYL99902"),
        ("gphc 9990001", "GPhC 9990001"),
        ("GDC number is 999001", "GDC 999001"),
    ],
)
def test_it_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert registrations.read(typed) == registrations.read(read) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("GMC 999000", "7 figures"),
        ("GMC 99A0001E", "A GMC number has"),
        ("NMC 9990001", "NMC 99A0001E"),
        ("HCPC", "a profession's letters"),
        ("9990001", "Write the register before the number"),  # of the GMC or the GPhC
        ("GOC 01-9990", "another register is left out"),
        ("Dr", "Write the register"),
    ],
)
def test_what_cannot_be_one_is_told_how_it_is_written(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        registrations.read(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_told(typed: str) -> None:
    try:
        read = registrations.read(typed)
    except ValueError:
        return
    assert registrations.read(read) == read
