"""Weeks of a cycle are counted from the Monday of week 1, over years and clock changes alike."""

from datetime import date, timedelta

import pytest

from rota.rotation import sessions_on, week_of_cycle
from tests.rota.rotas import pattern, session

FIRST = session("mon-fri", "08:00-19:00", "amara", week=1)
SECOND = session("mon,wed", "08:00-19:00", "ben", week=2)
FORTNIGHT = pattern(FIRST, SECOND, valid_from="2026-11-02", valid_to="2027-01-31", cycle_weeks=2)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-01", None),
        ("2026-11-02", 1),
        ("2026-11-08", 1),
        ("2026-11-09", 2),
        ("2026-11-16", 1),
        ("2026-12-28", 1),
        ("2027-01-31", 1),
        ("2027-02-01", None),
    ],
)
def test_the_week_of_a_day(day: str, week: int | None) -> None:
    assert week_of_cycle(FORTNIGHT, date.fromisoformat(day)) == week


def test_a_pattern_without_an_end_holds_until_further_notice() -> None:
    for_good = pattern(FIRST, valid_from="2026-11-02", cycle_weeks=4)
    twenty_years_on = date(2026, 11, 2) + timedelta(weeks=4 * 260)
    assert week_of_cycle(for_good, twenty_years_on) == 1
    assert week_of_cycle(for_good, twenty_years_on - timedelta(days=1)) == 4


@pytest.mark.parametrize(
    ("day", "sessions"),
    [
        ("2026-11-03", [FIRST]),
        ("2026-11-07", []),
        ("2026-11-09", [SECOND]),
        ("2026-11-10", []),
        ("2027-02-01", []),
    ],
)
def test_the_sessions_of_a_day(day: str, sessions: list[object]) -> None:
    assert list(sessions_on(FORTNIGHT, date.fromisoformat(day))) == sessions
