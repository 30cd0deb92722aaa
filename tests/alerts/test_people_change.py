"""People and practices change while an alert is open: who began it leaves, its practice's code
closes, nobody acts for it out of hours any more, it is withdrawn while it is read back."""

import pytest

from tests.alerts.alerting import (
    DAY,
    FIELDS,
    HOUR,
    MINUTE,
    MONDAY_LATE,
    NIGHT_DOCTORS,
    TALK,
    Alerting,
)
from tests.alerts.test_differing import asked, differs
from tests.questions.test_author_gone import MAY_NOT_ANSWER
from tests.stories.scene import AMARA, CHIDI

CLOSED = f"{NIGHT_DOCTORS}closed_on = 2026-11-23\n"
NO_PROVIDER = NIGHT_DOCTORS[: NIGHT_DOCTORS.index("out_of_hours")]
HAS_LEFT = """version = 1
[[responders]]
key = "ben"
name = "Ben Example"
role = "advanced_practitioner"
mobile = "+447700900002"
email = "ben@example.org"
roles = ["educator"]
"""


@pytest.mark.hazard("H23")
@pytest.mark.hazard("H04")
def test_that_nobody_can_act_reaches_who_is_there_where_its_starter_has_left(
    alerting: Alerting,
) -> None:
    alerting.world.begin(MONDAY_LATE.replace(hour=18, minute=0))
    alerting.starts("critical", "ben")
    alerting.world.set_up(HAS_LEFT, reason="He has left.")
    alerting.waits(HOUR / 2)
    alerting.waits(HOUR)  # nobody is on any more
    before = alerting.told("ben")
    alerting.answers("We cannot act on it")
    assert "nobody there can act on it" in alerting.told("chidi")[-1]
    assert alerting.told("ben") == before


@pytest.mark.hazard("H23")
def test_an_alert_that_somebody_who_has_left_was_to_start_is_told_to_who_is_there(
    alerting: Alerting,
) -> None:
    reference = asked(alerting)
    differs(alerting, reference, "yes")
    alerting.world.set_up(MAY_NOT_ANSWER, reason="She has left.")
    alerting.waits(16 * MINUTE)
    said = "An alert about a report that you differ from is not started yet"
    assert any(said in each for each in alerting.world.texts(CHIDI))
    assert not any(said in each for each in alerting.world.texts(AMARA))


@pytest.mark.hazard("H22")
def test_where_nobody_acts_for_it_any_more_the_practice_is_rung(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS)
    alerting.world.begin(MONDAY_LATE)
    reference = alerting.starts("critical")
    assert alerting.state == "to_ring_provider"
    alerting.world.set_up(NO_PROVIDER, reason="They act for it no more.")
    alerting.waits(HOUR + 60)
    assert "Please ring who acts for it" not in alerting.told("chidi")[-1]
    page = alerting.scene.signed_in("chidi").opens(f"/alerts/{reference}")
    page.sees("Somebody was asked to ring its practice").never_sees("Whom did you speak to?")


@pytest.mark.hazard("H22")
def test_a_practice_that_is_open_by_night_has_nobody_of_ours_woken(alerting: Alerting) -> None:
    by_night = '{ mon-sun = ["00:00-24:00"] }'
    alerting.world.set_up(NIGHT_DOCTORS.replace('{ mon-fri = ["08:00-18:30"] }', by_night))
    alerting.world.begin(MONDAY_LATE.replace(day=25, hour=6, minute=0))
    alerting.starts()  # on Wednesday, due as Friday ends
    alerting.waits(DAY)
    alerting.waits(DAY + 9 * HOUR)  # somebody is to ring
    alerting.waits(10 * HOUR)  # Saturday at one in the morning: the deadline is past
    before = len(alerting.told("chidi"))
    alerting.waits(5 * HOUR)
    assert (before, len(alerting.told("chidi"))) == (0, 0)
    alerting.waits(2.1 * HOUR)
    assert "Nobody has acknowledged it in its time" in alerting.told("chidi")[-1]


@pytest.mark.hazard("H17")
def test_before_it_is_sent_the_page_says_that_nothing_is_mailed_to_a_closed_practice(
    alerting: Alerting,
) -> None:
    alerting.world.set_up(CLOSED, reason="It has closed.")
    page = alerting.scene.signed_in("amara").opens("/alerts/new").presses("Look it over", **FIELDS)
    page.sees("closed since 23 November 2026", "nothing is mailed there").never_sees(
        "by mail in full"
    )
    page.presses("Send the alert")
    alerting.world.settle()
    assert alerting.mails() == []
    assert "The code of its practice is closed" in alerting.world.texts(AMARA)[-1]
    page.opens(f"/alerts/{alerting.alert()['reference']}")
    page.sees("Nothing is mailed to it", "It could not be delivered, by us")


@pytest.mark.hazard("H17")
def test_a_practice_that_closes_while_its_alert_is_open_is_found_another(
    alerting: Alerting,
) -> None:
    reference = alerting.starts()
    alerting.world.set_up(CLOSED.replace("23\n", "24\n"), reason="It closes.")
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{reference}")
    page.never_sees("Nothing is mailed to it")
    alerting.waits(DAY + 8 * HOUR)  # it would be reminded
    assert alerting.state == "to_ring"
    assert "Please find who has the patient now, and ring" in alerting.told("amara")[-1]
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{reference}")
    page.sees("Nothing is mailed to it", "start an alert to them")


@pytest.mark.hazard("H04")
def test_who_read_out_what_was_withdrawn_meanwhile_is_told_to_ring_again(
    alerting: Alerting,
) -> None:
    reference = alerting.starts("critical")
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{reference}")
    alerting.withdraws("amara")
    page.presses("Spoken and read back", **TALK).is_refused(409)
    page.sees("Dr Amara Example was first", "ring them again, and say that it is withdrawn")
    alerting.world.settle()
    assert alerting.state == "withdrawn_untold"
    assert "its practice may not know" in alerting.world.texts(AMARA)[-1]
    said = {"spoke_to": "Dr Sam Example", "spoke_role": "GP", "read_back": "yes"}
    page.opens(f"/alerts/{reference}").presses("They know of it", **said)
    assert alerting.state == "withdrawn"
    alerting.waits(2 * HOUR)
    assert not any("may not know" in text for text in alerting.world.texts(CHIDI))


@pytest.mark.hazard("H17")
def test_nobody_of_a_practice_that_has_closed_is_sent_a_code_or_ends_its_alert(
    alerting: Alerting,
) -> None:
    alerting.starts()
    open_still, link = alerting.reading(), alerting.newest_link()
    before = len(alerting.mails())
    alerting.world.set_up(CLOSED, reason="It has closed.")
    other = alerting.scene.browser().opens(link).presses("Send me a code").is_refused(403)
    other.never_sees("We sent a code")
    said = {"answered_by": "Dr Sam Example, GP", "cannot_act_reason": ""}
    open_still.presses("A clinician will act", **said).is_refused(403)
    open_still.sees("The code of this practice is closed", "Ring us: 01632 960000")
    alerting.world.settle()
    assert len(alerting.mails()) == before
    assert alerting.alert()["ended_at"] is None
