"""Somebody texts from a car park. Nothing about a patient goes by text: what is asked back and what
is answered is read at a link, whose code goes to the telephone that texted."""

import re

import pytest

from advice_line.desk.staff.conversing import Conversing
from integrations.sandbox.phones import rings_out
from tests.stories.soundness import unsound
from tests.stories.world import LINE, STRANGER, STRANGER_MOBILE
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer

BACK = "How old is she?"
_LINK = re.compile(r"https://advice\.example\.org(/q/\S+)")
_CODE = re.compile(r"\b(\d{6}) is the code to see what you asked")


def texted(scene: Scene) -> str:
    scene.world.everybody(rings_out())
    scene.world.phones.text(STRANGER_MOBILE, LINE, "Ultrasound or CT for a lump? Dr Hill")
    scene.world.settle()
    return str(scene.world.query()["reference"])


def taken(scene: Scene) -> str:
    reference = texted(scene)
    scene.world.claims("amara")
    return reference


def opened(scene: Scene) -> Surfer:
    link = newest(scene, _LINK)
    surfer = scene.browser().opens(link).sees("the number ending").presses("Send me a code")
    scene.world.settle()
    return surfer.presses("Continue", code=newest(scene, _CODE))


def newest(scene: Scene, wanted: re.Pattern[str]) -> str:
    texts = reversed(scene.world.texts(STRANGER_MOBILE))
    return next(found[1] for text in texts if (found := wanted.search(text)))


@pytest.mark.hazard("H07")
def test_what_is_asked_back_is_read_and_answered_at_a_link(scene: Scene) -> None:
    reference = taken(scene)
    by = scene.world.responder("amara")
    Conversing(scene.world.ledger).ask_back(by, reference, BACK, "once")
    scene.world.settle()
    assert BACK not in "".join(scene.world.texts(STRANGER_MOBILE))
    surfer = opened(scene).sees(BACK, "Ultrasound or CT for a lump?")
    form = surfer.form("Send")
    surfer.posts(form.action, form.fields | {"words": "Edith Larkspur is 76."}).sees("is 76.")
    scene.world.settle()
    assert scene.world.query()["state"] == "accepted"
    assert unsound(scene.world) == []


@pytest.mark.hazard("H07")
def test_the_answer_is_told_by_text_and_read_at_a_link(scene: Scene) -> None:
    reference = taken(scene)
    answers = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    answers.presses("Save", **REQUIRED)
    scene.world.settle()
    assert not [each for each in CANARIES if each in "".join(scene.world.texts(STRANGER_MOBILE))]
    surfer = opened(scene).sees("Answered").follows("Read the answer").sees(REQUIRED["advice"])
    surfer.presses("Received: a clinician will act", acknowledged_by="Dr Rowan Hill, GP")
    assert scene.world.query()["state"] == "acknowledged"


@pytest.mark.hazard("H15")
def test_the_code_goes_to_the_telephone_that_texted_and_nowhere_else(scene: Scene) -> None:
    reference = taken(scene)
    by = scene.world.responder("amara")
    Conversing(scene.world.ledger).ask_back(by, reference, BACK, "once")
    scene.world.settle()
    surfer = scene.browser().opens(newest(scene, _LINK)).never_sees(BACK)
    surfer.presses("Send me a code").presses("Continue", code="000000").is_refused(422)
    surfer.never_sees(BACK)


def test_a_landline_that_texts_is_rung_as_before(scene: Scene) -> None:
    scene.world.phones.text(STRANGER, LINE, "Please ring me. Dr Hill")
    scene.world.settle()
    assert [task["kind"] for task in scene.world.query()["tasks"]] == ["ring_back"]
