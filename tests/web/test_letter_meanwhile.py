"""What changes between the writing of a letter and its sending: it goes by what is true when it is
sent, whole only where that address may carry it, and is lost nowhere (H07, H04)."""

import pytest

from tests.stories.outcomes import tasks
from tests.web.people import CANARIES, ELM_ROAD_MAIL, OAK_LANE_MAIL, Scene

MINUTE = 60
OAK_LANE = """
version = 1
[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
network = "Example PCN"
phones = ["+441632960102", "+447700900102"]
open = { mon-fri = ["08:00-18:30"] }
"""
PRIVATE_MAIL = "oaklane@private.example.org"


def written_while_mail_is_away(scene: Scene) -> str:
    scene.mail.set(down=True)
    return scene.advised(organisation="Y99002")


def comes_back(scene: Scene) -> None:
    scene.mail.set(down=False)
    scene.world.wait(20 * MINUTE)
    scene.world.settle()


@pytest.mark.hazard("H07")
def test_an_address_that_changed_gets_no_letter_that_it_may_not_carry(scene: Scene) -> None:
    written_while_mail_is_away(scene)
    scene.world.set_up(OAK_LANE + f'email = "{PRIVATE_MAIL}"\n')
    comes_back(scene)
    (mail,) = scene.mails(PRIVATE_MAIL)
    assert not [each for each in CANARIES if each in mail.text]
    assert mail.attachments == ()
    assert "A reply" in mail.text
    assert scene.mails(OAK_LANE_MAIL) == []


@pytest.mark.hazard("H07")
def test_another_practice_named_meanwhile_gets_no_letter_that_it_may_not_carry(
    scene: Scene,
) -> None:
    add_to(scene, written_while_mail_is_away(scene), organisation="Y99001")
    comes_back(scene)
    (mail,) = scene.mails(ELM_ROAD_MAIL)
    assert not [each for each in CANARIES if each in mail.text]
    assert (mail.attachments, scene.mails(OAK_LANE_MAIL)) == ((), [])


@pytest.mark.hazard("H04")
def test_the_older_version_does_not_arrive_after_the_newer(scene: Scene) -> None:
    reference = written_while_mail_is_away(scene)
    add_to(scene, reference, advice="On second thoughts, an ultrasound first.")
    comes_back(scene)
    (mail,) = scene.mails(OAK_LANE_MAIL)
    assert "On second thoughts" in mail.text
    first, second = scene.world.query()["advice"]
    assert first["loop"]["sent_at"] is None
    assert second["loop"]["sent_at"] is not None


@pytest.mark.hazard("H04")
def test_a_letter_whose_address_is_gone_is_a_practice_to_ring_and_goes_once_it_is_back(
    scene: Scene,
) -> None:
    reference = written_while_mail_is_away(scene)
    scene.world.set_up(OAK_LANE)
    comes_back(scene)
    assert tasks(scene.world.query()) == [("ring_practice", None)]
    saved = scene.signed_in("amara").sees("Ring the practice").opens(f"/desk/{reference}/saved")
    saved.sees("Ringing the practice is now a task of yours")
    saved.opens(f"/desk/{reference}").sees("It could not be delivered")
    chidi = scene.signed_in("chidi").opens("/admin/outgoing").sees(reference)
    scene.world.set_up(OAK_LANE + f'email = "{OAK_LANE_MAIL}"\n')
    chidi.presses("Try again")
    scene.world.settle()
    assert len(scene.mails(OAK_LANE_MAIL)) == 1
    (advice,) = scene.world.query()["advice"]
    assert (advice["loop"]["failed_at"], advice["loop"]["failure"]) == (None, None)
    saved.opens(f"/desk/{reference}").never_sees("It could not be delivered")


def add_to(scene: Scene, reference: str, **changed: str) -> None:
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", addendum_reason="Looked again", **changed)
    amara.is_at(f"/desk/{reference}/saved")


@pytest.mark.hazard("H04")
def test_an_address_that_goes_after_the_letter_went_is_no_reason_to_say_that_somebody_rang(
    scene: Scene,
) -> None:
    reference = scene.advised(organisation="Y99002")
    scene.world.set_up(OAK_LANE)
    saved = scene.signed_in("amara").opens(f"/desk/{reference}/saved")
    saved.sees("Oak Lane Surgery was told that a reply is waiting").never_sees("Ringing")
