"""An alert is withdrawn and the word of it does not reach its practice, which may go on acting on
it: somebody rings, and it is over once they have said to whom they spoke (H04)."""

from collections.abc import Callable

import pytest

from advice_line.errors import Conflict, Invalid
from tests.alerts.alerting import DAY, HOUR, MINUTE, NIGHT_DOCTORS, OAK_LANE, TALK, Alerting
from tests.mailbox.writing import Mails, mail, report

pytestmark = pytest.mark.hazard("H04")


def without_an_address(alerting: Alerting) -> None:
    alerting.starts()
    alerting.world.set_up(NIGHT_DOCTORS.replace('email = "oaklane@full.example.org"\n', ""))
    alerting.withdraws()


def came_back(alerting: Alerting) -> None:
    alerting.starts()
    alerting.withdraws()
    about = alerting.mails()[-1].header("Message-ID") or ""
    Mails(alerting.world, alerting.mail).comes(report(about, OAK_LANE))


def nobody_there(alerting: Alerting) -> None:
    alerting.starts()
    alerting.withdraws()
    ours = alerting.mails()[-1]
    answer = mail(
        "I am away until Monday.",
        sender=OAK_LANE,
        subject=f"Re: {ours.subject}",
        more=f"In-Reply-To: {ours.header('Message-ID')}\r\nAuto-Submitted: auto-replied\r\n",
    )
    Mails(alerting.world, alerting.mail).comes(answer)


def refused(alerting: Alerting) -> None:
    alerting.starts()
    alerting.mail.set(refuse=[OAK_LANE])
    alerting.withdraws()


def never_left(alerting: Alerting) -> None:
    alerting.starts()
    alerting.mail.set(down=True)
    alerting.withdraws()
    assert alerting.state == "withdrawn"
    alerting.waits(16 * MINUTE)


WAYS = (without_an_address, came_back, nobody_there, refused, never_left)


@pytest.mark.parametrize("happens", WAYS, ids=lambda each: each.__name__)
def test_somebody_is_told_to_ring_and_says_to_whom_they_spoke(
    alerting: Alerting, happens: Callable[[Alerting], None]
) -> None:
    happens(alerting)
    alert = alerting.alert()
    assert (alert["state"], alert["ended_as"]) == ("withdrawn_untold", "withdrawn")
    told = alerting.told("amara")[-1]
    assert f"URGENT alert {alert['reference']} is withdrawn, and its practice may not know" in told
    assert "Please ring" in told
    for who in ("amara", "ben", "chidi"):
        alerting.scene.signed_in(who).sees("Alerts that nobody has ended", "Oak Lane Surgery")
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{alert['reference']}")
    page.sees("Ring the practice: it may still act on this alert", "01632 960102")
    page.presses("They know of it").is_refused(422).sees(
        "Write the name of whom you spoke to", "Write their role"
    )
    page.presses("They know of it", **TALK)
    page.sees("Dr Sam Example, GP", "knows that it is withdrawn", "Ben Example")
    assert alerting.state == "withdrawn"
    assert alerting.alert()["told_by"] == "ben"
    assert alerting.doors.board(alerting.world.responder("ben")).open == ()


def test_until_somebody_has_rung_the_lead_hears_of_it_again_and_again(alerting: Alerting) -> None:
    refused(alerting)
    assert alerting.told("chidi") == []
    alerting.waits(31 * MINUTE)
    assert len(alerting.told("chidi")) == 1
    assert alerting.alert()["with_lead"]
    alerting.waits(DAY)
    assert len(alerting.told("chidi")) == 2
    alerting.doors.told(
        alerting.world.responder("chidi"), alerting.alert()["reference"], TALK, alerting.token()
    )
    alerting.waits(DAY)
    assert len(alerting.told("chidi")) == 2


def test_what_was_critical_goes_to_whoever_acts_for_a_closed_practice(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS + 'bypass_number = "+441632960701"\n')
    alerting.starts("critical")
    alerting.waits(8 * HOUR)
    alerting.waits(45 * MINUTE)  # 18:45, and the practice has closed
    alerting.mail.set(refuse=[OAK_LANE])
    alerting.withdraws()
    reference = alerting.alert()["reference"]
    page = alerting.scene.signed_in("amara").opens(f"/alerts/{reference}")
    page.sees("Ring who acts for the practice")
    page.sees("Example Night Doctors, out of hours: 01632 960700")
    page.sees("Oak Lane Surgery, its number for clinicians (bypass): 01632 960701")
    page.sees("Oak Lane Surgery, its telephone: 01632 960102")


def test_word_of_it_that_leaves_in_time_is_nobodys_to_ring_about(alerting: Alerting) -> None:
    alerting.starts()
    alerting.withdraws()
    alerting.waits(HOUR)
    assert (alerting.state, alerting.told("amara")) == ("withdrawn", [])
    with pytest.raises(Conflict, match=r"Amara Example was first .*: withdrawn\."):
        alerting.spoke()


def test_of_two_who_rang_the_second_hears_who_was_first(alerting: Alerting) -> None:
    refused(alerting)
    reference, doors = alerting.alert()["reference"], alerting.doors
    ben, amara = (alerting.world.responder(each) for each in ("ben", "amara"))
    with pytest.raises(Invalid):
        doors.told(ben, reference, TALK | {"read_back": ""}, "unsaid")
    doors.told(ben, reference, TALK, "his")
    doors.told(ben, reference, TALK, "his")
    with pytest.raises(Conflict, match="Ben Example was first"):
        doors.told(amara, reference, TALK, "hers")
