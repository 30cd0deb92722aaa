"""How long somebody has to answer whether they take a shift."""

import pytest

from advice_line.rules.swap_offers import all_at_once, answer_by, told_at
from tests.rota.rotas import local

LONDON = "Europe/London"
NOON = local("2026-11-23 12:00")


@pytest.mark.parametrize(
    ("now", "start", "by"),
    [
        ("2026-11-23 12:00", "2026-12-21 08:00", "2026-11-25 10:00"),  # two days of daytime
        ("2026-11-23 12:00", "2026-11-30 08:00", "2026-11-23 18:00"),
        ("2026-11-23 18:00", "2026-11-30 08:00", "2026-11-24 11:00"),  # the night does not count
        ("2026-11-23 23:00", "2026-11-30 08:00", "2026-11-24 14:00"),
        ("2026-11-23 12:00", "2026-11-25 08:00", "2026-11-23 14:00"),
        ("2026-11-23 22:00", "2026-11-24 08:00", "2026-11-23 22:30"),  # too near to sleep over it
        ("2026-11-24 05:00", "2026-11-24 08:00", "2026-11-24 05:15"),
        ("2026-11-24 05:50", "2026-11-24 08:00", "2026-11-24 06:00"),  # then all are asked
    ],
)
def test_the_nearer_the_shift_the_shorter_the_time(now: str, start: str, by: str) -> None:
    assert answer_by(local(now), local(start), LONDON) == local(by)


def test_nobody_is_asked_by_night_unless_the_shift_is_near() -> None:
    late = local("2026-11-23 23:00")
    assert told_at(late, local("2026-11-30 08:00"), LONDON) == local("2026-11-24 08:00")
    assert told_at(late, local("2026-11-24 08:00"), LONDON) == late
    assert told_at(NOON, local("2026-11-30 08:00"), LONDON) == NOON


def test_within_two_hours_all_are_asked() -> None:
    assert all_at_once(local("2026-11-24 06:01"), local("2026-11-24 08:00"))
    assert not all_at_once(local("2026-11-24 06:00"), local("2026-11-24 08:00"))
