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
    differs(alerting, reference, "no").is_at(f"/desk/{reference}#kept")
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


@pytest.mark.hazard("H04")
def test_an_alert_that_is_withdrawn_leaves_another_to_be_started_or_a_reason(
    alerting: Alerting,
) -> None:
    reference = asked(alerting)
    page = differs(alerting, reference, "yes").sees("That you differ from the report is kept")
    page.presses("Look it over", **FIELDS).presses("Send the alert")
    alerting.world.settle()
    assert "start_alert" not in owed(alerting)
    alerting.withdraws(reason="It went to the wrong practice.")
    assert "start_alert" in owed(alerting)
    page = alerting.scene.signed_in("ben").opens(f"/desk/{reference}")
    page.sees("the practice must hear of it", "No alert about it stands")
    page.presses("No alert is needed").is_refused(422).sees("Write why the practice need not hear")
    page.presses("No alert is needed", no_alert="Dr Example has it by telephone.")
    page.sees("No alert is needed, by the word of Ben Example", "Dr Example has it by telephone.")
    assert "start_alert" not in owed(alerting)


def test_one_of_two_alerts_that_is_withdrawn_leaves_the_other_standing(alerting: Alerting) -> None:
    reference = asked(alerting)
    differs(alerting, reference, "yes")
    first = alerting.starts(query=reference)
    alerting.starts(query=reference, organisation="Y99001")
    by = alerting.world.responder("amara")
    alerting.doors.withdraw(by, first, {"reason": "The wrong practice."}, "one")
    assert "start_alert" not in owed(alerting)


@pytest.mark.parametrize("changes", ["yes", "no"])
def test_it_is_kept_and_the_page_of_the_query_tells_all_of_it(
    alerting: Alerting, changes: str
) -> None:
    reference = asked(alerting)
    page = differs(alerting, reference, changes)
    if changes == "no":
        page.is_at(f"/desk/{reference}#kept").sees(
            "Kept Monday 23 November 2026", "is to be told by"
        )
        page.sees("Dr Amara Example differs from the issued report: it does not change management")
        return
    alert = alerting.starts(query=reference)
    alerting.answers()
    page.opens(f"/desk/{reference}")
    page.presses("The addendum exists", addendum_on="23 November 2026", addendum_by="Dr R Porter")
    page.sees(
        "Dr Amara Example differs from the issued report: it changes management",
        "An addendum to the report was asked for",
        f"Alert {alert}: started, by Dr Amara Example",
        f"Alert {alert}: opened, by the practice's link and code",
        f"Alert {alert}: a clinician acts on it, by its link, by Dr Sam Example, GP",
        "said that the report has an addendum of Monday 23 November 2026 by Dr R Porter",
    )
