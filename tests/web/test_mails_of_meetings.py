"""What is mailed of a meeting: each once, for whom it is new, and with no word of a case."""

import pytest

from advice_line.education.meetings.keeping_on import KeepingOn
from tests.web.meeting_scene import MEETING, approved, invites, planned
from tests.web.people import ELM_ROAD_MAIL, Scene
from tests.web.test_meetings import DAY

LATER = {"on_day": "2026-12-04", "starts": "13:00", "ends": "14:00", "reason": "No room."}
TODO = {"what": "Change the page on back pain", "owner": "ben", "by_day": "2026-12-09"}


def test_who_was_never_told_of_another_day_hears_of_no_change(scene: Scene) -> None:
    amara, at = planned(scene)
    amara.opens(at).presses("Change the meeting", **LATER)
    assert invites(scene) == 3
    (mail,) = scene.mails("ben@example.org")
    assert mail.subject == "Radiology and primary care, 4 December 2026"
    assert "No room." not in mail.text
    amara.opens(at).presses("Change the meeting", **(LATER | {"starts": "13:15"}))
    scene.world.settle()
    mail = scene.mails("ben@example.org")[-1]
    assert mail.subject.startswith("Changed: ")
    assert "No room." in mail.text


@pytest.mark.hazard("H07")
def test_whose_cases_come_hears_of_all_of_them_in_one_mail(scene: Scene) -> None:
    for _ in range(2):
        approved(scene)
    amara, at = planned(scene)
    amara.presses("Put on the agenda").presses("Put on the agenda").presses("Sign this agenda")
    scene.signed_in("ben").opens(at).presses("Sign this agenda")
    scene.world.settle()
    subject = "2 cases come to the education meeting"
    (author,) = [each for each in scene.mails("amara@example.org") if each.subject == subject]
    (asker,) = [each for each in scene.mails(ELM_ROAD_MAIL) if each.subject == subject]
    assert "2 cases that you advised on are on the agenda" in author.text
    assert "ring Dr Amara Example or Ben Example, who lead the meeting, through 0" in author.text
    assert f"https://advice.example.org{at}" in author.text
    assert "2 things that were asked of Example Radiology Advice are discussed" in asker.text
    for mail in (author, asker):
        assert "back" not in mail.text, "no word of a case"


def test_a_reminder_of_an_action_says_which_meeting_gave_it(scene: Scene) -> None:
    approved(scene)
    amara, at = planned(scene)
    amara.presses("Put on the agenda").presses("Sign this agenda")
    scene.signed_in("ben").opens(at).presses("Sign this agenda")
    amara.opens(f"{at}/present").presses("Agree on it", **TODO)
    scene.world.phones.advance(14 * DAY)
    KeepingOn(scene.world.service.ledger).remind()
    scene.world.settle()
    subject = "Something that a meeting agreed waits for you"
    (mail,) = [each for each in scene.mails("ben@example.org") if each.subject == subject]
    assert f"was given to you at {MEETING}." in mail.text
    assert TODO["what"] not in mail.text
