"""Radiology tells a practice something that must be acknowledged: it goes as a letter goes, climbs
until somebody acts on it, and time never ends it."""

import pytest

from advice_line.errors import Conflict, Invalid
from tests.alerts.alerting import (
    DAY,
    ELM_ROAD,
    FIELDS,
    HOUR,
    MINUTE,
    MONDAY_LATE,
    NIGHT_DOCTORS,
    OAK_LANE,
    TALK,
    Alerting,
)
from tests.mailbox.test_old_mails import KEPT, deleted, pass_days, pieces
from tests.mailbox.writing import Mails, report
from tests.stories.test_references_alike import chance_gives_each_twice
from tests.stories.world import HOTDOC

OF_ALERT = 6  # so many characters has a reference


def test_a_reference_that_chance_gives_twice_is_of_one_alert_alone(
    alerting: Alerting, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance_gives_each_twice(monkeypatch, OF_ALERT)
    first = alerting.starts()
    other = {"patient_name": "Marion Tressell", "nhs_number": "999 000 0042"}
    assert alerting.starts(**other, date_of_birth="31 3 1979") != first


def test_an_alert_goes_in_full_where_its_mail_may_carry_it_and_ends_by_a_clinicians_word(
    alerting: Alerting,
) -> None:
    alerting.starts()
    (mail,) = alerting.mails()
    assert "Edith Larkspur" in mail.text
    assert "Larkspur" not in mail.subject
    assert alerting.alert()["loop"]["sent_at"] is not None
    assert alerting.alert()["loop"]["delivered_at"] is None
    assert alerting.state == "waiting"
    alerting.answers()
    alert = alerting.alert()
    assert (alert["state"], alert["loop"]["answered_as"]) == ("acknowledged", "will_act")
    assert alert["loop"]["opened_at"] is not None
    assert alert["next_step_at"] is None
    alerting.waits(8 * DAY)
    assert len(alerting.mails()) == 2  # the alert and the code, and no reminder


@pytest.mark.hazard("H07")
def test_where_its_mail_may_not_carry_it_a_notice_says_where_it_is_read(alerting: Alerting) -> None:
    alerting.starts(organisation="Y99001")
    (mail,) = alerting.mails(ELM_ROAD)
    assert "Larkspur" not in mail.text
    assert "mass" not in mail.text
    alerting.reading(ELM_ROAD).sees("Edith Larkspur", "A mass at the left hilum")


@pytest.mark.hazard("H04")
def test_an_alert_that_nobody_acknowledges_climbs_to_the_lead_and_stays(alerting: Alerting) -> None:
    alerting.starts()  # Monday 10:00, due as the practice closes on Wednesday
    alerting.waits(DAY + 8 * HOUR)
    assert alerting.mails()[-1].subject.startswith("Please answer: URGENT alert")
    assert alerting.told("amara") == []
    alerting.waits(18 * HOUR)  # Wednesday 12:00
    assert alerting.state == "to_ring"
    assert len(alerting.told("amara")) == 1
    assert alerting.told("chidi") == []
    alerting.waits(7 * HOUR + MINUTE)
    assert alerting.state == "with_lead"
    assert len(alerting.told("chidi")) == 1
    alerting.waits(DAY)
    assert alerting.state == "with_lead"
    assert len(alerting.told("chidi")) == 2
    for who in ("amara", "ben", "chidi"):
        alerting.scene.signed_in(who).sees("Alerts that nobody has ended", "Oak Lane Surgery")
    alerting.spoke("chidi")
    assert alerting.state == "spoken"


@pytest.mark.hazard("H22")
def test_critical_to_a_practice_that_has_closed_goes_to_who_acts_for_it(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS)
    alerting.world.begin(MONDAY_LATE)
    reference = alerting.starts("critical")
    assert alerting.state == "to_ring_provider"
    (text,) = alerting.told("amara")
    assert "Its practice is closed. Please ring who acts for it" in text
    page = alerting.scene.signed_in("amara").opens(f"/alerts/{reference}")
    page.sees("Example Night Doctors", "01632 960700")
    night = {"spoke_to": "Dr Nia Night", "spoke_role": "night doctor", "read_back": "yes"}
    page.presses("Spoken and read back", **night).is_refused(422)
    page.sees("Say whom you spoke to")
    page.presses("Spoken and read back", **night, whom="provider")
    page.sees("Write what was agreed")
    said = night | {"whom": "provider", "agreed": "She is seen at home tonight."}
    page.presses("Spoken and read back", **said)
    page.sees("Spoke to Dr Nia Night, night doctor", "She is seen at home tonight.")
    assert alerting.state == "agreed"


@pytest.mark.hazard("H22")
def test_critical_that_is_open_as_its_practice_closes_turns_to_the_provider_and_back(
    alerting: Alerting,
) -> None:
    alerting.world.set_up(NIGHT_DOCTORS)
    alerting.world.begin(MONDAY_LATE.replace(hour=18, minute=0))
    alerting.starts("critical")
    assert alerting.state == "to_ring"
    alerting.waits(31 * MINUTE)
    assert alerting.state == "to_ring_provider"
    alerting.waits(13 * HOUR + 30 * MINUTE)
    assert alerting.state == "with_lead"
    assert "Please see who rings" in alerting.told("chidi")[-1]


@pytest.mark.hazard("H04")
def test_critical_that_is_acknowledged_by_its_link_stays_open_until_it_is_read_back(
    alerting: Alerting,
) -> None:
    reference = alerting.starts("critical")
    assert alerting.state == "to_ring"
    alerting.answers()
    assert alerting.state == "received"
    alerting.waits(HOUR + MINUTE)
    assert alerting.alert()["with_lead"]
    assert "nobody has read it back yet" in alerting.told("chidi")[-1]
    page = alerting.scene.signed_in("ben").opens(f"/alerts/{reference}")
    page.sees("Received by its link: Dr Sam Example, GP")
    page.presses("Spoken and read back", spoke_to="Dr Sam Example")
    page.sees("It counts only once they have read it back to you", "Write their role")
    assert alerting.state == "received"
    page.presses("Spoken and read back", **TALK)
    page.sees("Spoke to Dr Sam Example, GP")
    assert alerting.state == "spoken"


@pytest.mark.hazard("H04")
def test_a_practice_that_cannot_act_is_rung_and_its_starter_hears(alerting: Alerting) -> None:
    reference = alerting.starts(who="ben")
    practice = alerting.reading()
    alerting.answers("We cannot act on it")
    practice.opens(practice.address).sees("Radiology was told at once and rings you about it")
    assert alerting.state == "cannot_act"
    for who in ("amara", "ben"):
        assert "nobody there can act on it" in alerting.told(who)[-1]
    alerting.scene.signed_in("ben").opens(f"/alerts/{reference}").sees("She has moved.")
    alerting.answers()  # somebody else there does
    assert alerting.state == "acknowledged"


@pytest.mark.hazard("H04")
def test_a_practice_without_an_address_is_rung_at_once(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS.replace('email = "oaklane@full.example.org"\n', ""))
    alerting.starts()
    assert alerting.state == "to_ring"
    assert len(alerting.told("amara")) == 1


@pytest.mark.hazard("H10")
def test_of_two_who_end_it_in_the_same_second_the_second_hears_who_was_first(
    alerting: Alerting,
) -> None:
    alerting.starts("critical")
    alerting.spoke("ben")
    with pytest.raises(Conflict, match=r"Ben Example was first .*: spoken and read back\."):
        alerting.spoke("amara")
    with pytest.raises(Conflict, match="Ben Example was first"):
        alerting.withdraws()
    assert alerting.alert()["ended_by"] == "ben"


def test_one_that_is_withdrawn_is_told_to_its_practice_with_why(alerting: Alerting) -> None:
    alerting.starts()
    with pytest.raises(Invalid):
        alerting.withdraws(reason=" ")
    alerting.withdraws()
    assert alerting.state == "withdrawn"
    mail = alerting.mails()[-1]
    assert mail.subject.startswith("Withdrawn: URGENT alert")
    assert "another patient" not in mail.text
    alerting.reading().sees("please do not act on it", "another patient's film")


@pytest.mark.hazard("H02")
def test_whose_it_is_must_be_given_twice_over_and_is_shown_before_it_is_sent(
    alerting: Alerting,
) -> None:
    page = alerting.scene.signed_in("amara").opens("/alerts").opens("/alerts/new")
    page.presses("Look it over", **(FIELDS | {"nhs_number": "999 000 0081", "date_of_birth": ""}))
    page.sees("There is a problem")
    page.presses("Look it over", **FIELDS)
    page.sees("Send this alert?", "Edith Larkspur", "1 February 1950", "999 000 0018")
    assert alerting.doors.board(alerting.world.responder("amara")).open == ()
    page.presses("Send the alert")
    alerting.world.settle()
    assert len(alerting.mails()) == 1
    page = alerting.scene.signed_in("ben").opens("/alerts/new")
    page.presses("Look it over", **(FIELDS | {"date_of_birth": "1 2 1951"}))
    page.sees("Is this the right patient?")
    assert len(alerting.doors.board(alerting.world.responder("ben")).open) == 1
    page.presses("Look it over, all the same", difference_reason="The film is right.")
    page.sees("Send this alert?")


def test_a_form_that_is_sent_twice_starts_one(alerting: Alerting) -> None:
    by = alerting.world.responder("amara")
    first = alerting.doors.start(by, FIELDS, "the same")
    assert alerting.doors.start(by, FIELDS, "the same") == first
    assert len(alerting.doors.board(by).open) == 1
    alerting.world.settle()
    assert len(alerting.mails()) == 1


@pytest.mark.hazard("H15")
def test_a_link_that_is_forwarded_forwards_no_alert(alerting: Alerting) -> None:
    alerting.starts()
    theirs = alerting.reading()
    link = theirs.address
    other = alerting.scene.browser().opens(link)
    other.sees("An alert of radiology").never_sees("Larkspur", "hilum")
    # Who has the code of one alert holds a cookie for that alone.
    alerting.starts(organisation="Y99001", nhs_number="999 000 0026", patient_name="Oren Whitlock")
    second = alerting.reading(ELM_ROAD)
    held = [each for each in theirs.client.cookies.jar if "letter-" in each.name]
    name = "__Host-letter-" + second.address.removeprefix("/a/")[:16]
    theirs.client.cookies.set(name, held[0].value or "")
    theirs.opens(second.address).is_refused(403).never_sees("Whitlock")


@pytest.mark.hazard("H17")
def test_an_address_from_which_mails_came_back_is_not_written_to_and_its_practice_is_rung(
    alerting: Alerting,
) -> None:
    alerting.starts()
    (ours,) = alerting.mails()
    mails = Mails(alerting.world, alerting.mail)
    mails.comes(report(ours.header("Message-ID") or "", OAK_LANE))
    assert alerting.state == "to_ring"
    assert mails.fates == [("joined", "report")]
    assert alerting.alert()["loop"]["failure"] == "bounced_5.1.1"
    alerting.starts(nhs_number="999 000 0026", patient_name="Oren Whitlock")
    assert alerting.alert()["loop"]["failure"] == "address_bounced"
    assert alerting.state == "to_ring"
    assert len(alerting.mails()) == 1
    pass_days(mails, KEPT)
    assert (deleted(mails), pieces(mails)) == (1, 0), "what it said stands with the alert"


def test_by_when_it_is_to_be_acknowledged_is_the_lines_to_set(alerting: Alerting) -> None:
    own = HOTDOC.read_text(encoding="utf-8").replace(
        "desks = [", 'alerts = { urgent = "4 open hours" }\ndesks = [', 1
    )
    alerting.world.set_up(own)
    alerting.starts()
    alert = alerting.alert()
    assert (alert["deadline_at"] - alert["started_at"]).total_seconds() == 4 * HOUR
    alerting.starts("cancer", patient_name="Oren Whitlock", nhs_number="999 000 0026")
    assert alerting.alert()["deadline_at"].isoformat() == "2026-11-30T19:00:00+00:00"
