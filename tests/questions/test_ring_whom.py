"""Whom the page says to ring about urgent advice that nobody has: who is there just now (H22)."""

from datetime import UTC, datetime

import pytest

from tests.questions.asking import Written
from tests.questions.test_receipts import NIGHT_DOCTORS, answered, kinds
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H22")
FRIDAY_LATE = datetime(2026, 11, 27, 18, 45, tzinfo=UTC)
MONDAY_NINE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
AFTER_HALF_PAST_SIX = datetime(2026, 11, 30, 18, 31, tzinfo=UTC)
PRACTICE, PROVIDER = "01632 960102", "01632 960700"


def seen(written: Written, at: datetime) -> str:
    now = written.world.service.clock.now()
    written.waits((at - now).total_seconds())
    page = Scene(written.world, written.mail).signed_in("amara")
    return page.opens(f"/desk/{written.reference}").text


def test_once_the_practice_is_open_again_it_is_the_practice(written: Written) -> None:
    written.world.set_up(NIGHT_DOCTORS)
    written.world.begin(FRIDAY_LATE)
    answered(written, "critical")
    assert kinds(written) == ["ring_provider"]
    at_night = seen(written, FRIDAY_LATE.replace(hour=18, minute=50))
    assert "The practice is closed. Ring who acts for it: Example Night Doctors" in at_night
    assert f"Its own numbers: {PRACTICE}" in at_night
    by_day = seen(written, MONDAY_NINE)
    assert f"Ring the practice: {PRACTICE}" in by_day
    assert PROVIDER not in by_day


def test_once_the_practice_has_closed_it_is_who_acts_for_it(written: Written) -> None:
    written.world.set_up(NIGHT_DOCTORS)
    written.world.begin(MONDAY_NINE)
    answered(written, "critical")
    assert f"Ring the practice: {PRACTICE}" in seen(written, MONDAY_NINE.replace(hour=10))
    assert kinds(written) == ["ring_practice"]
    assert f"{PROVIDER}" in seen(written, AFTER_HALF_PAST_SIX)
