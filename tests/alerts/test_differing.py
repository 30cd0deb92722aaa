"""A responder differs from an issued report: where that changes management the practice hears of it
by an alert and an addendum is asked for until there is one; the reporter is told either way."""

import pytest

from advice_line.kinds import Urgency
from tests.alerts.alerting import DAY, FIELDS, MINUTE, Alerting
from tests.questions.asking import Written
from tests.web.surfing import Surfer


def asked(alerting: Alerting) -> str:
    written = Written(alerting.world, alerting.mail)
    written.asks(Urgency.TODAY)
    alerting.world.claims("amara")
    return written.reference


def differs(alerting: Alerting, reference: str, changes: str) -> Surfer:
    page = alerting.scene.signed_in("amara").opens(f"/desk/{reference}")
    page.presses("I differ", changes_management=changes, difference="I see a mass at the hilum.")
    alerting.world.settle()
    return page


def owed(alerting: Alerting) -> list[str]:
    tasks = alerting.world.query()["tasks"]
    return [each["kind"] for each in tasks if each["state"] == "open"]


def test_where_it_changes_nothing_only_the_reporter_is_told_within_14_days(
    alerting: Alerting,
) -> None:
    reference = asked(alerting)
    differs(alerting, reference, "no").is_at(f"/desk/{reference}")
    assert owed(alerting) == ["answer_query", "tell_reporter"]
    alerting.waits(14 * DAY + MINUTE)
    said = "A reporter has still to be told how their report was read"
    assert any(said in each for each in alerting.world.texts("+447700900001"))
    listed = alerting.scene.signed_in("amara").sees("Tell the original reporter")
    task = next(each for each in alerting.world.query()["tasks"] if each["kind"] == "tell_reporter")
    listed.posts(
        f"/desk/tasks/{task['id']}/done", {"form_token": listed.form("Done").fields["form_token"]}
    )
    assert owed(alerting) == ["answer_query"]


def test_nobody_differs_without_saying_whether_it_changes_management(alerting: Alerting) -> None:
    reference = asked(alerting)
    page = alerting.scene.signed_in("amara").opens(f"/desk/{reference}")
    page.presses("I differ", difference="I see a mass.").is_refused(422)
    page.sees("Say whether it changes what is done for the patient", "I see a mass.")
    assert owed(alerting) == ["answer_query"]


@pytest.mark.hazard("H04")
def test_where_it_changes_management_the_practice_hears_and_an_addendum_is_asked_for(
    alerting: Alerting,
) -> None:
    reference = asked(alerting)
    page = differs(alerting, reference, "yes").sees("Start an alert", reference)
    kinds = ["addendum_request", "answer_query", "start_alert", "tell_reporter"]
    assert sorted(owed(alerting)) == kinds
    page.presses("Look it over", **FIELDS).presses("Send the alert")
    alerting.world.settle()
    assert (alerting.alert()["query"], alerting.state) == (reference, "waiting")
    assert sorted(owed(alerting)) == ["addendum_request", "answer_query", "tell_reporter"]
    for who in ("amara", "ben", "chidi"):
        listed = alerting.scene.signed_in(who)
        listed.sees("A report needs an addendum").never_sees("overdue")
    alerting.scene.signed_in("chidi").opens("/admin").sees("A report needs an addendum")
    seen = alerting.scene.signed_in("ben").opens(f"/desk/{reference}")
    seen.presses("The addendum exists", addendum_on="1 December 2027", addendum_by="Dr R Porter")
    seen.is_refused(422).sees("It cannot be of a day to come")
    seen.presses("The addendum exists", addendum_on="22 November 2026", addendum_by="Dr R Porter")
    seen.is_refused(422).sees("The difference was noted on Monday 23 November 2026")
    assert "addendum_request" in owed(alerting)
    seen.presses("The addendum exists", addendum_on="23 November 2026", addendum_by="Dr R Porter")
    seen.sees("The report has an addendum of 23 November 2026 by Dr R Porter", "Ben Example")
    assert sorted(owed(alerting)) == ["answer_query", "tell_reporter"]


@pytest.mark.hazard("H04")
def test_an_alert_that_was_not_started_is_asked_for_and_goes_to_the_lead(
    alerting: Alerting,
) -> None:
    reference = asked(alerting)
    differs(alerting, reference, "yes")
    alerting.waits(16 * MINUTE)
    said = "An alert about a report that you differ from is not started yet"
    assert any(said in each for each in alerting.world.texts("+447700900001"))
    assert not any(said in each for each in alerting.world.texts("+447700900003"))
    alerting.waits(31 * MINUTE)
    assert any(said in each for each in alerting.world.texts("+447700900003"))


@pytest.mark.hazard("H04")
def test_what_is_owed_about_a_report_outlives_its_query(alerting: Alerting) -> None:
    reference = asked(alerting)
    differs(alerting, reference, "yes")
    by = alerting.world.responder("amara")
    alerting.world.records.close(by, reference, "withdrawn by the practice", "close")
    assert sorted(owed(alerting)) == ["addendum_request", "start_alert", "tell_reporter"]
