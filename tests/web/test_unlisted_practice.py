"""Somebody asks who is of a practice that is not in the directory: they are answered as anybody,
the radiology office finds the practice, and it has its copy of the answer from then on."""

import pytest

from tests.stories.soundness import unsound
from tests.web.asking import ASKED, asks
from tests.web.people import CANARIES, OAK_LANE_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer

SAID = "Oak Lane Surgery, Northtown"


def asked(scene: Scene) -> str:
    asks(scene.browser(), organisation=SAID)
    scene.world.settle()
    return str(scene.world.query()["reference"])


def answered(scene: Scene, reference: str, **more: str) -> None:
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.follows("Write the advice").presses("Check the answer", **REQUIRED | more)
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")
    scene.world.settle()


def finding(scene: Scene) -> Surfer:
    office = scene.signed_in("chidi").opens("/admin").sees("Find the practice")
    return office.follows("See what they said and choose it")


def letters(scene: Scene) -> int:
    return len(scene.mails(OAK_LANE_MAIL))


def test_the_office_finds_the_practice_and_it_has_its_copy_of_the_answer(scene: Scene) -> None:
    reference, before = asked(scene), letters(scene)
    told = len(scene.mails(ASKED["email"]))
    answered(scene, reference)
    assert len(scene.mails(ASKED["email"])) == told + 1, "never held up by it"
    assert letters(scene) == before
    office = finding(scene).sees(SAID, "Dr Rowan Hill, GP", ASKED["email"])
    office.never_sees(*CANARIES, ASKED["question"])
    office.presses("Keep it").is_refused(422).sees("Choose a practice from the list.")
    office.presses("Keep it", organisation="Y99002").is_at("/admin")
    office.never_sees("Find the practice")
    scene.world.settle()
    assert letters(scene) == before + 1
    query = scene.world.query()
    assert query["requester"]["organisation"] == "Y99002"
    assert query["requester"]["identified_by"] == "person"
    office.opens(f"/desk/{reference}").sees("Dr Chidi Example looked for the practice")
    assert unsound(scene.world) == []


def test_found_before_it_is_answered_the_answer_goes_there_once(scene: Scene) -> None:
    reference, before = asked(scene), letters(scene)
    finding(scene).presses("Keep it", organisation="Y99002")
    answered(scene, reference)
    assert letters(scene) == before + 1


def test_a_practice_in_no_directory_holds_nothing_up(scene: Scene) -> None:
    reference = asked(scene)
    finding(scene).presses("Keep it", organisation="none").never_sees("Find the practice")
    answered(scene, reference)
    assert scene.world.query()["state"] == "advised"
    assert scene.world.query()["requester"]["organisation"] is None


def test_who_writes_the_record_may_say_which_it_is(scene: Scene) -> None:
    reference, before = asked(scene), letters(scene)
    answered(scene, reference, organisation="Y99002")
    assert letters(scene) == before + 1
    scene.signed_in("chidi").opens("/admin").never_sees("Find the practice")


def test_whoever_comes_second_reads_who_was_first(scene: Scene) -> None:
    asked(scene)
    late, first = finding(scene), finding(scene)
    first.presses("Keep it", organisation="Y99002")
    late.presses("Keep it", organisation="Y99001").is_refused(409)
    late.sees("You were first yourself")
    assert scene.world.query()["requester"]["organisation"] == "Y99002"


@pytest.mark.hazard("H15")
def test_a_responder_who_is_no_coordinator_looks_for_no_practice(scene: Scene) -> None:
    asked(scene)
    page = finding(scene).address
    scene.signed_in("amara").opens(page).is_refused(403).never_sees(SAID)
