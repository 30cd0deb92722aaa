"""When a talk was that ends an alert: while the alert was there, and never still to come."""

from datetime import UTC, datetime

import pytest

from advice_line.errors import Invalid
from tests.alerts.alerting import FIELDS, HOUR, MINUTE, TALK, Alerting

BY_VOICE = "It must be rung, and read back to whoever rings."


def said(refused: pytest.ExceptionInfo[Invalid]) -> str:
    (problem,) = refused.value.problems
    assert problem.field == "spoke_at"
    return problem.message


@pytest.mark.hazard("H04")
def test_that_it_must_be_rung_is_said_before_it_is_sent(alerting: Alerting) -> None:
    page = alerting.scene.signed_in("amara").opens("/alerts/new")
    page.presses("Look it over", **(FIELDS | {"word": "critical"})).sees(BY_VOICE)
    page = alerting.scene.signed_in("ben").opens("/alerts/new")
    page.presses("Look it over", **FIELDS).sees("Send this alert?").never_sees(BY_VOICE)


@pytest.mark.hazard("H04")
def test_a_time_that_is_still_to_come_is_not_taken_for_yesterday(alerting: Alerting) -> None:
    reference = alerting.starts("critical")  # Monday 10:00
    alerting.waits(3 * HOUR + 21 * MINUTE)
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{reference}")
    page.presses("Spoken and read back", **TALK, spoke_at="18:50").is_refused(422)
    page.sees("That time is still to come: it is 1:21pm", "18:50")
    alerting.waits(20 * HOUR)
    with pytest.raises(Invalid) as refused:
        alerting.spoke(spoke_at="18:50")
    assert "still to come" in said(refused)
    assert alerting.alert()["ended_at"] is None


@pytest.mark.hazard("H04")
def test_a_talk_before_the_alert_was_there_does_not_end_it(alerting: Alerting) -> None:
    alerting.starts("critical")
    with pytest.raises(Invalid) as refused:
        alerting.spoke(spoke_at="09:59")
    assert "The alert was started later (10am)" in said(refused)
    assert alerting.alert()["ended_at"] is None
    alerting.spoke(spoke_at="10:00")
    alert = alerting.alert()
    assert alert["started_at"] <= alert["spoke_at"] <= alert["ended_at"]


def test_a_talk_before_midnight_may_be_written_after_it(alerting: Alerting) -> None:
    alerting.world.begin(datetime(2026, 11, 23, 23, 40, tzinfo=UTC))
    alerting.starts("critical")
    alerting.waits(40 * MINUTE)
    with pytest.raises(Invalid) as refused:
        alerting.spoke(spoke_at="23:30")
    assert "The alert was started later (yesterday at 11:40pm)" in said(refused)
    alerting.spoke(spoke_at="23:55")
    assert alerting.alert()["spoke_at"].isoformat() == "2026-11-23T23:55:00+00:00"


def test_of_an_hour_that_the_clock_shows_twice_the_later_is_meant(alerting: Alerting) -> None:
    alerting.world.begin(datetime(2026, 10, 25, 1, 20, tzinfo=UTC))  # 1:20, the second
    alerting.starts("critical")
    alerting.waits(20 * MINUTE)
    alerting.spoke(spoke_at="01:30")
    assert alerting.alert()["spoke_at"].isoformat() == "2026-10-25T01:30:00+00:00"
