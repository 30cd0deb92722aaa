"""A practice says two things of one alert by its link: the earlier word stays readable beside the
later, and who cannot act after somebody else was first is told to ring."""

import pytest

from tests.alerts.alerting import Alerting
from tests.web.surfing import Surfer

CANNOT = {"answered_by": "Nurse Nia Example", "cannot_act_reason": "She has moved."}


def reads(alerting: Alerting, reference: str) -> Surfer:
    return alerting.scene.signed_in("amara").opens(f"/alerts/{reference}")


def told_to_ring(page: Surfer, *said: str) -> None:
    page.presses("We cannot act on it", **CANNOT).is_refused(409)
    page.sees(*said, "What you wrote was not passed on", "ring us at once", "She has moved.")


@pytest.mark.hazard("H14")
@pytest.mark.parametrize("word", ["urgent", "critical"])
def test_who_could_not_act_stays_readable_after_somebody_acts(
    alerting: Alerting, word: str
) -> None:
    reference = alerting.starts(word)
    alerting.answers("We cannot act on it", **CANNOT)
    practice = alerting.reading().sees("You said that nobody there can act on it", "She has moved.")
    practice.presses("A clinician will act", answered_by="Dr Sam Example, GP")
    practice.sees("a clinician acts on it", "Nurse Nia Example", "She has moved.")
    if word == "critical":
        alerting.spoke()
    page = reads(alerting, reference)
    page.sees("The practice said before that nobody there can act on it", "Nurse Nia Example")
    page.sees("Nobody there can act on it, by its link, by Nurse Nia Example: She has moved.")
    page.sees("A clinician acts on it, by its link, by Dr Sam Example, GP")


@pytest.mark.hazard("H14")
def test_who_could_not_act_stays_readable_after_it_was_spoken(alerting: Alerting) -> None:
    reference = alerting.starts()
    alerting.answers("We cannot act on it", **CANNOT)
    alerting.spoke()
    said = "by Nurse Nia Example: She has moved."
    reads(alerting, reference).sees("Spoken and read back", "Nurse Nia Example", said)
    alerting.reading().sees("Nurse Nia Example", "She has moved.")


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("word", ["urgent", "critical"])
def test_who_cannot_act_after_somebody_acts_is_told_to_ring(alerting: Alerting, word: str) -> None:
    alerting.starts(word)
    page = alerting.reading()
    alerting.answers()
    told_to_ring(page, "Dr Sam Example, GP was first (10am): a clinician there acts on it.")
    assert alerting.alert()["loop"]["answered_as"] == "will_act"


@pytest.mark.hazard("H04")
def test_who_cannot_act_after_it_is_over_is_told_to_ring(alerting: Alerting) -> None:
    alerting.starts("critical")
    page = alerting.reading()
    alerting.spoke("ben")
    told_to_ring(page, "Ben Example was first (10am): spoken and read back.")


def test_of_two_who_cannot_act_the_second_hears_that_it_is_known(alerting: Alerting) -> None:
    alerting.starts()
    page = alerting.reading()
    alerting.answers("We cannot act on it")
    told_to_ring(page, "Dr Sam Example, GP was first (10am): nobody there can act on it")
