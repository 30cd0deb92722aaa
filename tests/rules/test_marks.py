"""When a rota manager is told of what is wrong: instants in, instants out, by the wall clock."""

from datetime import datetime, timedelta

import pytest

from advice_line.rota_kinds import FindingKind, Mark
from advice_line.rules import marks
from tests.rota.rotas import LONDON, local

GAP, LIST = FindingKind.UNMANNED, FindingKind.HOLIDAYS_UNKNOWN
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("mark", "start", "told"),
    [
        (Mark.EIGHT_WEEKS, "2027-01-21 13:00", "2026-11-26 08:00"),
        (Mark.TWO_WEEKS, "2027-01-21 08:00", "2027-01-07 08:00"),
        (Mark.THREE_DAYS, "2027-01-21 19:00", "2027-01-18 08:00"),
        # Before eight in the morning three whole days end on the day before.
        (Mark.THREE_DAYS, "2027-01-21 07:59", "2027-01-17 08:00"),
        (Mark.DAY, "2027-01-21 13:00", "2027-01-20 13:00"),
        (Mark.HOUR, "2027-01-21 00:30", "2027-01-20 23:30"),
        # Over the nights on which the clock changes, mornings stay mornings and hours hours.
        (Mark.THREE_DAYS, "2026-10-26 09:00", "2026-10-23 08:00"),
        (Mark.THREE_DAYS, "2027-03-29 09:00", "2027-03-26 08:00"),
        (Mark.DAY, "2026-10-25 09:00", "2026-10-24 10:00"),
        (Mark.DAY, "2027-03-28 09:00", "2027-03-27 08:00"),
    ],
)
def test_a_mark_is_a_morning_or_an_hour(mark: Mark, start: str, told: str) -> None:
    assert marks.at(mark, local(start), LONDON) == local(told)


def test_the_latest_mark_that_has_come_is_told_and_the_next_is_waited_for() -> None:
    start = local("2027-01-21 13:00")
    for now, reached, following in (
        ("2026-11-26 07:59", None, "2026-11-26 08:00"),
        ("2026-11-26 08:00", Mark.EIGHT_WEEKS, "2027-01-07 08:00"),
        ("2027-01-17 12:00", Mark.TWO_WEEKS, "2027-01-18 08:00"),
        ("2027-01-20 13:00", Mark.DAY, "2027-01-21 12:00"),
        ("2027-01-21 12:00", Mark.HOUR, None),
        ("2027-01-21 15:00", Mark.HOUR, None),
    ):
        at = local(now)
        assert marks.reached(GAP, start, at, LONDON) is reached
        expected = local(following) if following else None
        assert marks.next_at(GAP, start, at, LONDON) == expected


@pytest.mark.parametrize(
    ("start", "now", "told"),
    [
        ("2027-01-21 13:00", "2027-01-12 10:00", "2027-01-12 10:00"),
        ("2027-01-21 13:00", "2027-01-12 20:00", "2027-01-13 08:00"),
        ("2027-01-21 13:00", "2027-01-12 02:30", "2027-01-12 08:00"),
        # Not later than the next mark, which may be at night.
        ("2027-01-14 02:00", "2027-01-12 23:00", "2027-01-13 02:00"),
        # What begins within a day is worth waking for.
        ("2027-01-13 19:00", "2027-01-12 23:00", "2027-01-12 23:00"),
        # Before its first mark it is told at that mark.
        ("2027-03-25 13:00", "2027-01-12 23:00", "2027-01-28 08:00"),
    ],
)
def test_what_is_found_by_night_waits_for_the_morning(start: str, now: str, told: str) -> None:
    assert marks.first_at(GAP, local(start), local(now), LONDON) == local(told)


def test_a_list_that_runs_out_is_told_a_year_before() -> None:
    year = local("2101-01-01 00:00")
    now = local("2100-01-02 09:00")
    assert marks.reached(LIST, year, now, LONDON) is Mark.YEAR
    assert marks.reached(GAP, year, now, LONDON) is None


def test_marks_come_in_their_order_for_any_start() -> None:
    for minutes in range(0, 7 * 24 * 60, 37):
        start: datetime = local("2026-10-21 00:00") + timedelta(minutes=minutes)
        every = [marks.at(mark, start, LONDON) for mark in list(Mark)]
        assert every == sorted(every)
        assert all(each <= start - MINUTE for each in every)
