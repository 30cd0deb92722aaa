"""A practice asks for a fresh link to an alert that is over: the mail that the page promises comes,
and says how the alert ended."""

import pytest

from tests.alerts.alerting import DAY, NIGHT_DOCTORS, OAK_LANE, Alerting

FRESH = "Send a fresh link to oa…@full.example.org"


def asks_again(alerting: Alerting) -> str:
    """By the link of their first mail, which has expired; what the newest mail says."""
    link, before = alerting.newest_link(), len(alerting.mails())
    alerting.waits(29 * DAY)
    page = alerting.scene.browser().opens(link)
    page.presses(FRESH).sees("A fresh link is on its way").never_sees("Larkspur")
    alerting.world.settle()
    mails = alerting.mails()
    assert len(mails) == before + 1
    return f"{mails[-1].subject}\n{' '.join(mails[-1].text.split())}"


def test_of_one_that_was_acknowledged(alerting: Alerting) -> None:
    alerting.starts()
    alerting.answers()
    said = asks_again(alerting)
    assert said.startswith("Over: URGENT alert of radiology")
    assert "It is over: acknowledged: a clinician acts." in said
    assert "Larkspur" not in said
    sent = alerting.alert()["loop"]["sent_at"]
    alerting.reading().sees("Edith Larkspur", "a clinician acts on it")
    assert alerting.alert()["loop"]["sent_at"] == sent, "the alert itself was not sent anew"


@pytest.mark.hazard("H04")
def test_of_one_that_was_withdrawn(alerting: Alerting) -> None:
    alerting.starts()
    alerting.withdraws()
    said = asks_again(alerting)
    assert said.startswith("Withdrawn: URGENT alert of radiology")
    assert "Please do not act on it" in said


@pytest.mark.hazard("H04")
def test_who_has_an_address_since_is_told_of_a_withdrawal_with_a_link(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS.replace('email = "oaklane@full.example.org"\n', ""))
    alerting.starts()
    alerting.world.set_up(NIGHT_DOCTORS)
    alerting.withdraws()
    (mail,) = alerting.mails(OAK_LANE)
    assert mail.subject.startswith("Withdrawn: URGENT alert")
    alerting.reading().sees("please do not act on it")
