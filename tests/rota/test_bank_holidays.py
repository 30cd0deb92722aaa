"""Each nation keeps its own bank holidays, with the substitute days (as gov.uk lists them)."""

from datetime import date

import pytest

from rota import bank_holidays
from rota.opening import Nation

pytestmark = pytest.mark.hazard("H05")

E, W, S, N = Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        ("2026-01-01", {E, W, S, N}),
        ("2026-01-02", {S}),
        ("2026-03-17", {N}),
        ("2026-04-03", {E, W, S, N}),
        ("2026-04-06", {E, W, N}),
        ("2026-05-04", {E, W, S, N}),
        ("2026-05-25", {E, W, S, N}),
        ("2026-07-13", {N}),
        ("2026-08-03", {S}),
        ("2026-08-31", {E, W, N}),
        ("2026-11-30", {S}),
        ("2026-12-25", {E, W, S, N}),
        ("2026-12-28", {E, W, S, N}),
        ("2026-12-29", set()),
        ("2027-01-04", {S}),
        ("2027-03-29", {E, W, N}),
        ("2027-12-27", {E, W, S, N}),
        ("2027-12-28", {E, W, S, N}),
        ("2027-12-29", set()),
    ],
)
def test_who_keeps_the_day(day: str, nations: set[Nation]) -> None:
    found = {each for each in Nation if bank_holidays.name_of(each, date.fromisoformat(day))}
    assert found == nations


def test_a_day_instead_is_called_a_substitute_day() -> None:
    assert bank_holidays.name_of(E, date(2026, 12, 28)) == "Boxing Day (substitute day)"


def test_the_list_says_when_it_does_not_reach_a_day() -> None:
    assert bank_holidays.warning(S, date(2027, 1, 4)) is None
    sentence = bank_holidays.warning(N, date(2150, 12, 25))
    assert sentence is not None
    assert "Northern Ireland" in sentence
    assert "set them by hand" in sentence
    assert bank_holidays.name_of(N, date(2150, 12, 25)) is None
