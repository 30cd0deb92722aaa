"""A practice's own record system asks, is asked back, answers, fetches the letter and acknowledges
it: each by the same steps as on the pages."""

import json

import pytest

from tests.api import systems
from tests.api.systems import QUESTION, WILL_ACT, System
from tests.stories.soundness import unsound
from tests.web.asking import confirmed
from tests.web.people import OAK_LANE_MAIL, Scene

UBRN = "1234 5678 9012"
BACK = "Is there any weakness of the legs?"
ANSWER = "MRI of the lumbar spine, and no plain film before it."


def advised(scene: Scene, system: System, **changed: str) -> str:
    """A question that was raised, taken and answered; its reference."""
    reference = system.raises(**changed)
    amara = scene.signed_in("amara").presses("Claim").follows("Write the advice")
    amara.presses("Check the answer", advice=ANSWER).presses("Send the answer")
    scene.world.settle()
    return reference


@pytest.mark.hazard("H04")
def test_from_its_question_to_the_letter_that_was_received(either: Scene) -> None:
    scene, system = either, systems.of(either.world)
    told = system.sends("", QUESTION | {"booking_reference": UBRN, "registration": "gmc 9990002"})
    assert told.headers["location"] == f"/api/v1/queries/{told.json()['reference']}"
    assert told.json() == told.json() | {"state": "waiting", "out_of_hours": None}
    reference = told.json()["reference"]
    amara = scene.signed_in("amara").sees("Elm Road Surgery", "Today", "Their own system")
    amara.presses("Claim").sees(QUESTION["question"], "Edith Larkspur", "999 000 0018")
    amara.sees("From Dr Rowan Hill, GP, GMC 9990002")
    found = scene.signed_in("ben").opens("/desk/find").presses("Find", wanted=UBRN)
    found.sees(reference)
    amara.presses("Look over before sending", ask_back=BACK).presses("Send to requester")
    scene.world.settle()
    shown = system.query(reference)
    assert (shown["state"], shown["with"]) == ("asked_back", "consultant radiologist")
    assert shown["asked_back"]["words"] == BACK
    assert shown["answer_due_at"] is None, "our clock stands still"
    assert shown["booking_reference"] == UBRN.replace(" ", "")
    answered = system.sends(f"/{reference}/answers", {"words": "None at all."})
    assert answered.json()["state"] == "accepted"
    assert system.query(reference)["answer_due_at"] is not None
    amara.opens(f"/desk/{reference}").sees("None at all.").follows("Write the advice")
    amara.presses("Check the answer", advice=ANSWER).presses("Send the answer")
    scene.world.settle()
    letter = system.query(reference)["letters"][0]
    assert (letter["version"], letter["fetched_at"], letter["opened_at"]) == (1, None, None)
    place = f"/{reference}/letters/1"
    pdf, text, fhir = (
        system.reads(place, Accept=each)
        for each in ("application/pdf", "text/plain", "application/fhir+json")
    )
    assert pdf.content.startswith(b"%PDF")
    assert ANSWER in text.text
    assert "Dr Rowan Hill, GP, GMC 9990002" in text.text
    assert f"Booking reference (UBRN): {UBRN}" in text.text
    assert "IR(ME)R" in text.text
    assert json.loads(fhir.content)["entry"][0]["resource"]["resourceType"] == "Composition"
    letter = system.query(reference)["letters"][0]
    assert letter["fetched_at"] is not None
    assert letter["opened_at"] is letter["acknowledged_at"] is None
    received = system.sends(f"{place}/acknowledgement", WILL_ACT)
    assert received.json()["state"] == "acknowledged"
    assert system.query(reference)["letters"][0]["acknowledged_as"] == "clinician_will_act"
    second = system.sends(f"{place}/acknowledgement", WILL_ACT | {"name": "Dr Page Second"})
    assert (second.status_code, "was first" in second.text) == (409, True)
    amara.opens(f"/desk/{reference}").sees("Dr Rowan Hill, GP partner", "was fetched by")
    assert unsound(scene.world) == []


@pytest.mark.hazard("H21")
def test_a_late_question_is_told_when_it_is_read_and_whom_to_ring(scene: Scene) -> None:
    """On a Monday evening after the line has closed."""
    system = systems.of(scene.world)
    scene.world.wait(10 * 3600)
    told = system.sends("", QUESTION | {"urgency_asked": "now"}).json()
    assert told["read_from"] > told["received_at"]
    assert told["out_of_hours"] is not None
    assert "999" in told["emergencies"]


def test_what_is_asked_back_also_reaches_the_practice_by_mail(scene: Scene) -> None:
    """A system may be down: a person of the practice is told as well, by link alone."""
    system = systems.of(scene.world, systems.OAK_LANE)
    system.raises()
    amara = scene.signed_in("amara").presses("Claim")
    amara.presses("Look over before sending", ask_back=BACK).presses("Send to requester")
    scene.world.settle()
    assert [each for each in scene.mails(OAK_LANE_MAIL) if "/q/" in each.text]


def test_that_nobody_can_act_is_its_author_s_again(scene: Scene) -> None:
    system = systems.of(scene.world)
    reference = advised(scene, system)
    cannot = WILL_ACT | {"acknowledgement": "cannot_act", "reason": "She has moved away."}
    answer = system.sends(f"/{reference}/letters/1/acknowledgement", cannot)
    assert answer.json()["state"] == "advised"
    kinds = [each["kind"] for each in scene.world.query()["tasks"] if each["state"] == "open"]
    assert "cannot_act" in kinds


@pytest.mark.hazard("H04")
def test_that_nobody_can_act_is_not_kept_and_thrown_away_once_somebody_acts(scene: Scene) -> None:
    system = systems.of(scene.world)
    place = f"/{advised(scene, system)}/letters/1/acknowledgement"
    assert system.sends(place, WILL_ACT).status_code == 200
    cannot = WILL_ACT | {"acknowledgement": "cannot_act", "reason": "She has moved away."}
    refused = system.sends(place, cannot)
    assert refused.status_code == 409
    assert "was not passed on" in refused.json()["detail"]


def test_a_question_is_withdrawn_and_words_are_added(scene: Scene) -> None:
    system = systems.of(scene.world)
    reference = system.raises()
    added = system.sends(f"/{reference}/messages", {"words": "She is on warfarin."})
    assert added.status_code == 200
    gone = system.sends(f"/{reference}/withdrawal", {"words": "She was admitted."})
    assert gone.json()["state"] == "closed"
    late = system.sends(f"/{reference}/messages", {"words": "One more."})
    assert late.status_code == 409
    assert late.headers["content-type"] == "application/problem+json"
    assert unsound(scene.world) == []


def test_what_was_asked_back_is_answered_once(scene: Scene) -> None:
    system = systems.of(scene.world)
    reference = system.raises()
    nothing = system.sends(f"/{reference}/answers", {"words": "None at all."})
    assert nothing.status_code == 409


@pytest.mark.hazard("H20")
def test_what_the_form_asked_too_is_named_to_whoever_reads_it_and_never_joined(
    scene: Scene,
) -> None:
    confirmed(scene)
    system = systems.of(scene.world)
    again = system.raises()
    others = [
        system.raises(patient_name="Edwin Larkspur", date_of_birth="1990-05-04"),
        system.raises(nhs_number="9990000026"),
        systems.of(scene.world, systems.OAK_LANE).raises(),
    ]
    asked = {each["reference"]: each["linked_to"] for each in scene.world.queries()}
    (by_form,) = set(asked) - {again, *others}
    assert asked == {each: [] for each in (by_form, *others)} | {again: [by_form]}
    scene.signed_in("amara").opens(f"/desk/{again}").sees(f"This may belong to {by_form}")
    assert all(len(each["contacts"]) == 1 for each in scene.world.queries())
