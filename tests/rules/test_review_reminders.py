"""An owner is reminded four weeks and one week before the day of review, on it, and every four
weeks after; on working days, each once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.guidance_kinds import ReviewStage
from advice_line.rules.review_reminders import due

REVIEW = date(2026, 12, 25)
OFF = {date(2026, 12, 25), date(2026, 12, 28)}


def worked(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


@pytest.mark.parametrize(
    ("today", "stage", "on"),
    [
        (date(2026, 11, 26), None, None),
        (date(2026, 11, 27), ReviewStage.BEFORE, date(2026, 11, 27)),
        (date(2026, 12, 17), ReviewStage.BEFORE, date(2026, 11, 27)),
        (date(2026, 12, 18), ReviewStage.SOON, date(2026, 12, 18)),
        # Christmas is no working day: it is told on the eve.
        (date(2026, 12, 24), ReviewStage.AT, date(2026, 12, 24)),
        (date(2026, 12, 28), ReviewStage.AT, date(2026, 12, 24)),
        (date(2026, 12, 29), ReviewStage.OVERDUE, date(2026, 12, 29)),
        (date(2027, 1, 22), ReviewStage.OVERDUE, date(2026, 12, 29)),
        (date(2027, 1, 25), ReviewStage.OVERDUE, date(2027, 1, 25)),
    ],
)
def test_which_reminder_holds(today: date, stage: ReviewStage | None, on: date | None) -> None:
    found = due(REVIEW, today, worked)
    assert (found and found.stage, found and found.on) == (stage, on)


@given(st.integers(0, 400))
def test_it_is_told_on_working_days_and_never_twice_within_five_days(late: int) -> None:
    days = {due(REVIEW, REVIEW + timedelta(days=each), worked) for each in range(late, late + 5)}
    told = {each.on for each in days if each is not None}
    assert len(told) <= 2
    assert all(worked(each) for each in told)
