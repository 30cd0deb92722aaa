"""The mail of an alert does not leave for long: somebody rings its practice long before it would
have been rung about an unread one (H04)."""

import pytest

from tests.alerts.alerting import DAY, HOUR, MINUTE, Alerting

pytestmark = pytest.mark.hazard("H04")


@pytest.mark.parametrize("word", ["urgent", "cancer"])
def test_an_alert_whose_mail_does_not_leave_is_rung_about(alerting: Alerting, word: str) -> None:
    alerting.mail.set(down=True)
    alerting.starts(word)
    alerting.waits(29 * MINUTE)
    assert (alerting.state, alerting.told("amara")) == ("waiting", [])
    alerting.waits(2 * MINUTE)
    assert alerting.state == "to_ring"
    assert "Its mail has not left us. Please ring" in alerting.told("amara")[-1]
    reference = alerting.alert()["reference"]
    page = alerting.scene.signed_in("amara").opens(f"/alerts/{reference}")
    page.sees("Its mail has not left us", "Somebody was asked to ring its practice")


def test_the_time_in_which_its_practice_is_closed_does_not_count(alerting: Alerting) -> None:
    alerting.waits(8 * HOUR)
    alerting.waits(50 * MINUTE)  # Monday 18:50; the line and the practice close at 19:00
    alerting.mail.set(down=True)
    alerting.starts()
    alerting.waits(HOUR)
    assert alerting.state == "waiting"
    alerting.waits(12 * HOUR + 31 * MINUTE)  # Tuesday 08:21
    assert alerting.state == "to_ring"


def test_one_that_leaves_late_and_in_time_climbs_as_any_other(alerting: Alerting) -> None:
    alerting.mail.set(down=True)
    alerting.starts()
    alerting.waits(20 * MINUTE)
    alerting.mail.set(down=False)
    alerting.waits(20 * MINUTE)
    assert alerting.state == "waiting"
    assert alerting.alert()["loop"]["sent_at"] is not None
    started, due = alerting.alert()["started_at"], alerting.alert()["next_step_at"]
    assert (due - started).total_seconds() > DAY
