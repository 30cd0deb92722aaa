"""A question by the form, answered from a telephone between two scans: claimed, offered to a
colleague who cannot, asked back, answered, read and received. The office sees what is owed of it
and not a word."""

from datetime import timedelta

import pytest

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.tables.directory import Responder
from tests.stories.soundness import unsound
from tests.stories.world import AMARA
from tests.web.asking import ASKED, confirmed
from tests.web.people import CANARIES, Scene
from tests.web.surfing import Surfer

BACK = "Is there any weakness of the legs?"
ANSWER = {"advice": "MRI of the lumbar spine, and no plain film before it."}


def writes(surfer: Surfer, words: str) -> Surfer:
    form = surfer.form("Send")
    return surfer.posts(form.action, form.fields | {"words": words})


def test_from_the_form_to_the_letter_that_was_received(scene: Scene) -> None:
    gp = confirmed(scene)
    reference = str(scene.world.query()["reference"])
    amara = scene.signed_in("amara").sees("Elm Road Surgery", "Today", "Form")
    amara.presses("Claim").sees(ASKED["question"], "Edith Larkspur", "999 000 0018")
    amara.presses("Offer it", to="ben", pass_reason="specialist", passing_on="His films?")
    scene.signed_in("ben").opens(f"/desk/{reference}").sees("His films?").presses(
        "I cannot take it"
    )
    scene.world.settle()
    assert "Ben Example cannot take query" in scene.world.texts(AMARA)[-1]
    amara.opens(f"/desk/{reference}").presses("Look over before sending", ask_back=BACK)
    amara.sees("a link to your words: no more may go there").presses("Send to requester")
    scene.world.settle()
    gp.opens(gp.address).sees(BACK)
    writes(gp, "None at all.")
    scene.world.settle()
    amara.opens(f"/desk/{reference}").sees("None at all.").follows("Write the advice")
    amara.presses("Check the answer", **ANSWER).sees("Edith Larkspur", "1 February 1950")
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    gp.opens(gp.address).follows("Read the answer").sees(ANSWER["advice"])
    gp.presses("Received: a clinician will act", acknowledged_by="Dr Rowan Hill, GP")
    told_once_in_order(amara.opens(f"/desk/{reference}"))
    assert scene.world.query()["state"] == "acknowledged"
    assert unsound(scene.world) == []


def told_once_in_order(amara: Surfer) -> None:
    so_far = amara.text.partition("So far")[2]
    happened = (
        "Elm Road Surgery wrote (form)",
        "Dr Amara Example claimed it",
        "Dr Amara Example offered it to Ben Example: needs a specialist opinion",
        "Ben Example could not take it",
        BACK,
        "None at all.",
        "Dr Amara Example signed the advice",
        "The advice: received: a clinician will act",
    )
    places = [so_far.index(each) for each in happened]
    assert places == sorted(places)
    assert all(so_far.count(each) == 1 for each in happened[1:])


@pytest.mark.hazard("H15")
def test_the_office_sees_what_is_owed_and_no_word_of_it(scene: Scene) -> None:
    confirmed(scene)
    reference = str(scene.world.query()["reference"])
    scene.signed_in("amara").presses("Claim").presses(
        "Look over before sending", ask_back=BACK
    ).presses("Send to requester")
    _only_the_office(scene, "chidi")
    office = scene.signed_in_by("+447700900003").is_at("/admin")
    office.sees("Ring the requester: no answer to what was asked back", reference)
    office.never_sees(BACK, ASKED["question"], *CANARIES)
    for path in (f"/desk/{reference}", f"/desk/{reference}/record", f"/desk/{reference}/files/X"):
        office.opens(path).is_refused(403).never_sees(BACK, *CANARIES)
    token = scene.signed_in_by("+447700900003").opens("/admin").forms()[0].fields["form_token"]
    for act in ("ask-back", "ask-back/send", "note", "pass-on", "pass-on/accept", "go-on"):
        office.posts(f"/desk/{reference}/{act}", {"form_token": token}).is_refused(403)


def _only_the_office(scene: Scene, key: str) -> None:
    with scene.world.ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, key)
        assert person is not None
        work.change(Responder, Responder.id == person.id, roles=[Role.COORDINATOR.value])


def test_a_clock_that_stands_still_is_late_for_nobody(scene: Scene) -> None:
    confirmed(scene)
    amara = scene.signed_in("amara").presses("Claim")
    amara.presses("Look over before sending", ask_back=BACK).presses("Send to requester")
    scene.world.wait(timedelta(hours=3).total_seconds())
    amara = scene.signed_in("amara").opens("/desk").sees("asked back, answer by 2pm")
    amara.never_sees("late")
    amara.opens(f"/desk/{scene.world.query()['reference']}").presses("Go on without their answer")
    amara.opens(f"/desk/{scene.world.query()['reference']}")
    amara.sees("Dr Amara Example went on without their answer")
