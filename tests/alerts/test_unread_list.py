"""The radiology office sees which letters and alerts nobody has acknowledged before somebody has to
ring about them: by reference and practice, and nothing of a patient."""

import pytest

from tests.alerts.alerting import DAY, HOUR, MINUTE, OAK_LANE, Alerting
from tests.alerts.test_differing import asked
from tests.web.people import REQUIRED
from tests.web.surfing import Surfer


def office(alerting: Alerting) -> Surfer:
    admin = alerting.scene.signed_in("chidi").opens("/admin")
    return admin.follows("Letters and alerts that nobody has acknowledged")


def advises(alerting: Alerting, urgency: str) -> str:
    reference = asked(alerting)
    by = alerting.world.responder("amara")
    given = REQUIRED | {"urgency_set": urgency}
    alerting.world.records.sign(by, reference, given, "sign")
    alerting.world.settle()
    return reference


@pytest.mark.hazard("H04")
def test_it_lists_them_with_how_far_they_got_and_when_somebody_rings(alerting: Alerting) -> None:
    letter = advises(alerting, "urgent")
    alert = alerting.starts()
    page = office(alerting)
    page.sees(letter, alert, "Oak Lane Surgery", "sent 10am", "not opened")
    page.sees("telephone 01632 960102")
    page.sees("its practice is rung 10:30am", "its practice is reminded")
    page.never_sees("Larkspur", "hilum", OAK_LANE)
    alerting.answers()
    alerting.waits(31 * MINUTE)
    page = office(alerting).sees("Every letter and alert was acknowledged")
    page.opens("/admin").sees("Ring the practice: nobody has said that they have the advice")


@pytest.mark.hazard("H04")
def test_a_withdrawal_that_did_not_arrive_stands_first(alerting: Alerting) -> None:
    routine = advises(alerting, "routine")
    alert = alerting.starts()
    alerting.mail.set(refuse=[OAK_LANE])
    alerting.withdraws()
    text = office(alerting).sees("Withdrawn, and somebody must ring to say so").text
    assert text.index(alert) < text.index(routine)
    alerting.waits(2 * DAY + HOUR)
    office(alerting).sees(routine, "once more at the practice's generic address")
