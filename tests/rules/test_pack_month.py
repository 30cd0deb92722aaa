"""A meeting's pack is of the month that its cases are of."""

from datetime import date

import pytest

from advice_line.rules import pack_month


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 12, 16), "2026-11"),
        (date(2026, 12, 1), "2026-11"),
        (date(2026, 12, 24), "2026-11"),
        (date(2026, 12, 25), "2026-12"),
        (date(2027, 1, 6), "2026-12"),
        (date(2027, 2, 22), "2027-02"),
    ],
)
def test_it_is_the_month_before_until_its_own_last_week(day: date, month: str) -> None:
    assert pack_month.of(day) == month
